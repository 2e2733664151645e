//go:build unix

package sqldbtest

import (
	"os"
	"os/exec"
	"syscall"
)

// nobody is the user that runs the server when root runs the tests: PostgreSQL refuses
// to run as root.
const nobody = 65534

// giveAway changes the owner of a folder to the user that runs the server.
func giveAway(folder string) error {
	if os.Getuid() != 0 {
		return nil
	}
	return os.Chown(folder, nobody, nobody)
}

func command(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...) //nolint:noctx // it serves all tests of a package
	c.Dir = os.TempDir()
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if os.Getuid() == 0 {
		c.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
	}
	return c
}
