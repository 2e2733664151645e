package main

import (
	"bytes"
	"io"
	"log/slog"
	"os"

	"github.com/mattn/go-isatty"
)

// logging holds the settings of the log, which is written to standard error.
type logging struct {
	LogLevel  slog.Level `default:"info" env:"WAYBILL_LOG_LEVEL" placeholder:"LEVEL" help:"The lowest level that is logged: debug, info, warn or error. (default: ${default})"`
	LogFormat string     `default:"auto" enum:"auto,text,json" env:"WAYBILL_LOG_FORMAT" placeholder:"FORMAT" help:"The format of the log: text, json, or auto, which is text on a terminal and otherwise JSON. (default: ${default})"`
	AccessLog bool       `default:"true" negatable:"" env:"WAYBILL_ACCESS_LOG" help:"Log a line for every request, at level info. (default: ${default})"`
}

// logs are the destinations of a server's log.
type logs struct {
	*slog.Logger
	access slog.Handler // the access log; nil for none
	queue  *logQueue    // the lines that are not written yet; nil for none
}

func (l logging) open(to io.Writer) logs {
	text := l.LogFormat == "text" || l.LogFormat == "auto" && isTerminal(to)
	queue := newLogQueue(to, func(lines int64) []byte { return l.droppedLine(lines, text) })
	opened := logs{Logger: slog.New(l.handler(queue, text)), queue: queue}
	if l.AccessLog {
		opened.access = l.handler(delayed{queue}, text)
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

// droppedLine returns the log line that reports how many lines were dropped.
func (l logging) droppedLine(lines int64, text bool) []byte {
	var line bytes.Buffer
	slog.New(l.handler(&line, text)).Error("log lines were dropped because nobody read them", "lines", lines)
	return line.Bytes()
}

func isTerminal(to io.Writer) bool {
	file, ok := to.(*os.File)
	return ok && isatty.IsTerminal(file.Fd()) // /dev/null is a character device, too
}
