//go:build !unix

package sqldbtest

import "os/exec"

// giveAway does nothing: the same user runs the tests and the server.
func giveAway(string) error { return nil }

func command(name string, args ...string) *exec.Cmd {
	return exec.Command(name, args...) //nolint:noctx // it serves all tests of a package
}
