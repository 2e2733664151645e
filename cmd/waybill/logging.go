package main

import (
	"io"
	"log/slog"
	"os"
	"sync"
	"time"
)

// logging is how the log is written. It always goes to standard error.
type logging struct {
	LogLevel  slog.Level `default:"info" env:"WAYBILL_LOG_LEVEL" placeholder:"LEVEL" help:"debug, info, warn or error. (default: ${default})"`
	LogFormat string     `default:"auto" enum:"auto,text,json" env:"WAYBILL_LOG_FORMAT" placeholder:"FORMAT" help:"text, json, or auto: text on a terminal, otherwise JSON. (default: ${default})"`
	AccessLog bool       `default:"true" negatable:"" env:"WAYBILL_ACCESS_LOG" help:"Log a line for every request, at the level info. (default: ${default})"`
}

// logs are where a server logs to.
type logs struct {
	*slog.Logger
	access slog.Handler // of the lines of requests; nil for none
	flush  func()       // writes what has not been written yet
}

func (l logging) open(to io.Writer) logs {
	text := l.LogFormat == "text" || l.LogFormat == "auto" && isTerminal(to)
	gathered := &gatherer{to: to}
	opened := logs{Logger: slog.New(l.handler(gathered, text)), flush: gathered.flush}
	if l.AccessLog {
		opened.access = l.handler(lazily{gathered}, text)
	}
	return opened
}

func (l logging) handler(to io.Writer, text bool) slog.Handler {
	options := &slog.HandlerOptions{Level: l.LogLevel}
	if text {
		return slog.NewTextHandler(to, options)
	}
	return slog.NewJSONHandler(to, options)
}

func isTerminal(to io.Writer) bool {
	file, ok := to.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

const (
	gatheredBytes = 64 << 10
	gatheredTime  = 100 * time.Millisecond
)

// gatherer is an io.Writer of lines, some of which may wait for others: a system
// call for each request would cost more than the line. Those of the access log
// wait, and a crash loses them. Any other is written at once, behind those that
// wait.
type gatherer struct {
	to      io.Writer
	mu      sync.Mutex
	waiting []byte
}

// Write writes a line at once.
func (g *gatherer) Write(line []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.waiting = append(g.waiting, line...)
	return len(line), g.write()
}

func (g *gatherer) write() error {
	if len(g.waiting) == 0 {
		return nil
	}
	_, err := g.to.Write(g.waiting)
	g.waiting = g.waiting[:0]
	return err
}

// flush writes what waits.
func (g *gatherer) flush() {
	g.mu.Lock()
	defer g.mu.Unlock()
	_ = g.write() // there is nowhere to say that it failed
}

// lazily is a gatherer whose lines wait.
type lazily struct{ *gatherer }

// Write implements io.Writer.
func (l lazily) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waiting) == 0 {
		time.AfterFunc(gatheredTime, l.flush)
	}
	l.waiting = append(l.waiting, line...)
	if len(l.waiting) < gatheredBytes {
		return len(line), nil
	}
	return len(line), l.write()
}
