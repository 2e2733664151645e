package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
)

// Backup writes a complete copy of an SQLite database, as it is at one moment, to
// a file, and returns once the copy is on disk under that name. Reads and writes
// go on meanwhile. The copy has the version that the database has, whatever that
// is. A file that exists already is replaced as a whole where replace says so,
// and else is an error. After a failure there is nothing new. PostgreSQL has
// tools of its own, so for its addresses Backup fails.
func Backup(ctx context.Context, address, file string, replace bool) error {
	if _, err := os.Lstat(file); err == nil && !replace {
		return fmt.Errorf("making the backup: %w", &fs.PathError{Op: "create", Path: file, Err: fs.ErrExist})
	}
	return withFile(ctx, address, func(db *sql.DB, _ string) error { return backUp(ctx, db, file, replace) })
}

// BackupTo is Backup to a writer. What was written before it failed is of no use.
func BackupTo(ctx context.Context, address string, to io.Writer) error {
	return withFile(ctx, address, func(db *sql.DB, beside string) error {
		made, err := vacuumInto(ctx, db, beside)
		if err != nil {
			return err
		}
		defer removeDatabase(made)
		return sendFile(to, made)
	})
}

func sendFile(to io.Writer, name string) error {
	from, err := os.Open(name)
	if err != nil {
		return err
	}
	// Where an open file can be removed, a program that is killed leaves nothing.
	_ = os.Remove(name)
	_, err = io.Copy(to, from)
	return errors.Join(err, from.Close())
}

// withFile calls do with an SQLite database that stays as it is, and its place.
func withFile(ctx context.Context, address string, do func(db *sql.DB, file string) error) (err error) {
	if err := checkAddress(address); err != nil {
		return err
	}
	if IsPostgres(address) {
		return errors.New("a PostgreSQL database is backed up by pg_dump or by its provider")
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("backing up %s: %w", Redacted(address), openError(err))
		}
	}()
	file, err := findFile(address, true)
	if err != nil {
		return err
	}
	// The journal mode is left alone: a backup that is backed up stays one file.
	db, err := sql.Open("sqlite", sourceOf(file, url.Values{"_pragma": {"busy_timeout(10000)", "wal_autocheckpoint(0)"}}))
	if err != nil {
		return err
	}
	countOpen(file, 1)
	defer func() {
		err = errors.Join(err, db.Close())
		countOpen(file, -1)
	}()
	if err := checkCopyable(ctx, db); err != nil {
		return err
	}
	return do(db, file)
}

// checkCopyable fails for a database of a newer program, and for what is none.
func checkCopyable(ctx context.Context, db *sql.DB) error {
	m, err := sqliteMigrator(db)
	if err != nil {
		return err
	}
	version, _, err := m.missing(ctx)
	if err != nil {
		return err
	}
	if version == 0 {
		return errNotOurs
	}
	var unfinished bool
	err = db.QueryRowContext(ctx, `SELECT count(*) > 0 FROM unfinished_copy`).Scan(&unfinished)
	if err == nil && unfinished {
		return ErrUnfinished
	}
	return nil // the first versions have no such table
}

var errNotOurs = errors.New("it is not a database of waybill")

// backUp makes the copy under a name of its own, so that the one that is wanted
// is never that of half a copy.
func backUp(ctx context.Context, db *sql.DB, file string, replace bool) (err error) {
	made, err := vacuumInto(ctx, db, file)
	if err != nil {
		return err
	}
	defer removeDatabase(made)
	if err := rename(made, file, replace); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(file))
}

// vacuumInto makes a copy beside a file, and gives its name once it is on disk.
func vacuumInto(ctx context.Context, db *sql.DB, beside string) (name string, err error) {
	made, err := os.CreateTemp(filepath.Dir(beside), filepath.Base(beside)+".unfinished-*") // of mode 0600
	if err != nil {
		return "", fmt.Errorf("making the backup: %w", err)
	}
	if err := made.Close(); err != nil {
		return "", err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO $1`, made.Name())
	if err == nil {
		err = syncFile(made.Name())
	}
	if err != nil {
		removeDatabase(made.Name())
		return "", err
	}
	return made.Name(), nil
}

// removeDatabase removes a file that is of no use, and what SQLite leaves beside
// one that it could not finish.
func removeDatabase(file string) {
	for _, ending := range databaseFiles {
		_ = os.Remove(file + ending) // which is mostly not there
	}
}

// rename gives a file another name. Unless it may replace, it fails for a name
// that is taken, also by one who came in between, where the file system has links.
func rename(from, to string, replace bool) error {
	if replace {
		return os.Rename(from, to)
	}
	err := os.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(to); err == nil {
		return &fs.PathError{Op: "create", Path: to, Err: fs.ErrExist}
	}
	return os.Rename(from, to)
}
