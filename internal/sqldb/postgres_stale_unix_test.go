//go:build unix

package sqldb

import (
	"net"
	"testing"
)

// TestHasInput looks at a connection on which another goroutine waits for data, as pgx
// does after a slow write. The look neither waits for that goroutine nor takes its data.
func TestHasInput(t *testing.T) {
	t.Parallel()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	other, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = other.Close() })
	got := make(chan byte)
	go func() {
		var data [1]byte
		for {
			if _, err := conn.Read(data[:]); err != nil {
				close(got)
				return
			}
			got <- data[0]
		}
	}()
	for _, sent := range "ab" {
		if _, err := other.Write([]byte{byte(sent)}); err != nil {
			t.Fatal(err)
		}
		if data := <-got; data != byte(sent) {
			t.Errorf("read %q, want %q", data, sent)
		}
		if hasInput(conn) {
			t.Errorf("there is input after %q was read", sent)
		}
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	<-got
	if !hasInput(conn) {
		t.Error("the end of the connection is no input")
	}
}
