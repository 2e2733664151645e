package sqldb

import (
	"context"
	"errors"
	"fmt"
	"os"
)

// Backup writes a complete copy of the database, as it is at one moment, to a
// file that does not exist yet, and returns once the copy is on disk. Reads and
// writes go on meanwhile. After a failure there is no file.
func (db *DB) Backup(ctx context.Context, file string) (err error) {
	if err := makeFile(file); err != nil {
		return fmt.Errorf("making the backup: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("backing up to %s: %w", file, err), os.Remove(file))
		}
	}()
	if _, err := db.engine.ExecContext(ctx, `VACUUM INTO $1`, file); err != nil {
		return plain(err)
	}
	return syncFile(file)
}

// makeFile makes an empty file that only its owner may read, as it will hold
// everybody's records. SQLite takes an empty file for a new database, and gives
// the files beside it the same mode.
func makeFile(file string) error {
	made, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return made.Close()
}

func syncFile(file string) error {
	written, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(written.Sync(), written.Close())
}
