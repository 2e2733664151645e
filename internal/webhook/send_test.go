package webhook

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// hostile are addresses of this machine, of its network or of its cloud, and ways to write
// them as addresses of IPv6.
var hostile = []string{
	"0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
	"169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1",
	"198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
	"::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a9fe:a9fe", "100::1",
	"2001::1", "2001:0:53aa:64c::1", "2001:db8::1", "2002:a9fe:a9fe::", "2002:7f00:1::1", "3fff::1", "5f00::1",
	"fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
}

// TestSpecialAddressesAreDenied: none of them is reached, by https or http, unless the operator
// allows its network.
func TestSpecialAddressesAreDenied(t *testing.T) {
	t.Parallel()
	for _, text := range hostile {
		address := netip.MustParseAddr(text)
		if isPublic(address) {
			t.Errorf("%s counts as public", text)
		}
		connection := net.JoinHostPort(text, "443")
		if err := judge(connection, isPublic); err == nil {
			t.Errorf("a connection to %s is allowed", connection)
		}
	}
	for _, text := range []string{"1.1.1.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "192.0.1.1", "198.20.0.1", "223.255.255.255", "100.128.0.1",
		"2606:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8"} {
		if !isPublic(netip.MustParseAddr(text)) {
			t.Errorf("%s does not count as public", text)
		}
	}
	if !contains(loopback, netip.MustParseAddr("::ffff:127.0.0.1")) || contains(loopback, netip.MustParseAddr("::1")) {
		t.Error("an allowed network of IPv4 is compared as IPv6")
	}
}

// TestHostileURLsReachNothing: whatever the form of the address, a listener on this machine
// sees no connection.
func TestHostileURLsReachNothing(t *testing.T) {
	t.Parallel()
	port, connections := listenAndCount(t)
	resolver := resolverOf(t, func() netip.Addr { return netip.MustParseAddr("127.0.0.1") })
	s := newSender(testKey(), nil, time.Now, resolver)
	for _, host := range []string{"127.0.0.1", "localhost", "0.0.0.0", "[::ffff:127.0.0.1]", "[::]", "127.1", "2130706433", "0x7f.1", "[::1]"} {
		for _, scheme := range []string{"http://", "https://"} {
			r, err := s.Send(t.Context(), &Endpoint{ID: "wh", Generation: 1, Settings: Settings{URL: scheme + host + ":" + port}}, Message{"m", []byte("{}")})
			if err != nil || r.Outcome != Down || r.Status != 0 {
				t.Errorf("%s%s: %+v, %v", scheme, host, r, err)
			}
		}
	}
	if n := connections.Load(); n != 0 {
		t.Errorf("the listener saw %d connections", n)
	}
}

// listenAndCount listens on all addresses of this machine, and counts connections.
func listenAndCount(t *testing.T) (port string, count *atomic.Int64) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	count = &atomic.Int64{}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			count.Add(1)
			_ = connection.Close()
		}
	}()
	return strconv.Itoa(listener.Addr().(*net.TCPAddr).Port), count
}

// TestAResolverThatRebinds: a name has an address that may be reached at first, and another
// one at the next connection.
func TestAResolverThatRebinds(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	r.Config.SetKeepAlivesEnabled(false) // each request is a connection
	var address atomic.Value
	address.Store("127.0.0.1")
	resolver := resolverOf(t, func() netip.Addr { return netip.MustParseAddr(address.Load().(string)) })
	s := newSender(testKey(), prefixes("127.0.0.1/32"), time.Now, resolver)
	send := func() *Response {
		port := r.Listener.Addr().(*net.TCPAddr).Port
		got, err := s.Send(t.Context(), endpointAt("http://rebind.example.:"+strconv.Itoa(port)), Message{"m", []byte("{}")})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := send(); got.Outcome != Delivered {
		t.Errorf("the first address: %+v", got)
	}
	address.Store("127.0.0.2")
	if got := send(); got.Outcome != Down || !strings.Contains(got.Text, errForbidden.Error()+": 127.0.0.2") {
		t.Errorf("the second address: %+v", got)
	}
	address.Store("127.0.0.1")
	if got := send(); got.Outcome != Delivered {
		t.Errorf("the first address again: %+v", got)
	}
}

// resolverOf returns a resolver that asks a name server of the test, which answers each
// question for an address of IPv4.
func resolverOf(t *testing.T, answer func() netip.Addr) *net.Resolver {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	go func() {
		question := make([]byte, 512)
		for {
			n, from, err := server.ReadFrom(question)
			if err != nil {
				return
			}
			_, _ = server.WriteTo(dnsAnswer(question[:n], answer), from)
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", server.LocalAddr().String())
	}}
}

// dnsAnswer returns the answer to a question, with an address if the question is for one of
// IPv4 (type A), and empty otherwise.
func dnsAnswer(question []byte, address func() netip.Addr) []byte {
	end := 12
	for question[end] != 0 {
		end += int(question[end]) + 1
	}
	kind := binary.BigEndian.Uint16(question[end+1:])
	answer := append([]byte(nil), question[:end+5]...)
	answer[2], answer[3] = 0x84, 0x00 // an authoritative answer
	clear(answer[6:12])
	if kind != 1 {
		return answer
	}
	answer[7] = 1
	as4 := address().As4()
	return append(append(answer, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4), as4[:]...)
}

// TestRedirectsAreNotFollowed: they count as down.
func TestRedirectsAreNotFollowed(t *testing.T) {
	t.Parallel()
	target := newReceiver(t)
	for _, status := range []int{301, 302, 303, 307, 308} {
		redirecting := newReceiver(t)
		redirecting.answers(status, "Location", target.URL)
		r, err := NewSender(testKey(), loopback, time.Now).Send(t.Context(), endpointAt(redirecting.URL), Message{"m", []byte("{}")})
		if err != nil || r.Outcome != Down || r.Status != status {
			t.Errorf("%+v, %v", r, err)
		}
	}
	if got := target.takeAll(); got != nil {
		t.Errorf("a redirect was followed: %v", got)
	}
}

func endpointAt(url string) *Endpoint {
	return &Endpoint{ID: "wh", Generation: 1, Settings: Settings{URL: url, MaxEvents: 1}}
}

// TestNoProxyOfTheEnvironment: a proxy would connect to addresses that nobody has judged. The
// variables are read once by net/http, so the transport is looked at.
func TestNoProxyOfTheEnvironment(t *testing.T) {
	t.Parallel()
	s := NewSender(testKey(), nil, time.Now)
	for _, transport := range []http.RoundTripper{s.plain, s.secure} {
		if transport.(*http.Transport).Proxy != nil {
			t.Error("a request may use a proxy")
		}
	}
}

// elapsing is the context of a request whose time is over when the test says so.
type elapsing struct {
	context.Context
	over chan struct{}
}

// newElapsing returns a context, and has the requests of a sender use it.
func newElapsing(s *Sender) elapsing {
	e := elapsing{context.Background(), make(chan struct{})}
	s.limit = func(context.Context) (context.Context, context.CancelFunc) { return e, func() {} }
	return e
}

func (e elapsing) Done() <-chan struct{} { return e.over }

func (e elapsing) Err() error {
	select {
	case <-e.over:
		return context.DeadlineExceeded
	default:
		return nil
	}
}

// watchedReads is a transport that tells of each read of the body of an answer.
type watchedReads struct {
	http.RoundTripper
	read func()
}

func (w watchedReads) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := w.RoundTripper.RoundTrip(r)
	if err == nil {
		answer.Body = watchedBody{answer.Body, w.read}
	}
	return answer, err
}

type watchedBody struct {
	io.ReadCloser
	read func()
}

func (b watchedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.read()
	return n, err
}

// serveEach starts a server for one request. The channel is closed when the request has ended.
func serveEach(t *testing.T, serve func(w http.ResponseWriter, r *http.Request)) (url string, ended <-chan struct{}) {
	t.Helper()
	closed := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(closed)
		_, _ = io.Copy(io.Discard, r.Body)
		serve(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL, closed
}

// TestAnEndpointThatHangs: a request without an answer ends with its time.
func TestAnEndpointThatHangs(t *testing.T) {
	t.Parallel()
	s := NewSender(testKey(), loopback, time.Now)
	limit := newElapsing(s)
	url, ended := serveEach(t, func(_ http.ResponseWriter, r *http.Request) {
		close(limit.over)
		<-r.Context().Done()
	})
	r, err := s.Send(t.Context(), endpointAt(url), Message{"m", []byte("{}")})
	if err != nil || r.Outcome != Down || r.Status != 0 || r.Text != "no answer in time" {
		t.Errorf("%+v, %v", r, err)
	}
	<-ended
}

// TestAnEndpointThatDrips: an answer of which one byte comes after another ends with the time
// of the request, too. Its status counts.
func TestAnEndpointThatDrips(t *testing.T) {
	t.Parallel()
	const bytes = 20
	s := NewSender(testKey(), loopback, time.Now)
	limit, next, reads := newElapsing(s), make(chan struct{}, bytes), 0
	s.plain = watchedReads{s.plain, func() {
		switch reads++; {
		case reads < bytes:
			next <- struct{}{}
		case reads == bytes:
			close(limit.over)
		}
	}}
	url, ended := serveEach(t, func(w http.ResponseWriter, r *http.Request) {
		for {
			_, _ = w.Write([]byte("x"))
			_ = http.NewResponseController(w).Flush()
			select {
			case <-next:
			case <-r.Context().Done():
				return
			}
		}
	})
	r, err := s.Send(t.Context(), endpointAt(url), Message{"m", []byte("{}")})
	if err != nil || r.Outcome != Delivered || r.Status != http.StatusOK || !strings.HasPrefix(r.Text, "xx") {
		t.Errorf("%+v, %v", r, err)
	}
	<-ended
}

// TestAnEndlessAnswer: an answer is read up to a limit, and then its connection is closed.
func TestAnEndlessAnswer(t *testing.T) {
	t.Parallel()
	// The buffers of a connection have a fraction of this size.
	const endless = 256 << 20
	written := 0
	url, ended := serveEach(t, func(w http.ResponseWriter, _ *http.Request) {
		for chunk := []byte(strings.Repeat("x", 64<<10)); written < endless; {
			n, err := w.Write(chunk)
			if written += n; err != nil {
				return
			}
		}
	})
	s := NewSender(testKey(), loopback, time.Now)
	newElapsing(s) // the time does not bound it
	r, err := s.Send(t.Context(), endpointAt(url), Message{"m", []byte("{}")})
	if err != nil || r.Outcome != Delivered || r.Status != http.StatusOK || r.Text != strings.Repeat("x", shownAnswer) {
		t.Errorf("%+v, %v", r, err)
	}
	if <-ended; written >= endless {
		t.Errorf("%d bytes of an endless answer were taken", written)
	}
}

// TestTheEndOfTheServerEndsARequest: the outcome is unknown, so it is an error and no outcome.
func TestTheEndOfTheServerEndsARequest(t *testing.T) {
	t.Parallel()
	entered := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		close(entered)
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-entered; cancel() }()
	if r, err := NewSender(testKey(), loopback, time.Now).Send(ctx, endpointAt(server.URL), Message{"m", []byte("{}")}); err == nil {
		t.Errorf("%+v", r)
	}
}

// TestRetryAfter: in seconds or as a date, and bounded.
func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	s := NewSender(testKey(), nil, func() time.Time { return now })
	for text, want := range map[string]time.Duration{
		"": 0, "x": 0, "-5": 0, "1.5": 0, "7": 7 * time.Second, "Wed, 02 Jan 2030 03:05:05 GMT": time.Minute,
		"Wed, 02 Jan 2030 03:04:00 GMT": 0, "4294967295": longestRetryAfter, "99999999999999999999": 0,
		"Wed, 02 Jan 2099 03:04:00 GMT": longestRetryAfter,
	} {
		if got := s.retryAfter(text); got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
}

// TestShown: an answer is shown as one line of printable characters.
func TestShown(t *testing.T) {
	t.Parallel()
	if got := shown(" a\x1b[31m\nb\xff\u202e "); strings.ContainsAny(got, "\x1b\n\u202e") || !strings.HasPrefix(got, "a [31m b") {
		t.Errorf("%q", got)
	}
}
