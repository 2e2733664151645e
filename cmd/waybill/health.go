package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// health is the command that asks whether a server is ready. Its settings are those of
// serve, so that the same environment gives the server and its health check.
type health struct {
	Address string        `default:"127.0.0.1:8080" env:"WAYBILL_ADDRESS" placeholder:"HOST:PORT" help:"The address on which the server listens. (default: ${default})"`
	TLSCert string        `name:"tls-cert" env:"WAYBILL_TLS_CERT" placeholder:"FILE" help:"The certificate of the server, which then speaks HTTPS. (default: plain HTTP)"`
	Timeout time.Duration `positive:"" default:"5s" placeholder:"TIME" help:"The time for an answer. (default: ${default})"`
	Wait    time.Duration `default:"0s" placeholder:"TIME" help:"The time to ask again and again, until the server is ready. (default: ${default})"`
}

// askAgain is the time from one question to the next while the server is not ready.
const askAgain = 100 * time.Millisecond

// shownAnswer is how many bytes of an answer an error shows.
const shownAnswer = 200

// Run requests /readyz. It prints a line if the server is ready, and fails with the reason
// otherwise; with --wait, with the last reason.
func (h health) Run(ctx context.Context, t terminal) error {
	url := encryption{TLSCert: h.TLSCert}.scheme() + "://" + h.Address
	asking, cancel := context.WithTimeout(ctx, h.Wait)
	defer cancel()
	err := h.check(ctx, url)
	for err != nil {
		select {
		case <-asking.Done():
			return err
		case <-time.After(askAgain):
			err = h.check(ctx, url)
		}
	}
	_, err = fmt.Fprintf(t.out, "the server at %s is ready\n", url)
	return err
}

// check fails unless the server is ready.
func (h health) check(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, h.Timeout)
	defer cancel()
	status, body, err := h.ask(ctx, url+"/readyz")
	switch {
	case err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("the server at %s did not answer within %s", url, h.Timeout)
	case err != nil:
		return fmt.Errorf("no server answers at %s: %w", url, err)
	case status != http.StatusOK:
		return fmt.Errorf("the server at %s is not ready: %d %s: %q", url, status, http.StatusText(status), body)
	}
	return nil
}

// ask returns the status and the beginning of the body of an answer. It uses no proxy and
// follows no redirect: the server is on this machine, or listens where no other does.
func (h health) ask(ctx context.Context, url string) (status int, body []byte, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, nil, fmt.Errorf("--address %s is not an address: write a host and a port, as in 127.0.0.1:8080", h.Address)
	}
	transport := &http.Transport{
		// An address without a host, or of all interfaces, is dialed on this machine.
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, h.Address)
		},
		// The certificate is for the name that clients use, which is not this address. The
		// request has no secret, and the answer is a status.
		TLSClientConfig:   &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: true}, //nolint:gosec // as said above
		DisableKeepAlives: true,
	}
	answer, err := transport.RoundTrip(request)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	body, err = io.ReadAll(io.LimitReader(answer.Body, shownAnswer))
	return answer.StatusCode, bytes.TrimSpace(body), err
}
