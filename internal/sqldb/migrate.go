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
	"slices"
	"time"

	"github.com/pressly/goose/v3"
)

//go:embed migrations
var migrations embed.FS

var errNewer = errors.New("it was made by a newer version of waybill")

// late are the migrations that came in below one that had been handed out: a
// database may have a later one and lack these. The tables come out the same in
// either order. There must never be another.
var late = []int64{4, 5}

// migrator brings the tables of a database up to date.
type migrator struct {
	db       *sql.DB
	provider *goose.Provider
	known    []int64 // in order
	exists   string  // the query that tells whether any migration was ever applied
}

func newMigrator(dialect goose.Dialect, db *sql.DB, folder, exists string) (*migrator, error) {
	files, err := fs.Sub(migrations, folder)
	if err != nil {
		return nil, err
	}
	provider, err := goose.NewProvider(dialect, db, files, goose.WithDisableGlobalRegistry(true), goose.WithAllowOutofOrder(true))
	if err != nil {
		return nil, err
	}
	m := &migrator{db: db, provider: provider, exists: exists}
	for _, source := range provider.ListSources() {
		m.known = append(m.known, source.Version)
	}
	return m, nil
}

// newest is the newest version that the program knows.
func (m *migrator) newest() int64 { return m.known[len(m.known)-1] }

// missing gives the newest migration that was applied, 0 for none, and those that
// were not. It changes nothing. It fails for a database of a newer program, and
// for one that no program has made.
func (m *migrator) missing(ctx context.Context) (version int64, missing []int64, err error) {
	applied, err := m.applied(ctx)
	if err != nil {
		return 0, nil, err
	}
	for _, one := range applied {
		version = max(version, one)
	}
	if version > m.newest() {
		return 0, nil, fmt.Errorf("%w (its version is %d, this program knows %d)", errNewer, version, m.newest())
	}
	for _, one := range m.known {
		if slices.Contains(applied, one) {
			continue
		}
		if one < version && !slices.Contains(late, one) {
			return 0, nil, fmt.Errorf("its tables are of no version of waybill: migration %d is there, but not %d", version, one)
		}
		missing = append(missing, one)
	}
	return version, missing, nil
}

// applied asks the table that goose keeps, without having goose make it.
func (m *migrator) applied(ctx context.Context) (versions []int64, err error) {
	var exists bool
	if err := m.db.QueryRowContext(ctx, m.exists).Scan(&exists); err != nil || !exists {
		return nil, err
	}
	rows, err := m.db.QueryContext(ctx, `SELECT version_id FROM goose_db_version WHERE is_applied AND version_id > 0`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var version int64
		if err := rows.Scan(&version); err != nil {
			return nil, err
		}
		versions = append(versions, version)
	}
	return versions, rows.Err()
}

// up applies what is missing, each migration in a transaction of its own unless
// its file says otherwise. Before each it calls check, which must succeed.
func (m *migrator) up(ctx context.Context, check func() error) error {
	// The migrations leave large buffers in a pool, which outlives one collection,
	// and the collector would take them for the size of the program.
	defer runtime.GC()
	defer runtime.GC()
	for {
		_, missing, err := m.missing(ctx)
		if err != nil || len(missing) == 0 {
			return err
		}
		if err := check(); err != nil {
			return err
		}
		if _, err := m.provider.UpByOne(ctx); err != nil {
			return err
		}
	}
}

// ErrOlder says that the tables of a database are older than the program.
var ErrOlder = errors.New("its tables are of an older version")

// older says what to do with a database that is not to be migrated. Where a server
// of the older version runs, it must not lose its tables to another program.
func (m *migrator) older(version int64) error {
	return fmt.Errorf("%w: %d, and this program works with version %d; use the program that its server runs, "+
		"or bring the tables up to date by starting this one's server or by waybill migrate", ErrOlder, version, m.newest())
}

func sqliteMigrator(db *sql.DB) (*migrator, error) {
	return newMigrator(goose.DialectSQLite3, db, "migrations/sqlite",
		`SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'goose_db_version'`)
}

// migrate brings the tables up to date as far as the options allow.
func (e *sqliteEngine) migrate(ctx context.Context, options Options) (Upgrade, error) {
	m, err := sqliteMigrator(e.db)
	if err != nil {
		return Upgrade{}, err
	}
	version, missing, err := m.missing(ctx)
	if err != nil || len(missing) == 0 {
		return Upgrade{From: version, To: version}, err
	}
	if version > 0 && !options.Migrate {
		return Upgrade{}, m.older(version)
	}
	if e.lock == nil {
		lock, err := waitLockSQLite(ctx, e.file, func() (bool, error) {
			_, missing, err := m.missing(ctx)
			return len(missing) == 0, err
		})
		if err != nil || lock == nil {
			return Upgrade{From: version, To: m.newest()}, err
		}
		defer func() { _ = lock.release() }()
	}
	done := Upgrade{From: version, To: m.newest()}
	if version > 0 && options.BackupFirst {
		if done.Backup, err = e.backUpFirst(ctx, version, options.Log); err != nil {
			return Upgrade{}, fmt.Errorf("making a backup before the tables are brought up to date: %w", err)
		}
	}
	return done, m.up(ctx, func() error { return nil })
}

// backUpFirst makes a backup beside the database. Its name says of which version
// and from when it is.
func (e *sqliteEngine) backUpFirst(ctx context.Context, version int64, log *slog.Logger) (string, error) {
	name := fmt.Sprintf("%s.version-%d.%s", e.file, version, timestamp())
	if err := backUp(ctx, e.db, name, false); err != nil {
		return "", err
	}
	log.Info("made a backup before bringing the tables up to date", "file", name, "version", version)
	return name, nil
}

// timestamp is the time as it stands in the name of a file.
func timestamp() string { return time.Now().UTC().Format("20060102T150405.000Z") }

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
