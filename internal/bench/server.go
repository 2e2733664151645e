package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"time"
)

// command is how every child process is made.
func command(ctx context.Context, program string, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, program, args...) //nolint:gosec // whoever runs this chooses what is run
}

// build makes the binary as it is released, and gives its size.
func build(ctx context.Context, to string) (size int64, err error) {
	cmd := command(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", to, "waybill/cmd/waybill")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := cmd.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("building the program: %w\n%s", err, output)
	}
	info, err := os.Stat(to)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// server is a child process that answers HTTP on a free port.
type server struct {
	cmd    *exec.Cmd
	url    string
	key    string
	client *http.Client
	log    bytes.Buffer // valid once the process has ended
}

var (
	urlPattern = regexp.MustCompile(`http://[0-9.:]+`)
	keyPattern = regexp.MustCompile(`mtm_[0-9a-f]{64}`)
)

// startNew starts the program under test on a database that does not exist yet,
// and reads the key that it makes.
func (b *bench) startNew(ctx context.Context, database string) (*server, error) {
	s, found, err := launch(ctx, b.serveCommand(ctx, database), urlPattern, keyPattern)
	if err != nil {
		return nil, err
	}
	s.url, s.key = found[0], found[1]
	return s.awaitReady(ctx)
}

// start starts the program under test on a database that exists.
func (b *bench) start(ctx context.Context, database string) (*server, error) {
	s, found, err := launch(ctx, b.serveCommand(ctx, database), urlPattern)
	if err != nil {
		return nil, err
	}
	s.url, s.key = found[0], b.key
	return s.awaitReady(ctx)
}

// serveCommand logs only what should not happen: then the log must stay empty.
func (b *bench) serveCommand(ctx context.Context, database string) *exec.Cmd {
	return command(ctx, b.program, "serve",
		"--address", "127.0.0.1:0", "--database", database, "--log-level", "warn",
		"--per-minute", "0", "--per-day", "0")
}

// launch starts a command and reads its output until every pattern was found,
// in their order.
func launch(ctx context.Context, cmd *exec.Cmd, wanted ...*regexp.Regexp) (*server, []string, error) {
	s := &server{cmd: cmd, client: &http.Client{
		Timeout:   10 * time.Second,
		Transport: &http.Transport{MaxIdleConnsPerHost: many},
	}}
	cmd.Stderr = &s.log
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 30 * time.Second // then it is killed
	output, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	var found []string
	lines := bufio.NewScanner(output)
	for len(found) < len(wanted) && lines.Scan() {
		if match := wanted[len(found)].FindString(lines.Text()); match != "" {
			found = append(found, match)
		}
	}
	if len(found) < len(wanted) {
		return nil, nil, errors.Join(fmt.Errorf("%s did not say where it is", cmd.Path), ctx.Err(), s.stop())
	}
	// A process whose output nobody reads would come to a halt.
	go func() { _, _ = io.Copy(io.Discard, output) }()
	return s, found, nil
}

func (s *server) pid() int { return s.cmd.Process.Pid }

// awaitReady gives the server once it is ready, and stops one that does not come
// to it.
func (s *server) awaitReady(ctx context.Context) (*server, error) {
	waiting, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		answer, err := s.do(waiting, http.MethodGet, "/readyz", "")
		if err == nil && answer.status == http.StatusOK {
			return s, nil
		}
		select {
		case <-waiting.Done():
			return nil, errors.Join(fmt.Errorf("waiting until the server is ready: %w", waiting.Err()), s.stop())
		case <-time.After(time.Millisecond):
		}
	}
}

// stop ends the process, and fails when it did not end well or had something to
// complain about.
func (s *server) stop() error {
	s.client.CloseIdleConnections()
	_ = s.cmd.Process.Signal(os.Interrupt) // an error means that it has ended already
	if err := s.cmd.Wait(); err != nil {
		return fmt.Errorf("%s ended badly: %w\n%s", s.cmd.Path, err, &s.log)
	}
	if s.log.Len() > 0 {
		return fmt.Errorf("%s logged:\n%s", s.cmd.Path, &s.log)
	}
	return nil
}

// bareMode is the first argument that makes this program the bare handler; the
// second is its answer.
const bareMode = "serve-bare"

// startBare starts the handler to compare with.
func (b *bench) startBare(ctx context.Context) (*server, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	s, found, err := launch(ctx, command(ctx, self, bareMode, b.answer), urlPattern)
	if err != nil {
		return nil, err
	}
	s.url = found[0]
	if err := s.checkBare(ctx, b.answer); err != nil {
		return nil, errors.Join(err, s.stop())
	}
	return s, nil
}

// serveBare answers every request with a 201 once its body has been read, until
// ctx ends: the least that an HTTP server written in Go has to do.
func serveBare(ctx context.Context, answer string) error {
	body := []byte(answer)
	bare := &http.Server{
		ReadHeaderTimeout: 10 * time.Second,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusCreated)
			_, _ = w.Write(body)
		}),
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Printf("http://%s\n", listener.Addr())
	context.AfterFunc(ctx, func() { _ = bare.Close() })
	if err := bare.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
