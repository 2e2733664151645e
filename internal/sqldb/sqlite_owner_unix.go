//go:build unix

package sqldb

import (
	"io/fs"
	"os"
	"syscall"
)

// giveTo gives a file that root has made to the owner of another, as SQLite does
// with the files beside a database.
func giveTo(file string, other fs.FileInfo) {
	if owner, ok := other.Sys().(*syscall.Stat_t); ok && os.Geteuid() == 0 {
		_ = os.Chown(file, int(owner.Uid), int(owner.Gid)) // who cannot use it will say so
	}
}

// syncFolder brings the names in a folder to the disk.
func syncFolder(folder string) error { return syncOpened(os.Open(folder)) }
