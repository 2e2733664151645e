//go:build unix

package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// atOnce is the number of bytes that a pipe accepts without blocking once poll
// reports it as writable: the smallest PIPE_BUF that POSIX allows.
const atOnce = 512

// isWritable reports whether a file accepts atOnce bytes without blocking. A file on
// a disk always does.
func isWritable(file *os.File) (is bool) {
	conn, err := file.SyscallConn()
	if err != nil {
		return false
	}
	return conn.Control(func(descriptor uintptr) { is = polled(int32(descriptor)) }) == nil && is
}

func polled(descriptor int32) bool {
	state := []unix.PollFd{{Fd: descriptor, Events: unix.POLLOUT}}
	for {
		ready, err := unix.Poll(state, 0)
		if err != unix.EINTR {
			return ready > 0 && err == nil
		}
	}
}
