package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	driver "modernc.org/sqlite"

	"waybill/internal/apierr"
)

// readerCount is the number of reads that run at once, besides lists. Reads need the
// processor more than the disk, so more connections would only take memory.
const readerCount = 4

// listCount is the number of lists that run at once: half of them, the share of an
// organization, keep up to four processors busy.
func listCount() int { return 2 * min(max(2, runtime.GOMAXPROCS(0)), 4) }

// sqliteEngine is a database in a file.
type sqliteEngine struct {
	readers *sqliteReaders
	listers *sqliteReaders // read lists
	// One connection does all writes: several would poll for the lock of the file, and
	// sync the disk for each transaction.
	writer      *sqliteSession
	checkpoints *checkpointer
	texts       textIndexes
	watch       *watcher
	snapshots   atomic.Int64 // open now
	wal         string       // the name of the WAL file
	file        string
	opened      os.FileInfo // of the file
	lock        *sqliteLock // nil unless the database was opened with Exclusive
	upgrade     Upgrade
}

func openSQLite(ctx context.Context, name string, options Options) (_ engine, err error) {
	file, err := findFile(name, options.MustExist)
	if err != nil {
		return nil, err
	}
	e := &sqliteEngine{
		file:  file,
		watch: newWatcher(options),
		wal:   file + "-wal",
	}
	e.readers, e.listers = newSQLiteReaders(readerCount, e.connectReader), newSQLiteReaders(listCount(), e.connectReader)
	if options.Exclusive {
		if e.lock, err = lockSQLite(file); err != nil {
			return nil, err
		}
	}
	if err := e.open(ctx, options); err != nil {
		return nil, errors.Join(openError(err), e.lock.release())
	}
	return e, nil
}

func (e *sqliteEngine) open(ctx context.Context, options Options) (err error) {
	if err := createFile(e.file); err != nil && !errors.Is(err, os.ErrExist) {
		return fmt.Errorf("creating it: %w", err)
	}
	if e.opened, err = os.Stat(e.file); err != nil {
		return err
	}
	countOpen(e.file, 1)
	if err := e.start(ctx, options); err != nil {
		err = errors.Join(err, e.abandon())
		countOpen(e.file, -1)
		return err
	}
	return nil
}

// locate returns the absolute path of a file, and follows links as SQLite does.
func locate(name string) (string, error) {
	file, err := filepath.Abs(strings.TrimPrefix(name, "sqlite:"))
	if err != nil {
		return "", err
	}
	followed, err := filepath.EvalSymlinks(file)
	if errors.Is(err, os.ErrNotExist) {
		return file, nil
	}
	return followed, err
}

// findFile returns the path of the file of a database. It fails for an interrupted
// restore, for a foreign WAL and for a folder, which SQLite reports less clearly or
// does not notice.
func findFile(name string, mustExist bool) (string, error) {
	file, err := locate(name)
	if err != nil {
		return "", err
	}
	if pending, err := pendingRestore(file); err != nil || pending != nil {
		return "", errors.Join(errRestoring, err)
	}
	if err := checkWAL(file); err != nil {
		return "", err
	}
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, os.ErrNotExist) && mustExist:
		return "", fmt.Errorf("there is no database %s", name)
	case errors.Is(err, os.ErrNotExist):
		return file, checkFolder(filepath.Dir(file))
	case err != nil:
		return "", err
	case info.IsDir():
		return "", fmt.Errorf("the database %s is a folder", name)
	}
	return file, nil
}

// checkFolder fails if a folder does not exist.
func checkFolder(folder string) error {
	if _, err := os.Stat(folder); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("the folder %s does not exist", folder)
	}
	return nil
}

// sqlitePragmas are the pragmas of every connection. With WAL, reads continue during a
// write. With FULL, a commit waits until it is on disk; macOS needs fullfsync for that.
var sqlitePragmas = []string{
	"journal_mode(WAL)",
	"synchronous(FULL)",
	"fullfsync(1)",
	"checkpoint_fullfsync(1)",
	"foreign_keys(1)",
	"trusted_schema(0)",
	"wal_autocheckpoint(0)", // its failures are silent; the checkpointer replaces it
}

// forRequests are the further pragmas of a connection that serves requests. The rollback data
// of savepoints stay in memory.
var forRequests = []string{"cache_size(-2000)", "temp_store(MEMORY)"}

// forLargeSorts are the further pragmas of a connection that creates indexes. It sorts in
// files, because an index may be larger than memory.
var forLargeSorts = []string{"temp_store(FILE)", "cache_size(-64000)"}

// openForMigrations opens a file through database/sql, which goose needs.
func openForMigrations(file string) (*sql.DB, error) {
	timeout := fmt.Sprintf("busy_timeout(%d)", Timeout.Milliseconds())
	pragmas := slices.Concat([]string{timeout}, sqlitePragmas, forLargeSorts)
	return sql.Open("sqlite", sourceOf(file, url.Values{"_pragma": pragmas}))
}

func sourceOf(file string, query url.Values) string {
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(file), RawQuery: query.Encode(), OmitHost: true}
	if !strings.HasPrefix(address.Path, "/") {
		address.Path = "/" + address.Path // as C:/waybill.db is written in a URL
	}
	return address.String()
}

// start brings the tables up to date and connects. The connection of the migrations is
// closed last, because SQLite removes the WAL when no connection is left.
func (e *sqliteEngine) start(ctx context.Context, options Options) (err error) {
	// fdatasync is as durable as fsync and does not write timestamps. Where the system
	// does not have it, nothing changes.
	_, _ = driver.Fdatasync(true)
	db, err := openForMigrations(e.file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if e.upgrade, err = e.migrate(ctx, db, options); err != nil {
		return err
	}
	if e.writer, err = e.connect("cache_size(-8000)"); err != nil {
		return err
	}
	if err := createTextIndexes(ctx, e.writer); err != nil {
		return err
	}
	if e.texts, err = findTextIndexes(ctx, e.writer); err != nil {
		return err
	}
	// A file or a disk that is read-only would otherwise show at the first write.
	if err := e.writer.script("BEGIN IMMEDIATE; DELETE FROM row_counts WHERE false; ROLLBACK", nil); err != nil {
		return err
	}
	beside, err := e.connect("cache_size(0)") // a checkpoint uses no cache
	if err != nil {
		return err
	}
	e.checkpoints = startCheckpointer(beside)
	return nil
}

// connectReader opens a connection that reads.
func (e *sqliteEngine) connectReader() (*sqliteSession, error) { return e.connect("query_only(1)") }

// connect opens a connection that serves requests, with some more pragmas.
func (e *sqliteEngine) connect(more ...string) (*sqliteSession, error) {
	s, err := e.connection(slices.Concat(forRequests, more)...)
	if err != nil {
		return nil, err
	}
	s.cache = &recordCache{session: s}
	return s, nil
}

// connection opens a connection to the file. It fails when the file that was opened first
// does not have its name any more, because the new connection would use another database.
func (e *sqliteEngine) connection(more ...string) (*sqliteSession, error) {
	now, err := os.Stat(e.file)
	if err != nil || !os.SameFile(now, e.opened) {
		return nil, apierr.DatabaseUnavailable(fmt.Errorf("%s was moved, removed or replaced while it was open", e.file))
	}
	s, err := connectSQLite(e.file, e.watch, slices.Concat(sqlitePragmas, more)...)
	if err != nil {
		return nil, sqliteError(err)
	}
	return s, nil
}

func (e *sqliteEngine) read(ctx context.Context, fn func(session) error) error {
	return e.readWith(ctx, e.readers, fn)
}

func (e *sqliteEngine) lists() int { return e.listers.max() }

func (e *sqliteEngine) readList(ctx context.Context, fn func(session) error) error {
	return e.readWith(ctx, e.listers, fn)
}

func (e *sqliteEngine) readSnapshot(ctx context.Context, fn func(session) error) error {
	return e.readWith(ctx, e.readers, once(fn))
}

func (e *sqliteEngine) readListSnapshot(ctx context.Context, fn func(session) error) error {
	return e.readWith(ctx, e.listers, once(fn))
}

// once wraps fn in a transaction: all of its statements see the database as it is at
// the first statement.
func once(fn func(session) error) func(session) error {
	return func(s session) error {
		if _, err := s.exec(context.Background(), "BEGIN", nil); err != nil {
			return fmt.Errorf("beginning to read: %w", err)
		}
		s.records().recheck()
		defer s.records().recheck()
		// It fails only if SQLite has ended the transaction already.
		defer func() { _, _ = s.exec(context.Background(), "ROLLBACK", nil) }()
		return fn(s)
	}
}

func (e *sqliteEngine) readWith(ctx context.Context, readers *sqliteReaders, fn func(session) error) error {
	s, err := readers.take(ctx)
	if err != nil {
		return err
	}
	defer readers.putBack(s)
	return fn(s)
}

func (e *sqliteEngine) stats() Stats {
	s := e.readers.stats()
	s.add(e.listers.stats())
	if info, err := os.Stat(e.wal); err == nil { // there is no WAL before the first write
		s.WAL = info.Size()
	}
	return s
}

// exclusive uses a connection of its own, on which indexes may be created.
func (e *sqliteEngine) exclusive(_ context.Context, fn func(transactionFunc) error) (err error) {
	s, err := e.connection(forLargeSorts...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	c := &sqliteCommitter{session: s}
	return fn(func(fn func(session) error) error {
		if err := c.exec("BEGIN IMMEDIATE"); err != nil {
			return err
		}
		if err := fn(s); err != nil {
			c.rollback()
			return err
		}
		return c.exec("COMMIT")
	})
}

func (e *sqliteEngine) catalog() catalog { return sqliteCatalog }

func (e *sqliteEngine) hasSnapshots() bool { return true }

func (e *sqliteEngine) committers() []committer {
	return []committer{&sqliteCommitter{session: e.writer, checkpoints: e.checkpoints, texts: e.texts, snapshots: &e.snapshots}}
}

func (e *sqliteEngine) close() error {
	err := errors.Join(e.checkpoints.close(), e.writer.close(), e.readers.close(), e.listers.close())
	countOpen(e.file, -1)
	return errors.Join(err, e.lock.release())
}

// abandon closes the connections of an engine that could not start.
func (e *sqliteEngine) abandon() error {
	if e.writer == nil {
		return nil
	}
	return e.writer.close()
}

func (e *sqliteEngine) upgraded() Upgrade { return e.upgrade }

// createFile creates an empty file that only its owner can read. For SQLite an empty
// file is a new database, and the files beside it get the same mode.
func createFile(file string) error {
	created, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return created.Close()
}

func syncFile(file string) error { return syncOpened(os.OpenFile(file, os.O_RDWR, 0)) }

// syncOpened syncs and closes a file. It takes the results of the call that opened it.
func syncOpened(file *os.File, err error) error {
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
