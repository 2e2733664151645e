package sqldb

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
)

// Backup writes a copy of an SQLite database, as it is at one moment, to a file, and
// returns once the file is on disk. Reads and writes continue meanwhile. The tables of
// the copy have the version of the database, even if it is older than the program. If
// the file exists, Backup replaces it as a whole, or fails unless replace is set. A
// failure leaves no file. Backup fails for a PostgreSQL database.
func Backup(ctx context.Context, address, file string, replace bool) error {
	if err := checkNew(file, replace); err != nil {
		return err
	}
	return withFile(ctx, address, func(db *sql.DB, _ string) error { return backUp(ctx, db, file, replace) })
}

// BackupTo is Backup to a writer. After a failure, the writer has a part of a copy,
// which is useless.
func BackupTo(ctx context.Context, address string, to io.Writer) error {
	return withFile(ctx, address, func(db *sql.DB, file string) error {
		copied, err := vacuumInto(ctx, db, file)
		if err != nil {
			return err
		}
		defer removeDatabase(copied)
		return sendFile(to, copied)
	})
}

// sendFile writes the contents of a file to a writer, and removes the file.
func sendFile(to io.Writer, name string) error {
	from, err := os.Open(name)
	if err != nil {
		return err
	}
	// Where the system allows to remove an open file, a killed program leaves none.
	_ = os.Remove(name)
	_, err = io.Copy(to, from)
	return errors.Join(err, from.Close())
}

// withFile opens an SQLite database without changing it, and calls do with it and the
// path of its file.
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
	// No pragma sets the journal mode, so that a backup of a backup has no WAL.
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

// checkCopyable fails for a database of a newer program, for an unfinished copy, and for
// a file that is no database of the program.
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
	return nil // an error means that the table does not exist, as in the first versions
}

var errNotOurs = errors.New("it is not a database of waybill")

// backUp writes the copy to a temporary file and renames it, so that the file never has
// a part of a copy.
func backUp(ctx context.Context, db *sql.DB, file string, replace bool) (err error) {
	copied, err := vacuumInto(ctx, db, file)
	if err != nil {
		return err
	}
	defer removeDatabase(copied)
	if err := rename(copied, file, replace); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(file))
}

// BackupFile is a backup that somebody else writes, in a temporary file.
type BackupFile struct {
	name, final string
	replace     bool
}

// NewBackupFile creates an empty temporary file beside a file. It fails with fs.ErrExist if
// the file exists, unless replace is set. The caller must call Remove.
func NewBackupFile(file string, replace bool) (*BackupFile, error) {
	if err := checkNew(file, replace); err != nil {
		return nil, err
	}
	file, err := filepath.Abs(file) // as SQLite's URIs want it
	if err != nil {
		return nil, err
	}
	name, err := temporaryBackup(file)
	if err != nil {
		return nil, err
	}
	return &BackupFile{name, file, replace}, nil
}

// Name returns the name of the temporary file.
func (b *BackupFile) Name() string { return b.name }

// Keep gives the backup its name once the file, which nobody has open, is on disk. It fails
// if the file is damaged or is no database of this version.
func (b *BackupFile) Keep(ctx context.Context) error {
	if wal, err := os.Stat(b.name + "-wal"); err == nil && wal.Size() > 0 {
		return errors.New("checking the backup: a part of it is in a WAL")
	}
	if err := checkBackup(ctx, b.name); err != nil {
		return fmt.Errorf("checking the backup: %w", err)
	}
	if err := syncFile(b.name); err != nil {
		return err
	}
	if err := rename(b.name, b.final, b.replace); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(b.final))
}

// Remove removes the temporary file, and the lock that Open has made for it. After Keep there
// is no such file, or it is a second name of the backup.
func (b *BackupFile) Remove() {
	removeDatabase(b.name)
	_ = os.Remove(b.name + lockSuffix)
}

// checkNew fails with fs.ErrExist if a file exists that is not to be replaced.
func checkNew(file string, replace bool) error {
	if _, err := os.Lstat(file); err == nil && !replace {
		return fmt.Errorf("making the backup: %w", &fs.PathError{Op: "create", Path: file, Err: fs.ErrExist})
	}
	return nil
}

// UnfinishedBackup is the part of the name of a temporary file that follows the name of the
// backup.
const UnfinishedBackup = ".unfinished-"

// temporaryBackup creates a temporary file beside a file, with mode 0600.
func temporaryBackup(beside string) (name string, err error) {
	target, err := os.CreateTemp(filepath.Dir(beside), filepath.Base(beside)+UnfinishedBackup+"*")
	if err != nil {
		return "", fmt.Errorf("making the backup: %w", err)
	}
	return target.Name(), target.Close()
}

// vacuumInto writes a copy to a temporary file beside a file, and returns its name once
// the copy is on disk.
func vacuumInto(ctx context.Context, db *sql.DB, beside string) (name string, err error) {
	if name, err = temporaryBackup(beside); err != nil {
		return "", err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO $1`, name)
	if err == nil {
		err = syncFile(name)
	}
	if err != nil {
		removeDatabase(name)
		return "", err
	}
	return name, nil
}

// removeDatabase removes the file of a database, and the files that SQLite leaves beside
// it after a failure.
func removeDatabase(file string) {
	for _, ending := range databaseFiles {
		_ = os.Remove(file + ending) // usually there is only the first file
	}
}

// rename renames a file. Unless replace is set, it fails when the new name exists. On a
// file system without links it may replace a file that was created meanwhile.
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

// pagesOffset is where the header of a database has its number of pages.
const pagesOffset = 28

// CheckLength fails unless a file is an SQLite database of the length that its header says. It
// is for files that nobody has open.
func CheckLength(file string) error {
	head, err := readFileHeader(file)
	if err != nil {
		return err
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(head[:], []byte("SQLite format 3\x00")) {
		return fmt.Errorf("%s is not a SQLite database", file)
	}
	pages := int64(binary.BigEndian.Uint32(head[pagesOffset:]))
	want := pages * int64(pageSize(binary.BigEndian.Uint16(head[pageSizeOffset:])))
	if info.Size() != want {
		return fmt.Errorf("%s has %d bytes, and should have %d", file, info.Size(), want)
	}
	return nil
}
