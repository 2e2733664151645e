package bucket_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/bucket"
	"waybill/internal/bucket/buckettest"
	"waybill/internal/sqldb/sqldbtest"
)

func open(t *testing.T, s buckettest.Server, endpoint string) *bucket.Store {
	t.Helper()
	place, err := bucket.ParsePlace(s.Place)
	if err != nil {
		t.Fatal(err)
	}
	address, err := bucket.ParseEndpoint(endpoint)
	if err != nil {
		t.Fatal(err)
	}
	store, err := bucket.Open(place, bucket.Options{Endpoint: address, Region: "us-east-1", Keys: s.Keys})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// randomBytes are the same each time.
func randomBytes(size int) []byte {
	content := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{}).Read(content)
	return content
}

// put sends a file.
func put(ctx context.Context, s *bucket.Store, name string, content []byte) error {
	return s.Put(ctx, name, bytes.NewReader(content), int64(len(content)))
}

func names(t *testing.T, s *bucket.Store) (names []string) {
	t.Helper()
	all, err := s.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range all {
		names = append(names, fmt.Sprint(o.Name, " ", o.Size))
	}
	return names
}

// TestFilesAreKeptAsTheyAre: of one part and of several, listed, read, replaced and removed.
func TestFilesAreKeptAsTheyAre(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server := buckettest.Start(t)
	s := open(t, server, server.Endpoint)
	deeper := open(t, buckettest.Server{Place: server.Place + "/deeper", Keys: server.Keys}, server.Endpoint)
	const large = 33<<20 + 7
	for name, size := range map[string]int{"least": 1, "small": 1000, "large": large} {
		content := randomBytes(size)
		if err := put(t.Context(), s, name, content); err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		n, err := s.Read(t.Context(), name, int64(size), &got)
		if err != nil || n != int64(size) || !bytes.Equal(got.Bytes(), content) {
			t.Errorf("%s: %d bytes were read, %v", name, n, err)
		}
	}
	if err := put(t.Context(), s, "empty", nil); err == nil || !strings.Contains(err.Error(), "empty") {
		t.Errorf("an empty file: %v", err)
	}
	if err := errors.Join(put(t.Context(), s, "text", []byte("a line\n")), put(t.Context(), deeper, "other", []byte("x"))); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{fmt.Sprint("large ", large), "least 1", "small 1000", "text 7"}, names(t, s)); diff != "" {
		t.Error(diff)
	}
	if _, err := s.Read(t.Context(), "small", 999, io.Discard); err == nil || !strings.Contains(err.Error(), "longer") {
		t.Errorf("a file that is too long: %v", err)
	}
	if _, err := s.Read(t.Context(), "none", 9, io.Discard); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no such file: %v", err)
	}
	for _, name := range []string{"least", "large", "small", "text", "none"} {
		if err := s.Remove(t.Context(), name); err != nil {
			t.Error(err)
		}
	}
	if left := names(t, s); left != nil {
		t.Error(left)
	}
	if left := names(t, deeper); len(left) != 1 {
		t.Errorf("deeper: %q", left)
	}
}

// TestWrongKeysAreRefused, and no error has a part of a secret.
func TestWrongKeysAreRefused(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	server.Keys = buckettest.KeysFile(t, "waybill", "wrong-secret")
	_, err := open(t, server, server.Endpoint).List(t.Context())
	if err == nil || !strings.Contains(err.Error(), "403") || strings.Contains(err.Error(), "wrong-secret") {
		t.Error(err)
	}
}

// TestAnUploadThatFailsLeavesNothing, whatever the storage does, and is not tried for ever.
func TestAnUploadThatFailsLeavesNothing(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	isPart := func(r *http.Request) bool { return r.URL.Query().Get("partNumber") == "2" }
	for name, fault := range map[string]func(http.ResponseWriter, *http.Request) bool{
		"503 for a part": func(w http.ResponseWriter, r *http.Request) bool {
			if isPart(r) {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
			return isPart(r)
		},
		"a part is cut": func(_ http.ResponseWriter, r *http.Request) bool {
			if isPart(r) {
				_, _ = io.CopyN(io.Discard, r.Body, 100_000)
				panic(http.ErrAbortHandler)
			}
			return false
		},
		"the last request is refused": func(w http.ResponseWriter, r *http.Request) bool {
			end := r.Method == http.MethodPost && r.URL.Query().Has("uploadId")
			if end {
				http.Error(w, "<Error><Code>AccessDenied</Code><Message>no\nway\x1b["+strings.Repeat("x", 9000)+"</Message></Error>", http.StatusForbidden)
			}
			return end
		},
		"a redirect": func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, "http://127.0.0.1:1/elsewhere", http.StatusTemporaryRedirect)
			return true
		},
		"no XML": func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method != http.MethodPost {
				return false
			}
			_, _ = io.WriteString(w, "{}")
			return true
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := buckettest.NewProxy(t, server)
			f.Set(fault)
			own := buckettest.Server{Place: server.Place + "/" + strings.ReplaceAll(name, " ", "-"), Keys: server.Keys}
			err := put(t.Context(), open(t, own, f.URL), "file", randomBytes(17<<20))
			if err == nil || strings.ContainsAny(err.Error(), "\n\x1b") || len(err.Error()) > 1000 {
				t.Errorf("the error: %v", err)
			}
			if n := f.Requests.Load(); n > 30 {
				t.Errorf("%d requests", n)
			}
			if left := names(t, open(t, own, server.Endpoint)); left != nil {
				t.Errorf("it left %q", left)
			}
		})
	}
}

// TestADownloadThatIsCutIsContinued, but not for ever, and not with the bytes of another file.
func TestADownloadThatIsCutIsContinued(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	f := buckettest.NewProxy(t, server)
	s := open(t, server, f.URL)
	content := randomBytes(1 << 20)
	if err := put(t.Context(), s, "file", content); err != nil {
		t.Fatal(err)
	}
	read := func() (got bytes.Buffer, err error) {
		_, err = s.Read(t.Context(), "file", int64(len(content)), &got)
		return got, err
	}
	var cuts atomic.Int64 // that are left
	cut := func(w http.ResponseWriter, r *http.Request, ignoreRange bool) bool {
		if r.Method != http.MethodGet || cuts.Load() == 0 {
			return false
		}
		cuts.Add(-1)
		var from int
		_, _ = fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-", &from)
		status := http.StatusOK
		if from > 0 && !ignoreRange {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, len(content)-1, len(content)))
			status = http.StatusPartialContent
		}
		w.Header().Set("Content-Length", fmt.Sprint(len(content)-from))
		w.Header().Set("ETag", `"same"`)
		w.Header().Set("Last-Modified", time.Unix(0, 0).UTC().Format(http.TimeFormat))
		w.WriteHeader(status)
		_, _ = w.Write(content[from : from+50_000])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
	f.Set(func(w http.ResponseWriter, r *http.Request) bool { return cut(w, r, false) })
	cuts.Store(100)
	if got, err := read(); err == nil || !bytes.HasPrefix(content, got.Bytes()) {
		t.Errorf("cut for ever: %d bytes, %v", got.Len(), err)
	}
	if left := cuts.Load(); left < 90 {
		t.Errorf("it was tried %d times", 100-left)
	}
	f.Set(func(w http.ResponseWriter, r *http.Request) bool { return cut(w, r, true) })
	cuts.Store(2)
	if got, err := read(); err == nil || !bytes.HasPrefix(content, got.Bytes()) {
		t.Errorf("continued from the beginning: %d bytes, %v", got.Len(), err)
	}
	other := slices.Clone(content)
	other[0]++
	for _, next := range [][]byte{content, other} { // what is there when it goes on
		var wasCut atomic.Bool
		f.Set(func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method != http.MethodGet || wasCut.Swap(true) {
				return false
			}
			answer := httptest.NewRecorder()
			f.Forward(answer, r)
			maps.Copy(w.Header(), answer.Header())
			_, _ = w.Write(answer.Body.Bytes()[:50_000])
			w.(http.Flusher).Flush()
			if !bytes.Equal(next, content) {
				_ = put(t.Context(), open(t, server, server.Endpoint), "file", next)
			}
			panic(http.ErrAbortHandler)
		})
		got, err := read()
		switch same := bytes.Equal(next, content); {
		case same && (err != nil || !bytes.Equal(got.Bytes(), content)):
			t.Errorf("cut once: %d bytes, %v", got.Len(), err)
		case !same && err == nil:
			t.Error("it was continued with another file")
		}
	}
}

// TestWhatIsLeftOfUploads is removed if it is old enough and has a name of ours.
func TestWhatIsLeftOfUploads(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	f := buckettest.NewProxy(t, server)
	var parts atomic.Int64
	f.Set(func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Query().Get("partNumber") == "1" {
			parts.Add(1)
			return false
		}
		if r.URL.Query().Has("uploadId") { // also the request that removes it
			w.WriteHeader(http.StatusForbidden)
		}
		return r.URL.Query().Has("uploadId")
	})
	for _, name := range []string{"ours", "theirs"} {
		if err := put(t.Context(), open(t, server, f.URL), name, randomBytes(17<<20)); err == nil {
			t.Fatal("it was sent")
		}
	}
	var removed atomic.Int64
	f.Set(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodDelete {
			removed.Add(1)
			if !strings.HasSuffix(r.URL.Path, "/ours") {
				t.Errorf("%s was removed", r.URL.Path)
			}
		}
		return false
	})
	s := open(t, server, f.URL)
	ours := func(name string) bool { return name == "ours" }
	for _, try := range []struct {
		before time.Time
		want   int64
	}{{time.Unix(0, 0), 0}, {time.Now().Add(time.Hour), 1}, {time.Now().Add(time.Hour), 1}} {
		if err := s.RemoveUnfinished(t.Context(), try.before, ours); err != nil || removed.Load() != try.want {
			t.Errorf("%d uploads were removed, %v", removed.Load(), err)
		}
	}
	if parts.Load() != 2 {
		t.Errorf("%d parts were sent", parts.Load())
	}
}

// TestABucketThatIsNotThere is an error that says so.
func TestABucketThatIsNotThere(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	server.Place = "s3://nobodys-bucket/place"
	s := open(t, server, server.Endpoint)
	_, listed := s.List(t.Context())
	_, read := s.Read(t.Context(), "file", 9, io.Discard)
	for what, err := range map[string]error{"list": listed, "send": put(t.Context(), s, "file", []byte("x")), "read": read} {
		if err == nil || !strings.Contains(err.Error(), "NoSuchBucket") || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestAStorageThatSendsForEver ends with an error.
func TestAStorageThatSendsForEver(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	f := buckettest.NewProxy(t, server)
	s := open(t, server, f.URL)
	f.Set(func(w http.ResponseWriter, r *http.Request) bool {
		_, _ = io.WriteString(w, `<?xml version="1.0"?><ListBucketResult><Contents><Key>`)
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, strings.Repeat("k", 1<<16)); err != nil {
				break
			}
		}
		return true
	})
	if _, err := s.List(t.Context()); err == nil {
		t.Error("a list without an end was taken")
	}
}

// TestPlacesAndEndpoints are parsed, or refused with what is right.
func TestPlacesAndEndpoints(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"s3://acme-backups": "s3://acme-backups", "s3://acme.backups/": "s3://acme.backups",
		"s3://abc/waybill/main/": "s3://abc/waybill/main", "s3://abc/a_b-c.d": "s3://abc/a_b-c.d",
	} {
		if got, err := bucket.ParsePlace(text); err != nil || got.String() != want {
			t.Errorf("%s: %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "abc", "s3://", "s3://ab", "s3://ABC", "s3:///x", "s3://a..b", "s3://abc/a//b", "s3://abc/../b", "s3://abc/a b", "s3://abc/ä", "https://abc", "s3://key:secret@abc"} {
		if got, err := bucket.ParsePlace(text); err == nil {
			t.Errorf("%q was taken for %s", text, got)
		}
	}
	for _, text := range []string{"https://s3.example.com", "http://127.0.0.1:9000", "https://s3.example.com/"} {
		if _, err := bucket.ParseEndpoint(text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{"", "s3.example.com", "ftp://x", "https://", "https://key:secret@x", "https://x/bucket", "https://x?y"} {
		if _, err := bucket.ParseEndpoint(text); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestKeys: a file without keys is refused before anything is sent.
func TestKeys(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "secret-of-nobody", "[default]\naws_access_key_id = X\n", "[other]\naws_access_key_id=X\naws_secret_access_key=secret-of-nobody"} {
		file := filepath.Join(t.TempDir(), "keys")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := bucket.Open(bucket.Place{Bucket: "abc"}, bucket.Options{Keys: file})
		if err == nil || strings.Contains(err.Error(), "secret-of-nobody") {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := bucket.Open(bucket.Place{Bucket: "abc"}, bucket.Options{Keys: t.TempDir()}); err == nil {
		t.Error("a folder was taken for keys")
	}
}

// TestAnEnd ends what is sent.
func TestAnEnd(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	f := buckettest.NewProxy(t, server)
	ctx, end := context.WithCancel(t.Context())
	f.Set(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.URL.Query().Get("partNumber") != "2" {
			return false
		}
		end()
		_, _ = io.Copy(io.Discard, r.Body) // until the client is gone, or all is sent
		panic(http.ErrAbortHandler)
	})
	if err := put(ctx, open(t, server, f.URL), "file", randomBytes(17<<20)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if left := names(t, open(t, server, server.Endpoint)); left != nil {
		t.Errorf("it left %q", left)
	}
}
