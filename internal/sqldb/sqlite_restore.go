package sqldb

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// Restored is the result of Restore.
type Restored struct {
	// Kept has the names of the files of the old database.
	Kept []string
	// Finished says that an interrupted restore of the same backup was finished.
	Finished bool
}

// errRestoring says that some files may belong to the old database and some to the
// new.
var errRestoring = errors.New("a restore of it was interrupted: run waybill restore again to finish it")

// databaseFiles has the suffixes of the files of a database.
var databaseFiles = []string{"", "-wal", "-shm", "-journal"}

// restore is a restore that is prepared. It is written to a note, a file beside the
// database, and while the note exists nothing opens the database. After an interrupt,
// the note says how to finish the restore:
//
//	copy and check the backup, tell events in the copy ──▶ write the note ──▶ rename the files ──▶ remove the note
//	(nothing has changed)                                  (finish must follow, and may be repeated)
type restore struct {
	Source string `json:"source"`
	Kept   string `json:"kept"` // the name that the old database gets
	file   string
}

func (r restore) note() string  { return r.file + "-restore" }
func (r restore) ready() string { return r.file + "-restoring" } // the new database

// Restore replaces an SQLite database by a copy of a backup, and keeps the files of the
// old database under other names. It checks the backup first, and does not change it.
// The copy has the version of the backup, and the events of the ending unless its version
// has no events. It fails with ErrInUse while a server has the database open. After an
// interrupt, either nothing has changed, or nothing opens the database until another call of
// Restore has finished the interrupted restore.
func Restore(ctx context.Context, address, backup string, ending Ending) (done Restored, err error) {
	if err := checkAddress(address); err != nil {
		return done, err
	}
	if IsPostgres(address) {
		return done, errors.New("it is not an SQLite database")
	}
	file, err := locate(address)
	if err != nil {
		return done, err
	}
	if backup, err = locate(backup); err != nil {
		return done, err
	}
	if backup == (restore{file: file}).ready() {
		return done, fmt.Errorf("restoring from %s: it is what an interrupted restore has left: name the backup itself", backup)
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
	if err := r.prepare(ctx, ending); err != nil {
		return done, fmt.Errorf("restoring from %s: %w; nothing was changed", backup, errors.Join(openError(err), r.removeReady()))
	}
	kept, err := r.finish()
	return Restored{Kept: append(done.Kept, kept...)}, err
}

// prepare copies the backup to a file beside the database, checks the copy, tells the events
// in it, and writes the note.
func (r restore) prepare(ctx context.Context, ending Ending) error {
	if err := checkSource(r.Source, r.file); err != nil {
		return err
	}
	// SQLite would take back into the copy what a journal of a killed call holds.
	if err := r.removeReady(); err != nil {
		return err
	}
	if err := r.copySource(); err != nil {
		return err
	}
	if err := checkBackup(ctx, r.ready()); err != nil {
		return err
	}
	if err := tellInFile(ctx, r.ready(), ending); err != nil {
		return err
	}
	return r.writeNote()
}

// WithBackup calls do with a checked copy of a backup, which do may open and change, and which
// is removed afterwards. The copy is in the folder of temporary files. The backup itself is
// not changed. WithBackup fails without calling do when the backup is damaged, and when it is
// no whole database of this version of the program or an older one.
func WithBackup(ctx context.Context, backup string, do func(file string) error) (err error) {
	if backup, err = locate(backup); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "waybill-restore-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	r := restore{Source: backup, file: filepath.Join(folder, "backup.db")}
	err = checkSource(r.Source, r.file)
	if err == nil {
		err = r.copySource()
	}
	if err == nil {
		err = checkBackup(ctx, r.ready())
	}
	if err != nil {
		return fmt.Errorf("restoring from %s: %w; nothing was changed", backup, openError(err))
	}
	return do(r.ready())
}

// removeReady removes the copy, and what SQLite has left beside it.
func (r restore) removeReady() (err error) {
	for _, suffix := range databaseFiles {
		err = errors.Join(err, removeIfThere(r.ready()+suffix))
	}
	return err
}

// tellInFile writes the events of an ending to a database that nobody else has open, of any
// version that has events. Afterwards the file has all of it, on disk.
func tellInFile(ctx context.Context, file string, ending Ending) (err error) {
	if ending.Tell == nil {
		return nil
	}
	s, err := connectSQLite(file, newWatcher(Options{Trace: func(string) {}, Log: slog.New(slog.DiscardHandler), Observer: nobody{}}),
		"journal_mode(DELETE)", "synchronous(FULL)", "fullfsync(1)", "foreign_keys(1)", "trusted_schema(0)")
	if err != nil {
		return err
	}
	err = errors.Join(tellAlone(ctx, &sqliteCommitter{session: s}, ending), s.close())
	if err != nil {
		return fmt.Errorf("writing the events of the restore: %w", err)
	}
	for _, suffix := range databaseFiles[1:] {
		if _, err := os.Stat(file + suffix); !errors.Is(err, os.ErrNotExist) {
			return errors.Join(fmt.Errorf("a part of it is in %s", file+suffix), err)
		}
	}
	return nil
}

// tellAlone commits the events of an ending, unless the database has no events.
func tellAlone(ctx context.Context, c *sqliteCommitter, ending Ending) error {
	var hasEvents bool
	err := c.session.query(ctx, `SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'event_heads'`, nil,
		func(scan func(...any) error) error { return scan(&hasEvents) })
	if err != nil || !hasEvents {
		return err
	}
	if err := c.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	w := &write{Work: Work{By: ending.By}, ctx: ctx, fn: ending.Tell, now: (&clock{now: time.Now}).next}
	w.call(ctx, c.session)
	err = w.err
	if err == nil {
		err = c.writeEvents([]*write{w})
	}
	if err == nil {
		err = c.exec("COMMIT")
	}
	if err != nil {
		c.rollback()
	}
	return err
}

// checkSource refuses a backup with changes in a WAL, and the database itself.
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

// copySource copies the backup. The copy gets a random number, so that no old WAL passes
// for the WAL of the copy.
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
		number := binary.BigEndian.AppendUint32(nil, rand.Uint32()) //nolint:gosec // it only has to differ
		_, err = to.WriteAt(number, userVersionOffset)
	}
	return errors.Join(err, to.Sync(), to.Close())
}

// checkBackup fails unless a file is an intact database that this program supports.
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

// writeNote writes the note atomically.
func (r restore) writeNote() error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	temporary := r.note() + "-new"
	if err := os.WriteFile(temporary, text, 0o600); err != nil {
		return err
	}
	if err := errors.Join(syncFile(temporary), syncFolder(filepath.Dir(r.file))); err != nil {
		return errors.Join(err, os.Remove(temporary))
	}
	if err := os.Rename(temporary, r.note()); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(r.file))
}

// pendingRestore returns the interrupted restore of a file, or nil.
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

// finish renames the old files, moves the copy to their place and removes the note. Each
// step may have been done by an interrupted call.
func (r restore) finish() (kept []string, err error) {
	folder := filepath.Dir(r.file)
	// The copy is renamed last: while it exists, a file with the name of the database is
	// old.
	if _, err := os.Stat(r.ready()); err == nil {
		if err := r.keepOld(); err != nil {
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

func (r restore) keepOld() error {
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
