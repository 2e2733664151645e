//go:build unix

package sqldb

import (
	"io/fs"
	"os"
	"syscall"
)

// giveTo changes the owner of a file to the owner of another file if the process runs
// as root, as SQLite does with the files beside a database.
func giveTo(file string, other fs.FileInfo) {
	if owner, ok := other.Sys().(*syscall.Stat_t); ok && os.Geteuid() == 0 {
		_ = os.Chown(file, int(owner.Uid), int(owner.Gid)) // the user that cannot open it reports that
	}
}

// syncFolder syncs the names in a folder to the disk.
func syncFolder(folder string) error { return syncOpened(os.Open(folder)) }
