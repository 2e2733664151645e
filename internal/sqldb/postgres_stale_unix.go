//go:build unix

package sqldb

import (
	"crypto/tls"
	"net"
	"syscall"
)

// hasInput reports whether a read of a network connection would return at once: with data,
// with the end of the connection, or with an error. It leaves the data unread, and does not
// wait. It returns false if the connection has no socket.
func hasInput(conn net.Conn) bool {
	if encrypted, ok := conn.(*tls.Conn); ok {
		conn = encrypted.NetConn()
	}
	socket, ok := conn.(syscall.Conn)
	if !ok {
		return false
	}
	raw, err := socket.SyscallConn()
	if err != nil {
		return true
	}
	var peeked error
	// raw.Read would wait for a read that is in progress. After a slow write, pgx reads in
	// the background until the next answer, also while the connection is idle.
	err = raw.Control(func(descriptor uintptr) {
		var first [1]byte
		_, _, peeked = syscall.Recvfrom(int(descriptor), first[:], syscall.MSG_PEEK)
	})
	return err != nil || peeked != syscall.EAGAIN
}
