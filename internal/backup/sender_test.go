package backup_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/backup"
	"waybill/internal/bucket"
	"waybill/internal/bucket/buckettest"
)

// openBucket opens a place through an endpoint.
func openBucket(t *testing.T, s buckettest.Server, endpoint string) *backup.Bucket {
	t.Helper()
	opened, err := openPlace(s, endpoint)
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

func openPlace(s buckettest.Server, endpoint string) (*backup.Bucket, error) {
	place, err := bucket.ParsePlace(s.Place)
	if err != nil {
		return nil, err
	}
	address, err := bucket.ParseEndpoint(endpoint)
	if err != nil {
		return nil, err
	}
	store, err := bucket.Open(place, bucket.Options{Endpoint: address, Region: "us-east-1", Keys: s.Keys})
	return &backup.Bucket{Store: store}, err
}

func newSender(folder string, to *backup.Bucket, now func() time.Time) *backup.Sender {
	return &backup.Sender{Folder: folder, Bucket: to, Every: 24 * time.Hour, Most: 3, Now: now, Log: slog.New(slog.DiscardHandler)}
}

// wantSent compares the times of the backups in a bucket, and fetches each of them.
func wantSent(t *testing.T, b *backup.Bucket, want ...string) (files []string) {
	t.Helper()
	all, err := b.All(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range all {
		got = append(got, s.Name[len("waybill-"):len("waybill-20261101T000000Z")])
		file := filepath.Join(t.TempDir(), s.Name)
		if err := b.Fetch(t.Context(), s.Name, file); err != nil {
			t.Error(err)
		} else if err := backup.CheckComplete(file); err != nil {
			t.Error(err)
		}
		files = append(files, file)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the backups in the bucket (-want +got):\n%s", diff)
	}
	return files
}

// allFiles returns the names of all files of the place.
func allFiles(t *testing.T, b *backup.Bucket) map[string]bool {
	t.Helper()
	all, err := b.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, o := range all {
		names[o.Name] = true
	}
	return names
}

// uploads returns the names of the files whose upload was begun and not finished.
func uploads(t *testing.T, b *backup.Bucket) (names []string) {
	t.Helper()
	err := b.RemoveUnfinished(t.Context(), time.Time{}, func(name string) bool {
		names = append(names, name)
		return false
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestBackupsAreSent once each, and the newest are kept. Files that others have in the place are
// never touched, however they are called.
func TestBackupsAreSent(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	b, folder, now := openBucket(t, server, server.Endpoint), t.TempDir(), time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	others := []string{
		"waybill-20260101T000000Z.db", "WAYBILL-20260101T000000Z-0123456789ab.db", "waybill-20269901T000000Z-0123456789ab.db", "notes.sha256",
		"waybill-20260101T000000Z-0123456789ab.db.old", "waybill-20260101T000000Z-0123456789ab.db.old.sha256",
		"x-waybill-20260101T000000Z-0123456789ab.db", "x-waybill-20260101T000000Z-0123456789ab.db.sha256",
		"deeper/waybill-20260101T000000Z-0123456789ab.db", "deeper/waybill-20260101T000000Z-0123456789ab.db.sha256",
	}
	for _, name := range others {
		if err := b.Put(t.Context(), name, strings.NewReader("x"), 1); err != nil {
			t.Fatal(err)
		}
	}
	s := newSender(folder, b, func() time.Time { return now })
	send := func() {
		t.Helper()
		if err := s.SendIfDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	send()
	wantSent(t, b)
	for n := range 5 {
		now = now.Add(24 * time.Hour)
		writeBackup(t, folder, now.Format("waybill-20060102T150405Z.db"), 3, byte(n))
		send()
		send()
		s = newSender(folder, b, s.Now) // as after a restart
		send()
		if !s.Sent().Equal(now) || s.Failures() != 0 {
			t.Errorf("sent at %s with %d failures", s.Sent(), s.Failures())
		}
	}
	for n, file := range wantSent(t, b, "20261104T000000Z", "20261105T000000Z", "20261106T000000Z") {
		if got, err := os.ReadFile(file); err != nil || got[5000] != byte(n+2) {
			t.Errorf("backup %d is another, %v", n, err)
		}
	}
	left := allFiles(t, b)
	for name := range allFiles(t, openBucket(t, buckettest.Server{Place: server.Place + "/deeper", Keys: server.Keys}, server.Endpoint)) {
		left["deeper/"+name] = true
	}
	for _, name := range others {
		if !left[name] {
			t.Errorf("%s was removed", name)
		}
	}
	if len(left) != len(others)+6 {
		t.Errorf("the bucket has %v", left)
	}
}

// writeBackup writes a file that is as long as a backup says it is, of a time and with a content.
func writeBackup(t *testing.T, folder, name string, pages int, content byte) {
	t.Helper()
	file := bytes.Repeat([]byte{content}, pages*4096)
	copy(file, "SQLite format 3\x00\x10\x00")
	binary.BigEndian.PutUint32(file[28:], uint32(pages))
	if err := os.WriteFile(filepath.Join(folder, name), file, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestAStorageThatChangesBackups: what is not read back as it was sent does not count, is a failure,
// and is tried again after an hour. The backup before stays.
func TestAStorageThatChangesBackups(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	isRead := func(r *http.Request) bool { return r.Method == http.MethodGet && r.URL.RawQuery == "" }
	for name, change := range map[string]func([]byte) []byte{
		"a bit":   func(b []byte) []byte { b[5000] ^= 1; return b },
		"shorter": func(b []byte) []byte { return b[:len(b)-1] },
		"longer":  func(b []byte) []byte { return append(b, 0) },
		"empty":   func([]byte) []byte { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			own := server
			own.Place += "/" + strings.ReplaceAll(name, " ", "-")
			proxy, folder := buckettest.NewProxy(t, server), t.TempDir()
			direct, now := openBucket(t, own, own.Endpoint), time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
			s := newSender(folder, openBucket(t, own, proxy.URL), func() time.Time { return now })
			writeBackup(t, folder, "waybill-20261101T000000Z.db", 3, 'a')
			if err := s.SendIfDue(t.Context()); err != nil {
				t.Fatal(err)
			}
			proxy.Set(func(w http.ResponseWriter, r *http.Request) bool {
				if !isRead(r) {
					return false
				}
				answer := httptest.NewRecorder()
				proxy.Forward(answer, r)
				w.Header().Set("ETag", answer.Header().Get("ETag"))
				w.Header().Set("Last-Modified", answer.Header().Get("Last-Modified"))
				_, _ = w.Write(change(answer.Body.Bytes()))
				return true
			})
			writeBackup(t, folder, "waybill-20261102T000000Z.db", 3, 'b')
			now = now.Add(24 * time.Hour)
			if err := s.SendIfDue(t.Context()); err == nil || s.Failures() != 1 {
				t.Errorf("it was taken, or not counted: %v", err)
			}
			if err := s.SendIfDue(t.Context()); err != nil || s.Failures() != 1 {
				t.Errorf("it was tried again at once: %v", err)
			}
			wantSent(t, direct, "20261101T000000Z")
			proxy.Set(func(http.ResponseWriter, *http.Request) bool { return false })
			now = now.Add(time.Hour)
			if err := s.SendIfDue(t.Context()); err != nil {
				t.Error(err)
			}
			wantSent(t, direct, "20261101T000000Z", "20261102T000000Z")
		})
	}
}

// TestABackupThatHasChangedInTheBucket is not fetched, and neither is one that does not count.
func TestABackupThatHasChangedInTheBucket(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	folder, now := t.TempDir(), time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	b := openBucket(t, server, server.Endpoint)
	writeBackup(t, folder, "waybill-20261101T000000Z.db", 3, 'a')
	if err := newSender(folder, b, func() time.Time { return now }).SendIfDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := b.All(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	name, file := all[0].Name, filepath.Join(folder, "fetched")
	none := "waybill-20261102T000000Z-0123456789ab.db"
	for _, try := range []struct {
		put, content, fetch string
		want                error
	}{
		{name, strings.Repeat("a", 3*4096), name, backup.ErrChanged},
		{name, "short", name, backup.ErrChanged},
		{name + ".sha256", strings.Repeat("0", 64) + "  another.db\n", name, nil},
		{name + ".sha256", strings.Repeat("x", 1000), name, nil},
		{none, "without its SHA-256", none, fs.ErrNotExist},
		{none, "without its SHA-256", "../" + name, nil},
	} {
		if err := b.Put(t.Context(), try.put, strings.NewReader(try.content), int64(len(try.content))); err != nil {
			t.Fatal(err)
		}
		if err := b.Fetch(t.Context(), try.fetch, file); err == nil || try.want != nil && !errors.Is(err, try.want) {
			t.Errorf("%s, after %s was replaced: %v", try.fetch, try.put, err)
		}
		if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a file was left: %v", err)
		}
	}
}

// TestAFolderThatWasNotVerified: a backup that was cut since, or is still being made, is not sent.
func TestAFolderThatWasNotVerified(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	folder, now := t.TempDir(), time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)
	b := openBucket(t, server, server.Endpoint)
	s := newSender(folder, b, func() time.Time { return now })
	writeBackup(t, folder, "waybill-20261101T000000Z.db.unfinished-1", 3, 'a')
	if err := s.SendIfDue(t.Context()); err != nil {
		t.Error(err)
	}
	writeBackup(t, folder, "waybill-20261101T000000Z.db", 3, 'a')
	if err := os.Truncate(filepath.Join(folder, "waybill-20261101T000000Z.db"), 4096); err != nil {
		t.Fatal(err)
	}
	if err := s.SendIfDue(t.Context()); err == nil || s.Failures() != 1 {
		t.Errorf("%d failures, %v", s.Failures(), err)
	}
	if left := allFiles(t, b); len(left) > 0 {
		t.Errorf("it was sent: %v", left)
	}
}

// TestAStorageThatRefuses is a failure that says why, and leaves nothing.
func TestAStorageThatRefuses(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	keys, place := server, server
	keys.Keys = buckettest.KeysFile(t, "waybill", "wrong-secret")
	place.Place = "s3://nobodys-bucket/place"
	for want, from := range map[string]buckettest.Server{"SignatureDoesNotMatch": keys, "NoSuchBucket": place} {
		folder := t.TempDir()
		writeBackup(t, folder, "waybill-20261101T000000Z.db", 3, 'a')
		s := newSender(folder, openBucket(t, from, from.Endpoint), time.Now)
		if err := s.SendIfDue(t.Context()); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "wrong-secret") || s.Failures() != 1 {
			t.Errorf("%s: %d failures, %v", want, s.Failures(), err)
		}
	}
	wantSent(t, openBucket(t, server, server.Endpoint))
}

// TestTwoInstancesSend to one place: what counts is whole, also when both send a backup of the same
// second, and later there is one for each day.
func TestTwoInstancesSend(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	now := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	folders := []string{t.TempDir(), t.TempDir()}
	var senders []*backup.Sender
	for n, folder := range folders {
		writeBackup(t, folder, "waybill-20261101T000000Z.db", 3, byte('a'+n))
		senders = append(senders, newSender(folder, openBucket(t, server, server.Endpoint), func() time.Time { return now }))
	}
	// The second sends all of its own while the first waits to read its own back.
	proxy := buckettest.NewProxy(t, server)
	senders[0].Bucket = openBucket(t, server, proxy.URL)
	var once sync.Once
	proxy.Set(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodGet && r.URL.RawQuery == "" {
			once.Do(func() {
				if err := senders[1].SendIfDue(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		return false
	})
	if err := senders[0].SendIfDue(t.Context()); err != nil {
		t.Error(err)
	}
	b := openBucket(t, server, server.Endpoint)
	wantSent(t, b, "20261101T000000Z", "20261101T000000Z")
	for day := 2; day <= 3; day++ {
		for n, hour := range []int{0, 12} {
			now = time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC)
			writeBackup(t, folders[n], now.Format("waybill-20060102T150405Z.db"), 3, byte('a'+n))
			for _, s := range senders {
				if err := s.SendIfDue(t.Context()); err != nil {
					t.Error(err)
				}
			}
		}
	}
	wantSent(t, b, "20261101T000000Z", "20261102T000000Z", "20261103T000000Z")
}

// child is what a process that is going to be killed sends.
type child struct {
	Server   buckettest.Server
	Endpoint string
	Folder   string
	Now      time.Time
}

const childVariable = "WAYBILL_TEST_SENDER"

// sendAsChild is the process.
func sendAsChild() int {
	var c child
	err := json.Unmarshal([]byte(os.Getenv(childVariable)), &c)
	if err == nil {
		var to *backup.Bucket
		if to, err = openPlace(c.Server, c.Endpoint); err == nil {
			err = newSender(c.Folder, to, func() time.Time { return c.Now }).SendIfDue(context.Background())
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// TestKilledWhileSending: wherever the server is killed, what counts in the bucket is whole, and the
// backup before is there. The next attempt sends it, and removes what was left.
func TestKilledWhileSending(t *testing.T) {
	t.Parallel()
	server := buckettest.Start(t)
	const pages = 17 << 20 / 4096 // two parts
	killed := 0
	for n := 1; ; n++ {
		own := server
		own.Place += fmt.Sprint("/", n)
		b, folder := openBucket(t, own, own.Endpoint), t.TempDir()
		// The times of the bucket are those of the machine.
		now := time.Now().UTC().Truncate(time.Second)
		name := func(at time.Time) string { return at.Format("waybill-20060102T150405Z.db") }
		before := now.Add(-24 * time.Hour)
		writeBackup(t, folder, name(before), 3, 'a')
		if err := newSender(folder, b, func() time.Time { return before }).SendIfDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		writeBackup(t, folder, name(now), pages, byte(n))
		ended := killAt(t, n, child{Server: own, Folder: folder, Now: now})
		all, err := b.All(t.Context())
		if err != nil || len(all) == 0 || !all[0].At.Equal(before) {
			t.Fatalf("killed at request %d, the bucket has %v, %v", n, all, err)
		}
		for _, s := range all {
			file := filepath.Join(t.TempDir(), s.Name)
			if err := b.Fetch(t.Context(), s.Name, file); err != nil {
				t.Errorf("killed at request %d: %v", n, err)
			}
		}
		later := now.Add(72 * time.Hour)
		writeBackup(t, folder, name(later), 3, 'c')
		if err := newSender(folder, b, func() time.Time { return later }).SendIfDue(t.Context()); err != nil {
			t.Error(err)
		}
		if all, err = b.All(t.Context()); err != nil || !all[len(all)-1].At.Equal(later) {
			t.Errorf("after request %d: %v, %v", n, all, err)
		}
		if files := allFiles(t, b); len(files) != 2*len(all) {
			t.Errorf("after request %d the bucket has %v", n, files)
		}
		if left := uploads(t, b); left != nil {
			t.Errorf("after request %d uploads of %v are left", n, left)
		}
		if ended {
			break
		}
		killed++
	}
	if killed < 8 {
		t.Errorf("it was killed at %d requests", killed)
	}
}

// killAt kills a process that sends when the bucket has handled its request of a number, before it
// has the answer. It reports whether the process has ended before.
func killAt(t *testing.T, n int, c child) (ended bool) {
	t.Helper()
	proxy := buckettest.NewProxy(t, c.Server)
	c.Endpoint = proxy.URL
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	process := exec.Command(os.Args[0])
	process.Env = append(os.Environ(), childVariable+"="+string(text))
	var requests atomic.Int64
	started := make(chan struct{})
	proxy.Set(func(_ http.ResponseWriter, r *http.Request) bool {
		if requests.Add(1) != int64(n) {
			return false
		}
		proxy.Forward(httptest.NewRecorder(), r)
		<-started
		_ = process.Process.Kill()
		panic(http.ErrAbortHandler)
	})
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	close(started)
	return process.Wait() == nil
}

// TestAStorageThatAnswersGarbage whatever it is asked: it is a failure of one line.
func TestAStorageThatAnswersGarbage(t *testing.T) {
	t.Parallel()
	list := `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>`
	for name, answer := range map[string]string{
		"nothing":       "",
		"a page":        "<!DOCTYPE html><html><body>Welcome\r\n\x1b[31m</body></html>",
		"JSON":          `{"error": null}`,
		"an empty list": list,
		"a cut list":    list[:40],
		"a hostile list": `<ListBucketResult><Contents><Key>../../waybill-20261101T000000Z-0123456789ab.db</Key><Size>-1</Size></Contents>` +
			`<Contents><Key>` + "%s" + `waybill-20261101T000000Z-0123456789ab.db</Key><Size>-5</Size></Contents>` +
			`<Contents><Key>` + "%s" + `waybill-20261101T000000Z-0123456789ab.db.sha256</Key></Contents></ListBucketResult>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			storage := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				_, _ = w.Write([]byte(strings.ReplaceAll(answer, "%s", "place/")))
			}))
			t.Cleanup(storage.Close)
			folder := t.TempDir()
			writeBackup(t, folder, "waybill-20261102T000000Z.db", 3, 'a')
			b := openBucket(t, buckettest.Server{Place: "s3://bucket/place", Keys: buckettest.KeysFile(t, "key", "secret")}, storage.URL)
			s := newSender(folder, b, func() time.Time { return time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC) })
			err := s.SendIfDue(t.Context())
			if err == nil || s.Failures() != 1 || strings.ContainsAny(err.Error(), "\r\n\x1b") || len(err.Error()) > 1000 {
				t.Errorf("%d failures, %v", s.Failures(), err)
			}
			file := filepath.Join(folder, "fetched")
			if err := b.Fetch(t.Context(), "waybill-20261101T000000Z-0123456789ab.db", file); err == nil {
				t.Error("it was fetched")
			}
			if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("a file was left: %v", err)
			}
		})
	}
}
