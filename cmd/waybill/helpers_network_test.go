package main

import (
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// network is the way to a database, or to a server, on which a test makes the weather.
type network struct {
	address  string // of the other end, by this way
	listener net.Listener
	dial     func() (net.Conn, error)

	mu      sync.Mutex
	weather weather
	ends    map[net.Conn]bool // of the connections that are open
	running sync.WaitGroup

	held atomic.Int64 // grows while something is held
}

// weather is what a network does to what passes. Its zero value is fine.
type weather struct {
	delay                      time.Duration // of each part that passes
	refuse                     bool          // whether a connection ends as soon as it is made
	holdQuestions, holdAnswers bool          // whether what is sent waits
}

// newNetwork makes a way to a database, for as long as a test runs.
func newNetwork(t *testing.T, database string) *network {
	t.Helper()
	config, err := pgconn.ParseConfig(database)
	if err != nil {
		t.Fatal(err)
	}
	kind, host := pgconn.NetworkAddress(config.Host, config.Port)
	n := newNetworkTo(t, kind, host)
	n.address = through(t, database, n.listener.Addr().String())
	return n
}

// newNetworkTo makes a way to whoever listens at an address.
func newNetworkTo(t *testing.T, kind, host string) *network {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	n := &network{
		address:  listener.Addr().String(),
		listener: listener,
		dial:     func() (net.Conn, error) { return net.Dial(kind, host) },
		ends:     map[net.Conn]bool{},
	}
	n.running.Go(n.serve)
	t.Cleanup(func() {
		_ = listener.Close()
		n.set(weather{refuse: true})
		n.cut()
		n.running.Wait()
	})
	return n
}

// through gives the address of a database by another host.
func through(t *testing.T, database, host string) string {
	t.Helper()
	parsed, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	query := parsed.Query()
	if user := query.Get("user"); user != "" {
		parsed.User = url.User(user)
	}
	query.Del("user")
	query.Del("host")
	parsed.Host, parsed.RawQuery = host, query.Encode()
	return parsed.String()
}

func (n *network) set(w weather) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.weather = w
}

// cut ends all connections. What is on its way is lost.
func (n *network) cut() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for end := range n.ends {
		_ = end.Close()
	}
	clear(n.ends)
}

func (n *network) serve() {
	for {
		client, err := n.listener.Accept()
		if err != nil {
			return // the test is over
		}
		n.running.Go(func() { n.connect(client) })
	}
}

func (n *network) connect(client net.Conn) {
	if !n.open(client) {
		return
	}
	server, err := n.dial()
	if err != nil || !n.open(server) {
		n.hangUp(client)
		return
	}
	n.running.Go(func() { n.carry(client, server, func(w weather) bool { return w.holdAnswers }) })
	n.carry(server, client, func(w weather) bool { return w.holdQuestions })
}

// open notes an end of a connection, or closes it when there is to be none.
func (n *network) open(end net.Conn) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.weather.refuse {
		_ = end.Close()
		return false
	}
	n.ends[end] = true
	return true
}

// carry carries from one end to the other until either is closed, and then
// closes both.
func (n *network) carry(to, from net.Conn, held func(weather) bool) {
	defer n.hangUp(to, from)
	part := make([]byte, 4096)
	for {
		length, err := from.Read(part)
		if err != nil || !n.pass(from, held) {
			return
		}
		if _, err := to.Write(part[:length]); err != nil {
			return
		}
	}
}

// pass waits for as long as the weather wants. It reports false when the
// connection has been cut meanwhile.
func (n *network) pass(from net.Conn, held func(weather) bool) bool {
	for delayed := false; ; {
		n.mu.Lock()
		w, open := n.weather, n.ends[from]
		n.mu.Unlock()
		switch {
		case !open:
			return false
		case held(w):
			n.held.Add(1)
			time.Sleep(time.Millisecond)
		case w.delay > 0 && !delayed:
			time.Sleep(w.delay)
			delayed = true
		default:
			return true
		}
	}
}

func (n *network) hangUp(ends ...net.Conn) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, end := range ends {
		_ = end.Close()
		delete(n.ends, end)
	}
}
