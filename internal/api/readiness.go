package api

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"waybill/internal/sqldb"
)

// This file asks the database whether the server can serve.

// readyTimeout bounds the time of the database's answer.
const readyTimeout = 2 * time.Second

// readiness asks the database whether it has the tables that requests need. Concurrent
// requests share one query, because they need no API key and a query takes a connection.
type readiness struct {
	db       *sqldb.DB
	tables   []string
	draining *atomic.Bool
	queries  *singleflight.Group
}

// newReadiness returns the readiness of a server that needs the given tables of resources.
func newReadiness(db *sqldb.DB, tables []string, draining *atomic.Bool) readiness {
	tables = append([]string{"organizations", "api_keys", "key_usage", "idempotency_keys", "row_counts"}, tables...)
	return readiness{db, tables, draining, &singleflight.Group{}}
}

// check returns nil if the database is ready.
func (r readiness) check(ctx context.Context) error {
	answer := r.queries.DoChan("", func() (any, error) {
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
