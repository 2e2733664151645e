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

// command returns the command of a child process.
func command(ctx context.Context, program string, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, program, args...)
}

// build builds the release binary and returns its size.
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

// abilities are the settings that the program has.
type abilities struct{ limits, accessLog, admin, slow, keptAnswers bool }

func askAbilities(ctx context.Context, program string) (abilities, error) {
	help, err := command(ctx, program, "serve", "--help").Output()
	if err != nil {
		return abilities{}, fmt.Errorf("asking for the settings: %w", err)
	}
	has := func(setting string) bool { return bytes.Contains(help, []byte(setting)) }
	return abilities{has("--per-minute"), has("access-log"), has("--admin-address"), has("--slow-statement"), has("--kept-answers")}, nil
}

// manner is a set of settings of the server.
type manner int

const (
	// plainly is without limits, access log and metrics.
	plainly manner = iota
	// watched is with limits that are never reached, an access log and metrics.
	watched
)

func (a abilities) any() bool { return a.limits || a.accessLog || a.admin }

// settings returns the flags of a manner, as far as the program has them.
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

// start starts the program under test. In the manner plainly it logs only failures.
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

// launch starts a command that prints its address, with its log in a file of a
// folder.
func launch(ctx context.Context, cmd *exec.Cmd, folder string) (*server, error) {
	log, err := os.CreateTemp(folder, "log-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }() // the child has its own descriptor
	s := &server{cmd: cmd, log: log.Name(), client: &http.Client{
		Timeout:   time.Minute,
		Transport: &http.Transport{MaxIdleConnsPerHost: many},
	}}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 30 * time.Second // after that the process is killed
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
	// A process would block if nobody read its output.
	go func() { _, _ = io.Copy(io.Discard, output) }()
	return s, nil
}

func (s *server) pid() int { return s.cmd.Process.Pid }

// awaitReady returns the server once it is ready. It stops a server that does not get
// ready.
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

// stop ends the process. It fails when the exit status is not 0 or when the log has a
// complaint.
func (s *server) stop() error {
	s.client.CloseIdleConnections()
	_ = s.cmd.Process.Signal(os.Interrupt) // an error means that the process has ended
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

// complaintPattern matches log lines about failures.
var complaintPattern = regexp.MustCompile(`(?m)^(?:.*"level":"(?:WARN|ERROR)".*|[^{].*)\n`)

// bareMode as the first argument turns this program into the bare handler; the second
// argument is its answer.
const bareMode = "serve-bare"

// startBare starts the bare handler with an answer.
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

// serveBare answers every request with 201 after its body, until ctx ends. This is
// the minimum of an HTTP server in Go.
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
