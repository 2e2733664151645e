package main

import (
	"bytes"
	"io"
	"log/slog"
	"os"

	"github.com/mattn/go-isatty"
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
	queue  *logQueue    // of the lines that are not written yet; nil for none
}

func (l logging) open(to io.Writer) logs {
	text := l.LogFormat == "text" || l.LogFormat == "auto" && isTerminal(to)
	queue := newLogQueue(to, func(lines int64) []byte { return l.droppedLine(lines, text) })
	opened := logs{Logger: slog.New(l.handler(queue, text)), queue: queue}
	if l.AccessLog {
		opened.access = l.handler(lazily{queue}, text)
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

// droppedLine is the line of the log that says how many others are missing.
func (l logging) droppedLine(lines int64, text bool) []byte {
	var line bytes.Buffer
	slog.New(l.handler(&line, text)).Error("lines of the log were dropped: nobody read them", "lines", lines)
	return line.Bytes()
}

func isTerminal(to io.Writer) bool {
	file, ok := to.(*os.File)
	return ok && isatty.IsTerminal(file.Fd()) // /dev/null is a character device, too
}
