package api

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
)

// This file answers whether the server is healthy and ready.

// HealthRoutes returns the routes for a supervisor. /healthz answers 200 while the
// process runs. /readyz answers 200 while the database answers and the server is not
// shutting down, and 503 otherwise.
func HealthRoutes() []Route {
	healthy := []byte(`{"status":"ok"}`)
	return []Route{
		{Method: http.MethodGet, Path: "/healthz", Operation: Health, handle: func(context.Context, *backend, *call) (*answer, error) {
			return ok(healthy), nil
		}},
		{Method: http.MethodGet, Path: "/readyz", Operation: Readiness, handle: func(ctx context.Context, b *backend, c *call) (*answer, error) {
			if b.readiness.draining.Load() {
				return answerTo(c, &apierr.Error{Kind: apierr.Unavailable}), nil // not an error, so not logged
			}
			if err := b.readiness.check(ctx); err != nil {
				return nil, err
			}
			return ok(healthy), nil
		}},
	}
}

// readyTimeout bounds the time of the database's answer.
const readyTimeout = 2 * time.Second

// readiness asks the database whether it has what requests need. Concurrent requests
// share one question, because they need no API key and the question takes a
// connection.
type readiness struct {
	db       *sqldb.DB
	tables   []string
	draining *atomic.Bool
	asking   *singleflight.Group
}

// newReadiness returns the readiness for the tables that requests for resources read.
func newReadiness(db *sqldb.DB, resources []Group, draining *atomic.Bool) readiness {
	tables := []string{"organizations", "api_keys", "key_usage", "idempotency_keys", "row_counts"}
	for _, group := range resources {
		tables = append(tables, group.Resource.Plural)
	}
	return readiness{db, tables, draining, &singleflight.Group{}}
}

// check returns nil if the database is ready.
func (r readiness) check(ctx context.Context) error {
	answer := r.asking.DoChan("", func() (any, error) {
		limited, cancel := context.WithTimeout(context.Background(), readyTimeout)
		defer cancel()
		return nil, r.db.Ready(limited, r.tables)
	})
	select {
	case got := <-answer:
		return got.Err
	case <-ctx.Done():
		return fmt.Errorf("wait for the readiness of the database: %w", ctx.Err())
	}
}
