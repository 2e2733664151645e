package sqldbtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Cluster is a private PostgreSQL server with a socket in a temporary folder.
type Cluster struct {
	folder   string // with the socket
	data     string
	base     string // an address in which %s is the database
	binaries string
	settings []string
	server   *exec.Cmd
	exited   chan struct{} // closed once the server's first process has ended
	killed   bool          // by Kill, and not started again
}

// NewCluster starts a server for one test, which may kill it: unlike the shared server,
// it syncs the disk. Settings have the form of the configuration file. Without the
// binaries the test is skipped, or fails if CI is set.
func NewCluster(t testing.TB, settings ...string) *Cluster {
	t.Helper()
	binaries := findBinaries()
	if binaries == "" {
		missing(t)
	}
	c, err := startCluster(binaries, "", settings...)
	if err != nil {
		t.Fatalf("starting a PostgreSQL: %v", err)
	}
	t.Cleanup(c.Stop)
	return c
}

// OpenCluster starts a server on the data in a folder. It creates the data if the folder
// does not exist, and Stop keeps it. Settings have the form of the configuration file.
// It is for benchmarks. It fails without the binaries.
func OpenCluster(data string, settings ...string) (*Cluster, error) {
	binaries := findBinaries()
	if binaries == "" {
		return nil, errors.New("the binaries of PostgreSQL are not found")
	}
	return startCluster(binaries, data, settings...)
}

// Address returns the address of the database postgres, which is empty at first.
func (c *Cluster) Address() string { return c.Database("postgres") }

// Database returns the address of a database.
func (c *Cluster) Database(name string) string { return fmt.Sprintf(c.base, name) }

// Pid returns the id of the server's first process, the parent of all others.
func (c *Cluster) Pid() int { return c.server.Process.Pid }

// Kill kills the server's first process, as in a crash. The other processes end when
// they have finished their statements.
func (c *Cluster) Kill() {
	_ = c.server.Process.Kill()
	<-c.exited
	c.killed = true
}

// Start starts the server after Kill and waits until it accepts connections. It retries,
// because processes of the killed server may still be running.
func (c *Cluster) Start() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return waitUntil(ctx, func() (bool, error) {
		if err := c.launch(); err != nil {
			return true, err
		}
		err := c.wait(ctx)
		return err == nil, err
	})
}

// startCluster starts a server on the data in a folder. If data is empty, the data is in
// the folder of the socket.
func startCluster(binaries, data string, settings ...string) (c *Cluster, err error) {
	folder, err := temporary()
	if err != nil {
		return nil, err
	}
	if data == "" {
		data = filepath.Join(folder, "data")
	}
	c = &Cluster{folder: folder, data: data, base: "postgres:///%s?user=waybill&host=" + folder, binaries: binaries, settings: settings}
	defer func() {
		if err != nil {
			c.Stop()
		}
	}()
	if err := c.initialize(); err != nil {
		return nil, err
	}
	return c, c.Start()
}

// temporary creates a folder that belongs to the user that runs the server. It is in
// memory if possible: a database has 300 files, and a disk takes most of the time of a
// short test to create them.
func temporary() (string, error) {
	folder, err := os.MkdirTemp(memoryFolder(), "waybill-pg")
	if err != nil {
		return "", err
	}
	return folder, giveAway(folder)
}

// initialize creates the data unless it exists.
func (c *Cluster) initialize() error {
	if _, err := os.Stat(filepath.Join(c.data, "PG_VERSION")); err == nil {
		return nil
	}
	if err := os.Mkdir(c.data, 0o700); err != nil {
		return err
	}
	if err := giveAway(c.data); err != nil {
		return err
	}
	return initdb(c.binaries, c.data)
}

// launch starts the server's first process.
func (c *Cluster) launch() error {
	arguments := []string{"-D", c.data, "-k", c.folder}
	for _, setting := range append([]string{"listen_addresses=", "max_connections=300", "shared_buffers=64MB"}, c.settings...) {
		arguments = append(arguments, "-c", setting)
	}
	server, exited := command(filepath.Join(c.binaries, "postgres"), arguments...), make(chan struct{})
	// Each connection is a process of its own, which otherwise looks up functions of
	// libraries anew, and asks the system for memory in small parts.
	server.Env = append(os.Environ(), "LD_BIND_NOW=1", "MALLOC_TOP_PAD_=1048576")
	if err := server.Start(); err != nil {
		return err
	}
	go func() {
		_ = server.Wait() // how it ended is in its log
		close(exited)
	}()
	c.server, c.exited, c.killed = server, exited, false
	return nil
}

// wait waits until the server accepts connections. It fails when the server has ended.
func (c *Cluster) wait(ctx context.Context) error {
	return waitUntil(ctx, func() (bool, error) {
		err := connect(ctx, c.Address())
		select {
		case <-c.exited:
			return true, err
		default:
			return err == nil, err
		}
	})
}

// connect connects to a server once.
func connect(ctx context.Context, address string) error {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

// waitUntil polls until done returns true, and returns its last error. It fails when ctx
// ends.
func waitUntil(ctx context.Context, done func() (bool, error)) error {
	for {
		over, err := done()
		if over {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// Stop ends the server by a fast shutdown, and removes the temporary folder. After Kill it first
// starts the server again: a server that starts removes the shared memory of the killed server.
func (c *Cluster) Stop() {
	if c.killed {
		_ = c.Start() // a failure leaves the shared memory to the next restart of the system
	}
	if c.server != nil {
		_ = c.server.Process.Signal(syscall.SIGINT)
		<-c.exited
	}
	_ = os.RemoveAll(c.folder)
}
