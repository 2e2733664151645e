package sqldbtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// cluster is a server of our own, in a temporary folder, reached by a socket in
// it. It does not sync the disk: no test pulls the plug.
type cluster struct {
	folder string
	base   string
	server *exec.Cmd
}

func startCluster(binaries string) (c *cluster, err error) {
	folder, err := os.MkdirTemp("", "pg")
	if err != nil {
		return nil, err
	}
	c = &cluster{folder: folder, base: "postgres:///%s?user=waybill&host=" + folder}
	defer func() {
		if err != nil {
			c.stop()
		}
	}()
	if err := giveAway(folder); err != nil {
		return nil, err
	}
	data := filepath.Join(folder, "data")
	initdb := command(filepath.Join(binaries, "initdb"), "--pgdata", data, "--username", "waybill", "--auth", "trust",
		"--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions")
	if output, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, output)
	}
	c.server = command(filepath.Join(binaries, "postgres"), "-D", data, "-k", folder, "-c", "listen_addresses=",
		"-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300", "-c", "shared_buffers=64MB")
	if err := c.server.Start(); err != nil {
		return nil, err
	}
	return c, c.wait()
}

func (c *cluster) wait() error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, fmt.Sprintf(c.base, "postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// stop ends the server, by the signal of a fast shutdown, and removes its files.
func (c *cluster) stop() {
	if c.server != nil && c.server.Process != nil {
		_ = c.server.Process.Signal(syscall.SIGINT)
		_ = c.server.Wait()
	}
	_ = os.RemoveAll(c.folder)
}
