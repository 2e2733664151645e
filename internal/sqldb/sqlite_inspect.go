package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"time"

	"zombiezen.com/go/sqlite"
)

// sqliteInspector looks at a file. SQLite usually writes into the -shm beside a file when it
// reads, and creates it. There are two ways to read without that:
//
//   - readonly_shm, if there is a WAL with its -shm: a server is running, or has crashed.
//     SQLite then builds the index of the WAL in memory.
//   - immutable, if there is no WAL: all is in the file. SQLite then takes no locks, so a
//     server that starts meanwhile may change what is being read, which checkUnchanged notices.
type sqliteInspector struct {
	readOnly
	db        *sql.DB
	session   *sqliteSession
	file      string
	immutable bool
	before    fs.FileInfo
}

var (
	errNoShm = errors.New("there is a WAL beside it without its -shm, which cannot be read without writing: " +
		"start the server, which writes the WAL into the file")
	errHotJournal = errors.New("there is a -journal beside it, of a change that was interrupted: start the server, which takes the change back")
	errChanged    = errors.New("a server has started or stopped meanwhile: run the command again")
)

func inspectSQLite(_ context.Context, name string, watch *watcher) (_ inspector, err error) {
	file, err := findFile(name, true)
	if err != nil {
		return nil, err
	}
	e := &sqliteInspector{file: file}
	if e.before, err = os.Stat(file); err != nil {
		return nil, err
	}
	query, err := e.howToRead()
	if err != nil {
		return nil, err
	}
	countOpen(file, 1)
	defer func() {
		if err != nil {
			countOpen(file, -1)
		}
	}()
	if e.session, err = openReadOnly(file, query, watch); err != nil {
		return nil, openError(err)
	}
	query.Set("_pragma", fmt.Sprintf("busy_timeout(%d)", Timeout.Milliseconds()))
	if e.db, err = sql.Open("sqlite", sourceOf(file, query)); err != nil {
		return nil, errors.Join(err, e.session.close())
	}
	e.readOnly = newReadOnly(e.session, "BEGIN", sqliteCatalog)
	return e, nil
}

// howToRead returns the parameters with which SQLite changes nothing.
func (e *sqliteInspector) howToRead() (url.Values, error) {
	wal, err := sizeOf(e.file + "-wal")
	if err != nil {
		return nil, err
	}
	shm, err := sizeOf(e.file + "-shm")
	if err != nil {
		return nil, err
	}
	journal, err := sizeOf(e.file + "-journal")
	switch {
	case err != nil:
		return nil, err
	case journal > 0:
		return nil, errHotJournal
	case wal >= 0 && shm >= 0:
		return url.Values{"mode": {"ro"}, "readonly_shm": {"1"}}, nil
	case wal > 0:
		return nil, errNoShm
	}
	e.immutable = true
	return url.Values{"mode": {"ro"}, "immutable": {"1"}}, nil
}

// sizeOf returns the size of a file, or -1 if there is none.
func sizeOf(file string) (int64, error) {
	info, err := os.Stat(file)
	if errors.Is(err, os.ErrNotExist) {
		return -1, nil
	}
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// openReadOnly opens a connection that changes nothing, and reads from it once.
func openReadOnly(file string, query url.Values, watch *watcher) (*sqliteSession, error) {
	conn, err := sqlite.OpenConn(sourceOf(file, query), sqlite.OpenReadOnly, sqlite.OpenURI)
	if err != nil {
		return nil, err
	}
	s := &sqliteSession{conn: conn, watch: watch}
	conn.SetBusyTimeout(Timeout)
	for _, pragma := range []string{"query_only(1)", "trusted_schema(0)", "cache_size(-16000)", "temp_store(MEMORY)"} {
		err = errors.Join(err, s.script("PRAGMA "+pragma, nil))
	}
	err = errors.Join(err, createContains(conn), s.script("SELECT count(*) FROM sqlite_schema", nil))
	if err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func (e *sqliteInspector) newMigrator() (*migrator, error) { return sqliteMigrator(e.db) }

func (e *sqliteInspector) damage() []string {
	return []string{
		`SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'`,
		`SELECT count(*) || ' rows of ' || "table" || ' refer to rows of ' || parent || ' that are not there'
			FROM pragma_foreign_key_check GROUP BY "table", parent`,
	}
}

// isDamage reports whether SQLite could not go on because of what is in the file.
func isDamage(code sqlite.ResultCode) bool {
	return code == sqlite.ResultCorrupt || code == sqlite.ResultNotADB
}

// checkUnchanged notices a server that has written to a file which was read without locks.
func (e *sqliteInspector) checkUnchanged() error {
	if !e.immutable {
		return nil
	}
	now, err := os.Stat(e.file)
	if err != nil {
		return err
	}
	wal, err := sizeOf(e.file + "-wal")
	if err != nil {
		return err
	}
	if wal > 0 || now.Size() != e.before.Size() || !now.ModTime().Equal(e.before.ModTime()) || !os.SameFile(now, e.before) {
		return errChanged
	}
	return nil
}

func (e *sqliteInspector) close() error {
	defer countOpen(e.file, -1)
	return closeBoth(e.db, (<-e.idle).(*sqliteSession).close)
}

// sqliteTextIndex looks whether there is an index, and counts the rows that it does not have.
func sqliteTextIndex(tx *ReadTx, table string) (TextIndex, error) {
	x, of := TextIndex{Table: table}, ftsIndex{table: table}
	err := tx.Row(`SELECT count(*) = 0 FROM sqlite_schema WHERE name = $1`, []any{table + "_text"}, &x.Missing)
	if err != nil || x.Missing {
		return x, err
	}
	return x, tx.Row(of.filled(countPending), nil, &x.Pending)
}

// File is a file or a folder that belongs to an SQLite database.
type File struct {
	Name string
	Size int64
	Mode fs.FileMode
	At   time.Time
}

// Files returns the files of an SQLite database that are there: the database itself, and the
// files that SQLite keeps beside it. There are none for PostgreSQL.
func Files(address string) (all []File, err error) {
	if IsPostgres(address) {
		return nil, nil
	}
	file, err := locate(address)
	if err != nil {
		return nil, err
	}
	for _, ending := range databaseFiles {
		info, err := os.Stat(file + ending)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, File{file + ending, info.Size(), info.Mode(), info.ModTime()})
	}
	return all, nil
}
