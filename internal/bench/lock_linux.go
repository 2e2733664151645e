package main

import (
	"errors"
	"fmt"
	"math"
	"os"

	"golang.org/x/sys/unix"
)

// lockedFile is a file whose pages stay in the page cache until it is unlocked. Pages that
// are appended to the file later may leave the cache.
type lockedFile []byte

// lockFile reads a file into the page cache, and locks it there. It fails if the file takes
// more than half of the free memory, or is longer than the process may lock (ulimit -l).
func lockFile(name string) (lockedFile, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // nothing was written, and the mapping stays
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if err := hasRoom(info.Size()); err != nil {
		return nil, err
	}
	mapping, err := unix.Mmap(int(file.Fd()), 0, int(info.Size()), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, os.NewSyscallError("mmap", err)
	}
	if err := unix.Mlock(mapping); err != nil {
		return nil, errors.Join(os.NewSyscallError("mlock", err), unix.Munmap(mapping))
	}
	return mapping, nil
}

// unlock may be called for a nil file.
func (l lockedFile) unlock() error {
	if l == nil {
		return nil
	}
	return unix.Munmap(l)
}

func hasRoom(size int64) error {
	available, err := availableMemory()
	if err != nil {
		return err
	}
	if size > available/2 || size > math.MaxInt {
		return fmt.Errorf("the file has %d MiB, and %d MiB of memory are available", size>>20, available>>20)
	}
	return nil
}
