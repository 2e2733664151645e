package bucket

import (
	"context"
	"io"
	"net"
	"net/http"
	"time"
)

const (
	// stalledAfter is for how long a connection may stand still. A storage may take minutes to
	// put the parts of a file together.
	stalledAfter = 5 * time.Minute
	// mostAnswer bounds answers other than files: pages of lists, and errors.
	mostAnswer = 8 << 20
)

// newTransport returns a transport whose connections end when they stand still, whatever is
// sent or received, and whose answers are bounded.
func newTransport(stalled time.Duration) http.RoundTripper {
	dialer := &net.Dialer{Timeout: 30 * time.Second}
	return bounded{&http.Transport{
		Proxy: http.ProxyFromEnvironment,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			c, err := dialer.DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return moving{c, stalled}, nil
		},
		TLSHandshakeTimeout:    30 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		IdleConnTimeout:        time.Minute,
		DisableCompression:     true, // a file is what was sent
	}}
}

// moving is a connection that fails once it has stood still for too long. A write is movement
// for the reader too, which waits for the answer meanwhile.
type moving struct {
	net.Conn
	stalled time.Duration
}

func (m moving) Read(p []byte) (int, error) {
	if err := m.SetDeadline(time.Now().Add(m.stalled)); err != nil {
		return 0, err
	}
	return m.Conn.Read(p)
}

func (m moving) Write(p []byte) (int, error) {
	if err := m.SetDeadline(time.Now().Add(m.stalled)); err != nil {
		return 0, err
	}
	return m.Conn.Write(p)
}

// bounded cuts answers that are too long, except files, which their reader bounds.
type bounded struct{ next http.RoundTripper }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	isFile := r.Method == http.MethodGet && r.URL.RawQuery == "" && answer.StatusCode/100 == 2
	if !isFile {
		answer.Body = &bodyOf{io.LimitReader(answer.Body, mostAnswer), answer.Body}
	}
	return answer, nil
}

// bodyOf is a part of a body.
type bodyOf struct {
	io.Reader
	io.Closer
}
