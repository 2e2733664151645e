package bucket

import (
	"context"
	"io"
	"net"
	"net/http"
	"sync"
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

// bounded cuts answers that are too long, except files, which their reader bounds. Once RoundTrip
// has failed or its answer is closed, nothing reads the body of the request any more: a storage may
// answer before it has read the whole body, and the client then sends the same body again.
type bounded struct{ next http.RoundTripper }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	request, sent := watched(r)
	answer, err := b.next.RoundTrip(request)
	if err != nil {
		<-sent
		return nil, err
	}
	body := &answerBody{Reader: answer.Body, body: answer.Body, sent: sent}
	isFile := r.Method == http.MethodGet && r.URL.RawQuery == "" && answer.StatusCode/100 == 2
	if !isFile {
		body.Reader = io.LimitReader(answer.Body, mostAnswer)
	}
	answer.Body = body
	return answer, nil
}

// watched returns a request whose channel is closed when its body is not read any more.
func watched(r *http.Request) (*http.Request, <-chan struct{}) {
	sent := make(chan struct{})
	if r.Body == nil || r.Body == http.NoBody {
		close(sent)
		return r, sent
	}
	r = r.WithContext(r.Context())
	r.Body = &requestBody{ReadCloser: r.Body, sent: sent}
	r.GetBody = nil // the client sends again, not the transport
	return r, sent
}

// requestBody tells that it was closed.
type requestBody struct {
	io.ReadCloser
	sent chan struct{}
	once sync.Once
}

func (b *requestBody) Close() error {
	defer b.once.Do(func() { close(b.sent) })
	return b.ReadCloser.Close()
}

// answerBody is a part of a body. Closing it ends the connection if the request was not sent as a
// whole, and with it the reading of the request.
type answerBody struct {
	io.Reader
	body io.Closer
	sent <-chan struct{}
}

func (b *answerBody) Close() error {
	err := b.body.Close()
	<-b.sent
	return err
}
