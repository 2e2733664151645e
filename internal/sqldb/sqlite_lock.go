package sqldb

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// ErrInUse says that a server has the SQLite file open, or a command that needs it
// exclusively.
var ErrInUse = errors.New("a server has it open; a SQLite file has one server at a time")

// sqliteLock is a lock on a file beside an SQLite file. The system releases it when
// the process ends, also by a crash. The lock file is never removed, or two processes
// could lock two files of the same name.
type sqliteLock struct{ file *flock.Flock }

// lockSuffix is the suffix of the lock file.
const lockSuffix = "-lock"

// lockSQLite takes the lock of a file, or fails with ErrInUse.
func lockSQLite(file string) (*sqliteLock, error) {
	l := &sqliteLock{flock.New(file+lockSuffix, flock.SetPermissions(0o600))}
	locked, err := l.file.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking it: %w", err)
	}
	if !locked {
		return nil, ErrInUse
	}
	// If root creates the lock file, the user of the server must be able to open it.
	if info, err := os.Stat(file); err == nil {
		giveTo(l.file.Path(), info)
	}
	return l, nil
}

// waitLockSQLite waits for the lock. It returns nil when done reports that the lock is
// no longer needed.
func waitLockSQLite(ctx context.Context, file string, done func() (bool, error)) (*sqliteLock, error) {
	for {
		lock, err := lockSQLite(file)
		if !errors.Is(err, ErrInUse) {
			return lock, err
		}
		if done, err := done(); done || err != nil {
			return nil, err
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// release releases the lock. It may be called on nil, and more than once.
func (l *sqliteLock) release() error {
	if l == nil {
		return nil
	}
	return l.file.Close()
}
