package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"waybill/internal/apierr"
)

// readerCount is how many reads run at once. They need the processor more than
// the disk, so many more than processors would only take memory.
const readerCount = 8

// Open opens the SQLite database in file, makes it when there is none, and
// brings its tables up to date. It fails when the file is not a database, or
// one of a newer version of the program.
func Open(ctx context.Context, file string, options Options) (*DB, error) {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	if err := checkFile(file, options.MustExist); err != nil {
		return nil, err
	}
	whole, err := filepath.Abs(file)
	if err != nil {
		return nil, fmt.Errorf("looking for the database: %w", err)
	}
	engine, err := sql.Open("sqlite", dataSource(whole))
	if err != nil {
		return nil, fmt.Errorf("opening the database %s: %w", file, err)
	}
	db := &DB{engine: engine, readers: make(chan *connection, readerCount)}
	if err := db.start(ctx, options); err != nil {
		_ = engine.Close()
		return nil, fmt.Errorf("opening the database %s: %w", file, plain(err))
	}
	return db, nil
}

// checkFile looks at what SQLite would report less clearly, and makes a file
// that is not there.
func checkFile(file string, mustExist bool) error {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, os.ErrNotExist) && mustExist:
		return fmt.Errorf("there is no database %s", file)
	case errors.Is(err, os.ErrNotExist):
		if err := makeFile(file); err != nil {
			return fmt.Errorf("making the database: %w", err)
		}
		return nil
	case err != nil:
		return fmt.Errorf("looking for the database: %w", err)
	case info.IsDir():
		return fmt.Errorf("the database %s is a folder", file)
	}
	return nil
}

// dataSource puts the pragmas where they reach every connection. WAL lets reads
// go on during a write; FULL makes a commit wait until it is on disk, on macOS
// by the call that really does.
func dataSource(file string) string {
	pragmas := url.Values{"_pragma": {
		"busy_timeout(10000)",
		"journal_mode(WAL)",
		"synchronous(FULL)",
		"fullfsync(1)",
		"checkpoint_fullfsync(1)",
		"foreign_keys(1)",
		"trusted_schema(0)",
		"cache_size(-4000)",
		"temp_store(MEMORY)", // where savepoints keep what they may have to undo
	}}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(file), RawQuery: pragmas.Encode(), OmitHost: true}
	if !strings.HasPrefix(address.Path, "/") {
		address.Path = "/" + address.Path // as C:/waybill.db is written in a URL
	}
	return address.String()
}

func (db *DB) start(ctx context.Context, options Options) error {
	// As every Linux distribution builds SQLite: a commit is as durable, and does
	// not wait for a timestamp. Where there is no such call, nothing changes.
	_, _ = sqlite.Fdatasync(true)
	if err := migrate(ctx, db.engine); err != nil {
		return err
	}
	for range readerCount {
		c, err := db.connect(ctx, options, "PRAGMA query_only = 1")
		if err != nil {
			return err
		}
		db.readers <- c
	}
	c, err := db.connect(ctx, options, "PRAGMA cache_size = -8000")
	if err != nil {
		return err
	}
	db.writer = startWriter(c, &clock{now: options.Now}, options.Log)
	return nil
}

func (db *DB) connect(ctx context.Context, options Options, pragma string) (*connection, error) {
	conn, err := db.engine.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, pragma); err != nil {
		return nil, err
	}
	return &connection{conn: conn, prepared: make(map[string]*sql.Stmt), trace: options.Trace}, nil
}

// classify marks the errors of the disk and of a locked file as Unavailable;
// any other is a fault of ours. By code, never by text:
// https://www.sqlite.org/rescode.html.
func classify(err error) error {
	failure, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return err
	}
	switch failure.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
		sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL:
		return apierr.DatabaseUnavailable(err)
	}
	return err
}

// plain says in words what the codes of a database that cannot be opened mean.
func plain(err error) error {
	failure, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return err
	}
	switch failure.Code() & 0xff {
	case sqlite3.SQLITE_NOTADB:
		return errors.New("the file is not a SQLite database")
	case sqlite3.SQLITE_CANTOPEN:
		return errors.New("the file cannot be opened or made; is its folder there, and writable?")
	case sqlite3.SQLITE_READONLY:
		return errors.New("the file, or its folder, is not writable")
	case sqlite3.SQLITE_CORRUPT:
		return errors.New("the file is damaged")
	}
	return err
}
