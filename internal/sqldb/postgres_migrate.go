package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pressly/goose/v3"
)

// migrationLock is the number of the advisory lock that an instance holds while
// it migrates. It means nothing; it only has to be ours.
const migrationLock = 0x7761_7962_696c_6c00

// migratePostgres has one instance migrate while the others wait. The lock is
// held by a transaction that does nothing else: it ends with the instance, and
// works behind a pooler, too.
func migratePostgres(ctx context.Context, db *sql.DB, options Options) (Upgrade, error) {
	m, err := newMigrator(goose.DialectPostgres, db, "migrations/postgres", `SELECT to_regclass('goose_db_version') IS NOT NULL`)
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
	return Upgrade{From: version, To: m.newest()}, makeTextIndexes(ctx, db, options.Log, held)
}

var errLockLost = errors.New("the lock of migrations was lost")

// heldLock is the lock of migrations, held by a transaction that is otherwise
// idle. It is held for as long as the transaction lives.
type heldLock struct{ holder *sql.Tx }

// check fails when the lock was lost. Each step asks: one that is done without
// the lock may be done by two instances at once.
func (l heldLock) check(ctx context.Context) error {
	if _, err := l.holder.ExecContext(ctx, "SELECT"); err != nil {
		return fmt.Errorf("%w: %w", errLockLost, err)
	}
	return nil
}

func (l heldLock) release() { _ = l.holder.Rollback() }

// lockMigrations waits for the lock. It asks again and again, in a new
// transaction each time: to build an index beside the writers, the server waits
// for every transaction that has looked at anything, and so for one that waits
// for the lock.
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

// keepIdle has the server leave a transaction alone in which nothing happens for
// as long as a migration takes. Not every server has both limits.
const keepIdle = `SELECT set_config(name, '0', true) FROM pg_settings
	WHERE name IN ('` + idleLimit + `', 'transaction_timeout')`

// tryLock gives nil when another has the lock.
func tryLock(ctx context.Context, db *sql.DB) (*sql.Tx, error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	var locked bool
	err = tx.QueryRowContext(ctx, "SELECT pg_try_advisory_xact_lock($1)", int64(migrationLock)).Scan(&locked)
	if err == nil && locked {
		// It has no parameter, so that with it what the query before has looked at
		// is over, too.
		if _, err = tx.ExecContext(ctx, keepIdle); err == nil {
			return tx, nil
		}
	}
	return nil, errors.Join(err, tx.Rollback())
}
