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

// admin serves the metrics. It has its own listener, so that clients of the API do
// not reach it.
type admin struct {
	metrics  *metrics.Metrics
	http     *http.Server
	listener net.Listener
}

// adminTimeout is generous for a small answer on a good network.
const adminTimeout = 30 * time.Second

// newAdmin listens on an address; for no address it returns nil.
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
		IdleTimeout:       2 * adminTimeout, // scrapers come once a minute or more often
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}}, nil
}

// serve serves until close. Its error is a failure to serve.
func (a *admin) serve() error {
	if err := a.http.Serve(a.listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving metrics: %w", err)
	}
	return nil
}

// close closes the listener and all connections. A nil admin has none.
func (a *admin) close() {
	if a != nil {
		_ = a.http.Close()
		_ = a.listener.Close()
	}
}
