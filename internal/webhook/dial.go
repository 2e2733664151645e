package webhook

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// errForbidden says that an address is in a network that webhooks may not reach.
var errForbidden = errors.New("webhooks may not connect to this address")

const (
	// idleTime is for how long a connection stays open for the next event.
	idleTime = 30 * time.Second
	// maxHeader is the size limit of the headers of an answer.
	maxHeader = 16 << 10
)

// newTransport returns a transport that judges each connection by the address that it is
// about to connect to, after the name was resolved. So a name that resolves to another
// address later does not deceive it. Proxies of the environment are not used, because a
// proxy would connect to addresses that nobody has judged.
func newTransport(resolver *net.Resolver, mayReach func(netip.Addr) bool) *http.Transport {
	dialer := &net.Dialer{
		Resolver: resolver,
		ControlContext: func(_ context.Context, _, address string, _ syscall.RawConn) error {
			return judge(address, mayReach)
		},
	}
	return &http.Transport{
		Proxy:                  nil,
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		DisableCompression:     true,
		MaxIdleConnsPerHost:    4,
		MaxIdleConns:           2 * maxLanes,
		IdleConnTimeout:        idleTime,
		MaxResponseHeaderBytes: maxHeader,
	}
}

// judge returns an error for an address and port that may not be reached.
func judge(address string, mayReach func(netip.Addr) bool) error {
	resolved, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %w", errForbidden, err)
	}
	if !mayReach(resolved.Addr()) {
		return fmt.Errorf("%w: %s", errForbidden, resolved.Addr().Unmap())
	}
	return nil
}
