package api

import (
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
)

func TestTakesGzip(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]bool{
		"gzip": true, "GZIP": true, "x-gzip": true, "deflate, gzip;q=0.5, br": true, "*": true, "gzip ; q = 1.0": true, "*;q=0.1": true,
		"gzip;q=0.001": true, "gzip, identity": true, "identity;q=0.5, gzip": true, "*;q=0, gzip": true,
		"": false, "identity": false, "br": false, "gzip;q=0": false, "gzip;q=0.000": false, "gzip;q=0, *": false, "*;q=0": false,
		"gzip;q=0.5, identity": false, "gzip;q=x": false, "gzip;q=NaN": false, "gzip;q=2": false, "gzip;x=1": false, "gzipped": false,
	} {
		if got := takesGzip([]string{header}); got != want {
			t.Errorf("%q: %v", header, got)
		}
	}
}

// TestListsAreCompressed reads lists and single records, with compression enabled and
// not, from clients that accept gzip and do not. Only lists are compressed.
func TestListsAreCompressed(t *testing.T) {
	t.Parallel()
	compressing, _ := newLoggedServer(t, Options{Gzip: true})
	plain, _ := newLoggedServer(t, Options{})
	long := strings.Repeat("n", 255)
	for _, server := range []*Server{compressing, plain} {
		for n := range 5 {
			ask(server, "POST", manyPath, strings.NewReader(fmt.Sprintf(`{"external_reference_id":"%d","name":%q}`, n, long)))
		}
	}
	const one = manyPath + "/1"
	for _, test := range []struct {
		server       *Server
		method, path string
		accept       string
		coding, vary string
	}{
		{compressing, "GET", manyPath, "gzip", "gzip", "Accept-Encoding"},
		{compressing, "HEAD", manyPath, "gzip", "gzip", "Accept-Encoding"},
		{compressing, "GET", manyPath, "", "", "Accept-Encoding"},
		{compressing, "GET", manyPath, "gzip;q=0", "", "Accept-Encoding"},
		{compressing, "GET", manyPath + "?page=99", "gzip", "", "Accept-Encoding"}, // short
		{compressing, "GET", one, "gzip", "", ""},
		{plain, "GET", manyPath, "gzip", "", ""},
	} {
		got := ask(test.server, test.method, test.path, nil, "Accept-Encoding", test.accept)
		if got.Header().Get("Content-Encoding") != test.coding || got.Header().Get("Vary") != test.vary || got.Code != 200 {
			t.Errorf("%s %s with %q is answered %d %v", test.method, test.path, test.accept, got.Code, got.Header())
		}
	}
	whole := ask(compressing, "GET", manyPath, nil).Body.String()
	var asking sync.WaitGroup
	for range 50 {
		asking.Go(func() {
			reader, err := gzip.NewReader(ask(compressing, "GET", manyPath, nil, "Accept-Encoding", "gzip").Body)
			if err != nil {
				t.Error(err)
				return
			}
			if unpacked, err := io.ReadAll(reader); string(unpacked) != whole || err != nil {
				t.Errorf("decompressed: %s, %v, want %s", unpacked, err, whole)
			}
		})
	}
	asking.Wait()
}
