package sqldb

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"time"

	"github.com/pressly/goose/v3"
)

func sqliteMigrator(db *sql.DB) (*migrator, error) {
	return newMigrator(goose.DialectSQLite3, db, "migrations/sqlite",
		`SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'goose_db_version'`)
}

// migrate brings the tables up to date, or returns ErrOlder if the options forbid it.
// Without Exclusive it takes the lock first, or waits until another process has done
// the work.
func (e *sqliteEngine) migrate(ctx context.Context, db *sql.DB, options Options) (Upgrade, error) {
	m, err := sqliteMigrator(db)
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
		if done.Backup, err = e.backUpFirst(ctx, db, version, options.Log); err != nil {
			return Upgrade{}, fmt.Errorf("making a backup before the tables are brought up to date: %w", err)
		}
	}
	return done, m.up(ctx, func() error { return nil })
}

// backUpFirst makes a backup beside the database, whose name has the version and the
// time.
func (e *sqliteEngine) backUpFirst(ctx context.Context, db *sql.DB, version int64, log *slog.Logger) (string, error) {
	name := fmt.Sprintf("%s.version-%d.%s", e.file, version, timestamp())
	if err := backUp(ctx, db, name, false); err != nil {
		return "", err
	}
	log.Info("made a backup before bringing the tables up to date", "file", name, "version", version)
	return name, nil
}

// timestamp returns the time in the form that names of files have.
func timestamp() string { return time.Now().UTC().Format("20060102T150405.000Z") }
