//go:build linux || darwin

package doctor

import (
	"os"

	"golang.org/x/sys/unix"
)

// FreeDisk returns how many bytes an ordinary user may still write to the disk of a folder.
func FreeDisk(folder string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return 0, &os.PathError{Op: "statfs", Path: folder, Err: err}
	}
	return s.Bavail * uint64(s.Bsize), nil
}

// checkWritable fails if this user may not create files in a folder. It creates none.
func checkWritable(folder string) error {
	if err := unix.Access(folder, unix.W_OK|unix.X_OK); err != nil {
		return &os.PathError{Op: "access", Path: folder, Err: err}
	}
	return nil
}
