package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"golang.org/x/sync/singleflight"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
)

// HealthRoutes tell a supervisor how the server is: /healthz that the process
// is up, /readyz that its database has what a request with a key needs, and that it is not about to stop.
func HealthRoutes() []Route {
	fine := []byte(`{"status":"ok"}`)
	return []Route{
		{Method: http.MethodGet, Path: "/healthz", Operation: Health, handle: func(*call) (*answer, error) { return ok(fine), nil }},
		{Method: http.MethodGet, Path: "/readyz", Operation: Readiness, handle: func(c *call) (*answer, error) {
			if c.server.draining.Load() {
				return c.answerTo(&apierr.Error{Kind: apierr.Unavailable}), nil // no failure, so nothing to log
			}
			if err := c.server.ready.check(c.ctx); err != nil {
				return nil, err
			}
			return ok(fine), nil
		}},
	}
}

// readyTimeout is how long the database may take to say that it is ready.
const readyTimeout = 2 * time.Second

// readiness asks the database whether requests can be served. It asks once for all
// who want to know at the same time: it needs no key, and a connection to ask by.
type readiness struct {
	db     *sqldb.DB
	tables []string
	asking *singleflight.Group
}

// newReadiness names the tables that requests for resources read.
func newReadiness(db *sqldb.DB, resources []Group) readiness {
	tables := []string{"organizations", "api_keys", "key_usage", "idempotency_keys", "row_counts"}
	for _, group := range resources {
		tables = append(tables, group.Resource.Plural)
	}
	return readiness{db, tables, &singleflight.Group{}}
}

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
		return fmt.Errorf("waiting to know whether the database is ready: %w", ctx.Err())
	}
}
