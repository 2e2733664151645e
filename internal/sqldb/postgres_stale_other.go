//go:build !unix

package sqldb

import "net"

// hasInput returns false. On these systems only the ping of pgxpool finds the connections
// that the server has closed, after they were idle for a second.
func hasInput(net.Conn) bool { return false }
