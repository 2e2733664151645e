package sqldb

import (
	"context"
	"log/slog"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// analyzedRows is the number of rows from which on a table must have statistics.
	analyzedRows = 1000
	// analyzeStep is the number of added rows after which the analyzer looks for tables
	// without statistics.
	analyzeStep = 250
)

// withoutStatistics lists the tables that were never analyzed and have rows: those
// of resources by their counts, others by their size.
const withoutStatistics = `SELECT relname::text FROM pg_class
	WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND reltuples < 0
		AND (relname IN (SELECT resource FROM row_counts GROUP BY resource HAVING sum(row_count) >= $1)
			OR pg_relation_size(oid) >= 128 * $1)
	ORDER BY relname`

// analyzer runs ANALYZE on tables that have rows and no statistics. The server does
// so, too, but only after a minute or more. Until then all of our indexes look alike
// to the planner, as all begin with the organization, and a look-up may read every
// row of the organization.
type analyzer struct {
	pool    *pgxpool.Pool
	log     *slog.Logger
	wake    chan struct{}
	stop    context.CancelFunc
	running sync.WaitGroup

	mu    sync.Mutex
	added int64 // rows since the last look
}

func startAnalyzer(pool *pgxpool.Pool, log *slog.Logger) *analyzer {
	ctx, stop := context.WithCancel(context.Background())
	a := &analyzer{pool: pool, log: log, wake: make(chan struct{}, 1), stop: stop}
	a.running.Go(func() { a.run(ctx) })
	return a
}

func (a *analyzer) close() {
	a.stop()
	a.running.Wait()
}

// add notes that rows were committed. It never waits.
func (a *analyzer) add(rows int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.added += max(rows, 0); a.added < analyzeStep {
		return
	}
	a.added = 0
	select {
	case a.wake <- struct{}{}:
	default:
	}
}

func (a *analyzer) run(ctx context.Context) {
	for {
		select {
		case <-a.wake:
		case <-ctx.Done():
			return
		}
		if err := a.analyze(ctx); err != nil && ctx.Err() == nil {
			a.log.Warn("analyzing a table failed", "error", err)
		}
	}
}

// analyze analyzes the tables without statistics. ANALYZE does not block writes.
func (a *analyzer) analyze(ctx context.Context) error {
	rows, err := a.pool.Query(ctx, withoutStatistics, analyzedRows)
	if err != nil {
		return err
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	for i := 0; i < len(tables) && err == nil; i++ {
		a.log.Info("analyzing a table", "table", tables[i])
		_, err = a.pool.Exec(ctx, "ANALYZE "+pgx.Identifier{tables[i]}.Sanitize())
	}
	return err
}
