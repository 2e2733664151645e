package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"waybill/internal/metrics"
)

// admin is where those who look after a server look at it. It has a listener of
// its own, so that what clients reach does not tell of it.
type admin struct {
	metrics  *metrics.Metrics
	http     *http.Server
	listener net.Listener
}

// adminTimeout is long for a small answer on a good network.
const adminTimeout = 30 * time.Second

// newAdmin listens at an address, or gives nil for none.
func newAdmin(ctx context.Context, address string, log logs) (*admin, error) {
	if address == "" {
		return nil, nil
	}
	listener, err := listen(ctx, "--admin-address", address)
	if err != nil {
		return nil, err
	}
	m := metrics.New(version())
	if log.queue != nil {
		m.WatchLog(log.queue.dropped.Load)
	}
	log.Info("metrics", "address", "http://"+reachable(listener.Addr())+"/metrics")
	return &admin{metrics: m, listener: listener, http: &http.Server{
		Handler:           m.Handler(),
		ReadHeaderTimeout: adminTimeout,
		ReadTimeout:       adminTimeout,
		WriteTimeout:      adminTimeout,
		IdleTimeout:       2 * adminTimeout, // those who scrape come once a minute or more often
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}}, nil
}

// serve serves until close, and gives why it could not.
func (a *admin) serve() error {
	if err := a.http.Serve(a.listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving metrics: %w", err)
	}
	return nil
}

// close ends what runs; nil is closed already.
func (a *admin) close() {
	if a != nil {
		_ = a.http.Close()
		_ = a.listener.Close()
	}
}
