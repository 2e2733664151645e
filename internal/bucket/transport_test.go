package bucket

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// TestAStorageThatStandsStill: a request ends although nobody ends it.
func TestAStorageThatStandsStill(t *testing.T) {
	t.Parallel()
	done := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.(http.Flusher).Flush()
		<-done
	}))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(done) })
	client := http.Client{Transport: newTransport(50 * time.Millisecond)}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.Do(request)
	if err == nil {
		_, err = answer.Body.Read(make([]byte, 1))
		_ = answer.Body.Close()
	}
	if err == nil {
		t.Error("a body was read that nobody sent")
	}
}
