//go:build unix

package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// atOnce is how many bytes every system writes into a pipe without waiting once
// poll says that it is writable: the smallest PIPE_BUF that POSIX allows.
const atOnce = 512

// isWritable reports whether a file takes atOnce bytes without waiting. A file on
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
