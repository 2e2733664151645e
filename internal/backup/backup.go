// Package backup makes verified backups of the database of a server at regular times, and
// keeps the newest, in a folder and in a bucket.
package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"waybill/internal/sqldb"
	"waybill/internal/transfer"
)

const (
	// nameForm is the name of a backup, by the time at which it began, in UTC.
	nameForm = "waybill-20060102T150405Z.db"
	// retryAfter is the time from a failure to the next attempt, unless backups are due
	// more often.
	retryAfter = time.Hour
	// abandonedAfter is the age from which the file of an interrupted backup is removed.
	abandonedAfter = 24 * time.Hour
)

// Keeper makes and removes the backups in a folder. Only files with names of backups count:
// the keeper never touches another file. The names sort by time, and only a verified backup
// has such a name.
type Keeper struct {
	DB     *sqldb.DB
	Folder string
	Every  time.Duration // from the beginning of a backup to the next
	Most   int           // how many backups are kept; 0 for all
	Now    func() time.Time
	Log    *slog.Logger

	failed             time.Time // the last failure
	verified, failures atomic.Int64
	told               state
}

// Check fails if no backup can be made in the folder.
func (k *Keeper) Check() error {
	probe, err := os.CreateTemp(k.Folder, ".waybill-*")
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the folder of --backup-dir %s does not exist: create it, for the user of the server alone (mode 0700)", k.Folder)
	}
	if err == nil {
		err = probe.Close()
	}
	if err == nil {
		err = os.Remove(probe.Name())
	}
	if err == nil {
		_, err = k.newest()
	}
	if err != nil {
		return fmt.Errorf("cannot keep backups in --backup-dir %s: %w", k.Folder, err)
	}
	return nil
}

// Verified returns the time of the newest verified backup, or the zero time for none.
func (k *Keeper) Verified() time.Time {
	if seconds := k.verified.Load(); seconds > 0 {
		return time.Unix(seconds, 0)
	}
	return time.Time{}
}

// Failures returns how many backups have failed since the start.
func (k *Keeper) Failures() int64 { return k.failures.Load() }

// MakeIfDue makes a backup if the newest is old enough, and then removes the oldest. It is
// not for concurrent use. A failure leaves the earlier backups as they are. The organizations
// have events when backups begin to fail, and when one is verified after that, by the user of
// the context (tenant.ByUser).
func (k *Keeper) MakeIfDue(ctx context.Context) error {
	defer k.tell(ctx)
	newest, err := k.newest()
	if err != nil {
		newest = k.Verified() // without the folder, a backup that is due fails
	}
	now := k.Now()
	if now.Sub(newest) < k.Every || now.Sub(k.failed) < min(k.Every, retryAfter) {
		return nil
	}
	k.removeAbandoned(now)
	if err := k.make(ctx, now); err != nil {
		if ctx.Err() == nil {
			k.failed = now
			k.failures.Add(1)
		}
		return err
	}
	return k.removeOldest()
}

func (k *Keeper) make(ctx context.Context, now time.Time) error {
	file := filepath.Join(k.Folder, now.UTC().Format(nameForm))
	begun := time.Now()
	if err := transfer.Backup(ctx, k.DB, file, false, func(transfer.Progress) {}); err != nil {
		return err
	}
	k.verified.Store(now.Unix())
	k.Log.Info("backed up and verified", "file", file, "took_us", time.Since(begun).Microseconds())
	return nil
}

// all returns the names of the backups, the newest last.
func (k *Keeper) all() (names []string, err error) {
	found, err := os.ReadDir(k.Folder) // in the order of their names
	if err != nil {
		return nil, err
	}
	for _, f := range found {
		if _, err := time.Parse(nameForm, f.Name()); err == nil && f.Type().IsRegular() {
			names = append(names, f.Name())
		}
	}
	return names, nil
}

// newest returns the time of the newest backup, or the zero time for none.
func (k *Keeper) newest() (at time.Time, err error) {
	names, err := k.all()
	if err != nil || len(names) == 0 {
		return time.Time{}, err
	}
	at, err = time.Parse(nameForm, names[len(names)-1])
	k.verified.Store(at.Unix())
	return at, err
}

// removeOldest removes the backups that are too many.
func (k *Keeper) removeOldest() error {
	names, err := k.all()
	if err != nil || k.Most == 0 {
		return err
	}
	for _, name := range names[:max(0, len(names)-k.Most)] {
		if err := os.Remove(filepath.Join(k.Folder, name)); err != nil {
			return fmt.Errorf("remove an old backup: %w", err)
		}
	}
	return nil
}

// removeAbandoned removes the files of backups that a killed server did not finish. Another
// instance may be writing a younger file.
func (k *Keeper) removeAbandoned(now time.Time) {
	found, err := os.ReadDir(k.Folder)
	if err != nil {
		return
	}
	found = slices.DeleteFunc(found, func(f os.DirEntry) bool {
		name, _, unfinished := strings.Cut(f.Name(), sqldb.UnfinishedBackup)
		_, err := time.Parse(nameForm, name)
		return !unfinished || err != nil
	})
	for _, f := range found {
		if about, err := f.Info(); err == nil && now.Sub(about.ModTime()) > abandonedAfter {
			_ = os.Remove(filepath.Join(k.Folder, f.Name()))
		}
	}
}

// Kept is a backup in a folder.
type Kept struct {
	File string // its name with the folder; empty for none
	At   time.Time
	Size int64
}

// All returns the backups in a folder, the newest last.
func All(folder string) (kept []Kept, err error) {
	names, err := (&Keeper{Folder: folder}).all()
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		one := Kept{File: filepath.Join(folder, name)}
		if one.At, err = time.Parse(nameForm, name); err != nil {
			return nil, err
		}
		about, err := os.Stat(one.File)
		if err != nil {
			return nil, err
		}
		one.Size = about.Size()
		kept = append(kept, one)
	}
	return kept, nil
}

// Newest returns the newest backup in a folder, or the zero value for none.
func Newest(folder string) (Kept, error) {
	kept, err := All(folder)
	if err != nil || len(kept) == 0 {
		return Kept{}, err
	}
	return kept[len(kept)-1], nil
}

// CheckComplete fails if the file of a backup is not as long as its header says. It does not
// verify the backup, which was done before the file got its name.
func CheckComplete(file string) error { return sqldb.CheckLength(file) }
