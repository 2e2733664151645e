package sqldb

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"runtime"
	"time"

	"github.com/pressly/goose/v3"
)

//go:embed migrations
var migrations embed.FS

var errNewer = errors.New("it was made by a newer version of waybill")

func migrateSQLite(ctx context.Context, db *sql.DB) error {
	return migrate(ctx, goose.DialectSQLite3, db, "migrations/sqlite")
}

// migrationLock is the number of the advisory lock that an instance holds while
// it migrates. It means nothing; it only has to be ours.
const migrationLock = 0x7761_7962_696c_6c00

// migratePostgres has one instance migrate while the others wait. The lock is
// held by a transaction that does nothing else: it ends with the instance, and
// works behind a pooler, too.
func migratePostgres(ctx context.Context, db *sql.DB, log *slog.Logger) error {
	holder, err := lockMigrations(ctx, db)
	if err != nil {
		return err
	}
	defer func() { _ = holder.Rollback() }()
	if err := migrate(ctx, goose.DialectPostgres, db, "migrations/postgres"); err != nil {
		return err
	}
	return makeTextIndexes(ctx, db, log)
}

// lockMigrations gives the transaction that holds the lock. It asks again and
// again, in a new transaction each time: to build an index beside the writers,
// the server waits for every transaction that has looked at anything, and so for
// one that waits for the lock.
func lockMigrations(ctx context.Context, db *sql.DB) (*sql.Tx, error) {
	for {
		holder, err := tryLock(ctx, db)
		if err != nil || holder != nil {
			return holder, err
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// tryLock gives nil when another has the lock.
func tryLock(ctx context.Context, db *sql.DB) (*sql.Tx, error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	var locked bool
	err = tx.QueryRowContext(ctx, "SELECT pg_try_advisory_xact_lock($1)", int64(migrationLock)).Scan(&locked)
	if err == nil && locked {
		// What a query has looked at is only over with the next statement.
		if _, err = tx.ExecContext(ctx, "SELECT"); err == nil {
			return tx, nil
		}
	}
	return nil, errors.Join(err, tx.Rollback())
}

// migrate brings the tables up to date, each migration in a transaction of its
// own, and refuses a database that has a migration this program does not know.
func migrate(ctx context.Context, dialect goose.Dialect, db *sql.DB, folder string) error {
	files, err := fs.Sub(migrations, folder)
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(dialect, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	known := int64(0)
	for _, source := range provider.ListSources() {
		known = max(known, source.Version)
	}
	applied, err := provider.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	if applied > known {
		return fmt.Errorf("%w (its version is %d, this program knows %d)", errNewer, applied, known)
	}
	if applied == known {
		return nil
	}
	_, err = provider.Up(ctx)
	// The migrations leave large buffers in a pool, which outlives one collection,
	// and the collector would take them for the size of the program.
	runtime.GC()
	runtime.GC()
	return err
}
