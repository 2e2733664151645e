package sqldb

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
)

// Restored is what Restore has done.
type Restored struct {
	// Kept are the files with what was there before.
	Kept []string
	// Finished says that an interrupted restore of the same backup was finished.
	Finished bool
}

// errRestoring keeps everybody away from files of which some are of the old
// database and some of the new.
var errRestoring = errors.New("a restore of it was interrupted: run waybill restore again to finish it")

// databaseFiles are the endings of the files that are one database.
var databaseFiles = []string{"", "-wal", "-shm", "-journal"}

// restore is one that has begun. It is written to a file beside the database, and
// from then on it is done: whoever is interrupted leaves what says how to go on.
type restore struct {
	Source string `json:"source"`
	Kept   string `json:"kept"` // the name that the old database gets
	file   string
}

func (r restore) note() string  { return r.file + "-restore" }
func (r restore) ready() string { return r.file + "-restoring" } // the new database

// Restore puts a backup in the place of an SQLite database, and keeps what was
// there under another name. The backup stays as it is, and is checked first. It
// fails with ErrInUse while a server has the database. When it is interrupted,
// either nothing has happened, or nothing opens the database until Restore is
// called again, which finishes it.
func Restore(ctx context.Context, address, backup string) (done Restored, err error) {
	if err := checkAddress(address); err != nil {
		return done, err
	}
	if IsPostgres(address) {
		return done, errors.New("a PostgreSQL database is restored by pg_restore, psql or its provider")
	}
	file, err := locate(address)
	if err != nil {
		return done, err
	}
	if backup, err = locate(backup); err != nil {
		return done, err
	}
	lock, err := lockSQLite(file)
	if err != nil {
		return done, fmt.Errorf("restoring %s: %w", Redacted(address), err)
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	pending, err := pendingRestore(file)
	if err != nil {
		return done, err
	}
	if pending != nil {
		done.Kept, err = pending.finish()
		if err != nil || pending.Source == backup {
			return Restored{Kept: done.Kept, Finished: true}, err
		}
	}
	r := restore{Source: backup, Kept: file + ".replaced-" + timestamp(), file: file}
	if err := r.prepare(ctx); err != nil {
		return done, fmt.Errorf("restoring from %s: %w; nothing was changed", backup, errors.Join(openError(err), removeIfThere(r.ready())))
	}
	kept, err := r.finish()
	return Restored{Kept: append(done.Kept, kept...)}, err
}

// prepare makes the new database beside the old one, checks it, and writes the
// note.
func (r restore) prepare(ctx context.Context) error {
	if err := checkSource(r.Source, r.file); err != nil {
		return err
	}
	if err := r.copySource(); err != nil {
		return err
	}
	if err := checkBackup(ctx, r.ready()); err != nil {
		return err
	}
	return r.writeNote()
}

// checkSource refuses a file beside which there is more of it.
func checkSource(source, file string) error {
	if info, err := os.Stat(source); err != nil {
		return err
	} else if info.IsDir() {
		return errors.New("it is a folder")
	}
	kind, _, err := classifyWAL(source)
	if err != nil {
		return err
	}
	if kind == ownWAL {
		return errors.New("there are changes in the WAL beside it, which would be lost: make a backup of it by waybill backup, and restore that")
	}
	if source == file && kind == noWAL {
		return errors.New("it is the database itself")
	}
	return nil
}

// copySource copies the backup. It gets a number by chance, so that no WAL that
// belonged to another database here can pass for its own.
func (r restore) copySource() error {
	from, err := os.Open(r.Source)
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	to, err := os.OpenFile(r.ready(), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if info, err := os.Stat(r.file); err == nil {
		giveTo(r.ready(), info)
		_ = to.Chmod(info.Mode().Perm())
	}
	copied, err := io.Copy(to, from)
	if err == nil && copied >= sqliteHeader {
		number := binary.BigEndian.AppendUint32(nil, rand.Uint32()) //nolint:gosec // it only has to be another
		_, err = to.WriteAt(number, userVersionOffset)
	}
	return errors.Join(err, to.Sync(), to.Close())
}

// checkBackup looks whether a file is a whole database that this program knows.
func checkBackup(ctx context.Context, file string) (err error) {
	db, err := sql.Open("sqlite", sourceOf(file, url.Values{"mode": {"ro"}, "immutable": {"1"}}))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for check, what := range map[string]string{
		`SELECT group_concat(integrity_check, '; ') FROM pragma_integrity_check WHERE integrity_check <> 'ok'`: "the file is damaged",
		`SELECT group_concat(DISTINCT "table") FROM pragma_foreign_key_check`:                                  "rows refer to others that are not there",
	} {
		var found sql.NullString
		if err := db.QueryRowContext(ctx, check).Scan(&found); err != nil {
			return err
		}
		if found.Valid {
			return fmt.Errorf("%s: %.200s", what, found.String)
		}
	}
	return checkCopyable(ctx, db)
}

// writeNote makes the note appear as a whole, or not.
func (r restore) writeNote() error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	made := r.note() + "-new"
	if err := os.WriteFile(made, text, 0o600); err != nil {
		return err
	}
	if err := errors.Join(syncFile(made), syncFolder(filepath.Dir(r.file))); err != nil {
		return errors.Join(err, os.Remove(made))
	}
	if err := os.Rename(made, r.note()); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(r.file))
}

// pendingRestore gives the restore that was interrupted, or nil.
func pendingRestore(file string) (*restore, error) {
	r := restore{file: file}
	text, err := os.ReadFile(r.note())
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	if err != nil {
		return nil, fmt.Errorf("reading how far a restore was: %w", err)
	}
	return &r, nil
}

// finish puts the old files aside and the new one in their place. Each step may
// have been done before.
func (r restore) finish() (kept []string, err error) {
	folder := filepath.Dir(r.file)
	// The new database gets its place last, so what has its name before is old.
	if _, err := os.Stat(r.ready()); err == nil {
		if err := r.putAside(); err != nil {
			return nil, err
		}
		if err := errors.Join(syncFolder(folder), os.Rename(r.ready(), r.file), syncFolder(folder)); err != nil {
			return nil, err
		}
	} else if !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	for _, ending := range databaseFiles {
		if _, err := os.Stat(r.Kept + ending); err == nil {
			kept = append(kept, r.Kept+ending)
		}
	}
	return kept, errors.Join(os.Remove(r.note()), syncFolder(folder))
}

func (r restore) putAside() error {
	for _, ending := range databaseFiles {
		err := os.Rename(r.file+ending, r.Kept+ending)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("keeping what is there: %w", err)
		}
	}
	return nil
}

func removeIfThere(file string) error {
	if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
