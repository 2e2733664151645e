package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pressly/goose/v3"
)

// migrationLock is the key of the advisory lock that an instance holds while it
// migrates: an arbitrary number that no other program uses.
const migrationLock = 0x7761_7962_696c_6c00

// postgresExists tells whether any migration was ever applied.
const postgresExists = `SELECT to_regclass('goose_db_version') IS NOT NULL`

// migratePostgres brings the tables up to date, in one instance at a time. A transaction
// that is otherwise idle holds the lock: it ends when the instance ends, and works
// behind a pooler.
func migratePostgres(ctx context.Context, db *sql.DB, options Options) (Upgrade, error) {
	m, err := newMigrator(goose.DialectPostgres, db, "migrations/postgres", postgresExists)
	if err != nil {
		return Upgrade{}, err
	}
	version, missing, err := m.missing(ctx)
	if err != nil {
		return Upgrade{}, err
	}
	if version > 0 && !options.Migrate {
		if len(missing) > 0 {
			return Upgrade{}, m.older(version)
		}
		return Upgrade{From: version, To: version}, nil
	}
	lock, err := lockMigrations(ctx, db)
	if err != nil {
		return Upgrade{}, err
	}
	defer lock.release()
	held := func() error { return lock.check(ctx) }
	if err := m.up(ctx, held); err != nil {
		return Upgrade{}, err
	}
	return Upgrade{From: version, To: m.newest()}, createTrigramIndexes(ctx, db, options.Log, held)
}

var errLockLost = errors.New("the lock of migrations was lost")

// heldLock is the lock of migrations. It is held until its transaction ends.
type heldLock struct{ holder *sql.Tx }

// check fails when the lock was lost. It is called before each step, because without the
// lock two instances could do the same step.
func (l heldLock) check(ctx context.Context) error {
	if _, err := l.holder.ExecContext(ctx, "SELECT"); err != nil {
		return fmt.Errorf("%w: %w", errLockLost, err)
	}
	return nil
}

func (l heldLock) release() { _ = l.holder.Rollback() }

// lockMigrations waits for the lock. It polls in new transactions: CREATE INDEX
// CONCURRENTLY waits for every transaction with a snapshot, so it would deadlock with a
// transaction that waits for the lock.
func lockMigrations(ctx context.Context, db *sql.DB) (lock heldLock, err error) {
	for {
		lock.holder, err = tryLock(ctx, db)
		if err != nil || lock.holder != nil {
			return lock, err
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return lock, ctx.Err()
		}
	}
}

// keepIdle disables the limits that would end an idle transaction during a migration.
// Not every server has both limits.
const keepIdle = `SELECT set_config(name, '0', true) FROM pg_settings
	WHERE name IN ('` + idleLimit + `', 'transaction_timeout')`

// tryLock returns nil when another instance has the lock.
func tryLock(ctx context.Context, db *sql.DB) (*sql.Tx, error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	var locked bool
	err = tx.QueryRowContext(ctx, "SELECT pg_try_advisory_xact_lock($1)", int64(migrationLock)).Scan(&locked)
	if err == nil && locked {
		// keepIdle has no parameters, so it runs as a simple query, which also releases
		// the snapshot of the query before.
		if _, err = tx.ExecContext(ctx, keepIdle); err == nil {
			return tx, nil
		}
	}
	return nil, errors.Join(err, tx.Rollback())
}
