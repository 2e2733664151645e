package sqldbtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Cluster is a server of our own, in a temporary folder, reached by a socket in
// it.
type Cluster struct {
	folder   string
	base     string // an address in which %s is the database
	binaries string
	settings []string
	server   *exec.Cmd
	exited   chan struct{} // closed once the server's first process has ended
}

// NewCluster gives a test a server for itself, which the test may kill: other
// than the one that tests share, it syncs the disk. The test is skipped where
// there are no binaries.
func NewCluster(t testing.TB) *Cluster {
	t.Helper()
	binaries := findBinaries()
	if binaries == "" {
		missing(t)
	}
	c, err := startCluster(binaries)
	if err != nil {
		t.Fatalf("starting a PostgreSQL: %v", err)
	}
	t.Cleanup(c.stop)
	return c
}

// Address is that of a database in which there is nothing yet.
func (c *Cluster) Address() string { return fmt.Sprintf(c.base, "postgres") }

// Kill ends the server's first process as a crash does. The others notice when
// they have done what they are at.
func (c *Cluster) Kill() {
	_ = c.server.Process.Kill()
	<-c.exited
}

// Start starts the server again and waits until it takes connections. It is
// tried again and again, for the processes of the last time may still be there.
func (c *Cluster) Start() error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for {
		if err := c.launch(); err != nil {
			return err
		}
		if err := c.wait(ctx); err == nil || ctx.Err() != nil {
			return err
		}
	}
}

func startCluster(binaries string, settings ...string) (c *Cluster, err error) {
	folder, err := os.MkdirTemp("", "pg")
	if err != nil {
		return nil, err
	}
	c = &Cluster{folder: folder, base: "postgres:///%s?user=waybill&host=" + folder, binaries: binaries, settings: settings}
	defer func() {
		if err != nil {
			c.stop()
		}
	}()
	if err := giveAway(folder); err != nil {
		return nil, err
	}
	initdb := command(filepath.Join(binaries, "initdb"), "--pgdata", c.data(), "--username", "waybill", "--auth", "trust",
		"--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions")
	if output, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, output)
	}
	return c, c.Start()
}

func (c *Cluster) data() string { return filepath.Join(c.folder, "data") }

// launch starts the server's first process.
func (c *Cluster) launch() error {
	arguments := []string{"-D", c.data(), "-k", c.folder}
	for _, setting := range append([]string{"listen_addresses=", "max_connections=300", "shared_buffers=64MB"}, c.settings...) {
		arguments = append(arguments, "-c", setting)
	}
	server, exited := command(filepath.Join(c.binaries, "postgres"), arguments...), make(chan struct{})
	if err := server.Start(); err != nil {
		return err
	}
	go func() {
		_ = server.Wait() // how it ended is in its log
		close(exited)
	}()
	c.server, c.exited = server, exited
	return nil
}

// wait waits until the server takes connections. It fails at once when the
// server has ended.
func (c *Cluster) wait(ctx context.Context) error {
	for {
		conn, err := pgx.Connect(ctx, c.Address())
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-ctx.Done():
			return err
		case <-c.exited:
			time.Sleep(20 * time.Millisecond) // so that who tries again does not spin
			return err
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// stop ends the server, by the signal of a fast shutdown, and removes its files.
func (c *Cluster) stop() {
	if c.server != nil {
		_ = c.server.Process.Signal(syscall.SIGINT)
		<-c.exited
	}
	_ = os.RemoveAll(c.folder)
}
