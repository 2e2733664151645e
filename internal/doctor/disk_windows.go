package doctor

import (
	"os"

	"golang.org/x/sys/windows"
)

// FreeDisk returns how many bytes this user may still write to the disk of a folder.
func FreeDisk(folder string) (uint64, error) {
	name, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return 0, err
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(name, &free, nil, nil); err != nil {
		return 0, &os.PathError{Op: "GetDiskFreeSpaceEx", Path: folder, Err: err}
	}
	return free, nil
}

// checkWritable does nothing: only an attempt would tell.
func checkWritable(string) error { return nil }
