package sqldb

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"

	"github.com/pressly/goose/v3"
)

//go:embed migrations
var migrations embed.FS

// ErrNewer says that the tables of a database are newer than the program.
var ErrNewer = errors.New("it was made by a newer version of waybill")

// outOfOrder lists the migrations that were added after a later migration had been
// released: a database may have the later migration and lack these. The tables are
// the same in either order. There must never be another such migration.
var outOfOrder = []int64{4, 5}

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

// missing returns the newest migration that was applied, 0 for none, and the
// migrations that were not applied. It changes nothing. It fails for a database of a
// newer program, and for tables that no version of the program creates.
func (m *migrator) missing(ctx context.Context) (version int64, missing []int64, err error) {
	applied, err := m.applied(ctx)
	if err != nil {
		return 0, nil, err
	}
	for _, v := range applied {
		version = max(version, v)
	}
	if version > m.newest() {
		return 0, nil, fmt.Errorf("%w (its version is %d, this program knows %d)", ErrNewer, version, m.newest())
	}
	for _, v := range m.known {
		if slices.Contains(applied, v) {
			continue
		}
		if v < version && !slices.Contains(outOfOrder, v) {
			return 0, nil, fmt.Errorf("its tables are of no version of waybill: migration %d is there, but not %d", version, v)
		}
		missing = append(missing, v)
	}
	return version, missing, nil
}

// applied reads the table of goose, if there is one, and does not create it.
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

// up applies the missing migrations, each in a transaction of its own unless its file
// says otherwise. Before each migration it calls check, and stops if check fails.
func (m *migrator) up(ctx context.Context, check func() error) error {
	for applied := false; ; applied = true {
		_, missing, err := m.missing(ctx)
		if err != nil || len(missing) == 0 {
			if applied {
				freeBuffers()
			}
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

// freeBuffers frees the large buffers that migrations leave in a sync.Pool, which it
// takes two collections to empty. Otherwise the collector would take them for live
// memory.
func freeBuffers() {
	runtime.GC()
	runtime.GC()
}

// ErrOlder says that the tables of a database are older than the program.
var ErrOlder = errors.New("its tables are of an older version")

// older returns the error for a database that must not be migrated. A server of the
// older version may be running on it, and would fail on newer tables.
func (m *migrator) older(version int64) error {
	return fmt.Errorf("%w: %d, and this program works with version %d; use the program that its server runs, "+
		"or bring the tables up to date by starting this program's server or by waybill migrate", ErrOlder, version, m.newest())
}
