package buckettest

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
	"testing"
)

// Proxy is a proxy to a server that does something else for some requests.
type Proxy struct {
	*httptest.Server
	Requests atomic.Int64 // so far
	fault    atomic.Pointer[Fault]
	to       *httputil.ReverseProxy
}

// Fault handles a request and returns true, or returns false.
type Fault func(http.ResponseWriter, *http.Request) bool

// NewProxy starts a proxy without a fault, which ends with the test.
func NewProxy(t testing.TB, s Server) *Proxy {
	t.Helper()
	to, err := url.Parse(s.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{to: &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.Host = r.In.Host // it is signed
		},
		ErrorLog: log.New(io.Discard, "", 0), // clients are killed
	}}
	p.Set(func(http.ResponseWriter, *http.Request) bool { return false })
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.Requests.Add(1)
		if !(*p.fault.Load())(w, r) {
			p.Forward(w, r)
		}
	}))
	t.Cleanup(p.Close)
	return p
}

// Set sets what is done with requests.
func (p *Proxy) Set(fault Fault) { p.fault.Store(&fault) }

// Forward lets the server handle a request.
func (p *Proxy) Forward(w http.ResponseWriter, r *http.Request) { p.to.ServeHTTP(w, r) }
