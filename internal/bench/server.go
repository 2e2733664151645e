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
	log    string // a file
}

var urlPattern = regexp.MustCompile(`http://[0-9.:]+`)

// abilities are what the program has settings for.
type abilities struct{ limits, accessLog, admin, slow, keptAnswers bool }

func askAbilities(ctx context.Context, program string) (abilities, error) {
	help, err := command(ctx, program, "serve", "--help").Output()
	if err != nil {
		return abilities{}, fmt.Errorf("asking for the settings: %w", err)
	}
	has := func(setting string) bool { return bytes.Contains(help, []byte(setting)) }
	return abilities{has("--per-minute"), has("access-log"), has("--admin-address"), has("--slow-statement"), has("--kept-answers")}, nil
}

// manner is how the program serves.
type manner int

const (
	// plainly is without what watches requests.
	plainly manner = iota
	// watched is with limits that nobody reaches, an access log and metrics.
	watched
)

func (a abilities) any() bool { return a.limits || a.accessLog || a.admin }

// settings are for a manner, as far as the program has them.
func (a abilities) settings(m manner) (args []string) {
	limit, log, slow := "0", "--no-access-log", "0"
	if m == watched {
		limit, log, slow = "1000000000", "--access-log", "1m"
	}
	if a.limits {
		args = append(args, "--per-minute", limit, "--per-day", limit)
	}
	if a.keptAnswers {
		args = append(args, "--kept-answers", "0")
	}
	if a.accessLog {
		args = append(args, log)
	}
	if a.slow {
		args = append(args, "--slow-statement", slow)
	}
	if a.admin && m == watched {
		args = append(args, "--admin-address", "127.0.0.1:0")
	}
	return args
}

// start starts the program under test. Plainly it logs only what should not
// happen.
func (b *bench) start(ctx context.Context, database string, m manner) (*server, error) {
	args := append([]string{"serve", "--address", "127.0.0.1:0", "--database", b.engine.address(database)}, b.can.settings(m)...)
	if m == plainly {
		args = append(args, "--log-level", "warn")
	}
	s, err := launch(ctx, command(ctx, b.program, args...), b.folder)
	if err != nil {
		return nil, err
	}
	s.key = mainKey
	return s.awaitReady(ctx)
}

// launch starts a command that says where it is, and has it log into a file of a
// folder.
func launch(ctx context.Context, cmd *exec.Cmd, folder string) (*server, error) {
	log, err := os.CreateTemp(folder, "log-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }() // it is the child's from then on
	s := &server{cmd: cmd, log: log.Name(), client: &http.Client{
		Timeout:   time.Minute,
		Transport: &http.Transport{MaxIdleConnsPerHost: many},
	}}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 30 * time.Second // then it is killed
	cmd.Stderr = log
	output, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	for lines := bufio.NewScanner(output); s.url == "" && lines.Scan(); {
		s.url = urlPattern.FindString(lines.Text())
	}
	if s.url == "" {
		return nil, errors.Join(fmt.Errorf("%s did not say where it is", cmd.Path), ctx.Err(), s.stop())
	}
	// A process whose output nobody reads would come to a halt.
	go func() { _, _ = io.Copy(io.Discard, output) }()
	return s, nil
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
	ended := s.cmd.Wait()
	log, err := os.ReadFile(s.log)
	if err := errors.Join(err, os.Remove(s.log)); err != nil {
		return err
	}
	complaints := complaintPattern.FindAll(log, 10)
	if ended != nil {
		return fmt.Errorf("%s ended badly: %w\n%s", s.cmd.Path, ended, bytes.Join(complaints, nil))
	}
	if len(complaints) > 0 {
		return fmt.Errorf("%s logged:\n%s", s.cmd.Path, bytes.Join(complaints, nil))
	}
	return nil
}

// complaintPattern finds lines of a log that are not about what should happen.
var complaintPattern = regexp.MustCompile(`(?m)^(?:.*"level":"(?:WARN|ERROR)".*|[^{].*)\n`)

// bareMode is the first argument that makes this program the bare handler; the
// second is its answer.
const bareMode = "serve-bare"

// startBare starts the handler to compare with, which gives an answer.
func (b *bench) startBare(ctx context.Context, answer string) (*server, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	s, err := launch(ctx, command(ctx, self, bareMode, answer), b.folder)
	if err != nil {
		return nil, err
	}
	if err := s.checkBare(ctx, answer); err != nil {
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
