//go:build !unix

package sqldb

import "net"

// hasInput reports nothing on systems whose sockets cannot be peeked at without a wait.
// Stale connections are found there by the ping of the pool, which it sends after a
// second without use.
func hasInput(net.Conn) bool { return false }
