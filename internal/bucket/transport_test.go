package bucket

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
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

// endless is a body that tells whether it is read.
type endless struct{ closed atomic.Bool }

func (e *endless) Read(p []byte) (int, error) { return len(p), nil }

func (e *endless) Close() error {
	e.closed.Store(true)
	return nil
}

// TestAnAnswerBeforeTheEnd: when the answer is closed, nobody reads the body of the request any more,
// so it can be sent again. It is closed although the storage never reads it.
func TestAnAnswerBeforeTheEnd(t *testing.T) {
	t.Parallel()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = c.Read(make([]byte, 1)) // and no more
			_, _ = c.Write([]byte("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\n{}"))
			t.Cleanup(func() { _ = c.Close() })
		}
	}()
	client := http.Client{Transport: newTransport(time.Minute)}
	for range 5 {
		body := &endless{}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPut, "http://"+listener.Addr().String(), body)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := client.Do(request)
		if err == nil {
			_, _ = io.Copy(io.Discard, answer.Body)
			_ = answer.Body.Close()
		}
		if !body.closed.Load() {
			t.Fatalf("the body is still read; the answer: %v", err)
		}
	}
}
