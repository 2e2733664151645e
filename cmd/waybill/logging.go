package main

import (
	"io"
	"log/slog"
	"os"
)

// logging is how the log is written. It always goes to standard error.
type logging struct {
	LogLevel  slog.Level `default:"info" env:"WAYBILL_LOG_LEVEL" placeholder:"LEVEL" help:"debug, info, warn or error. (default: ${default})"`
	LogFormat string     `default:"auto" enum:"auto,text,json" env:"WAYBILL_LOG_FORMAT" placeholder:"FORMAT" help:"text, json, or auto: text on a terminal, otherwise JSON. (default: ${default})"`
}

func (l logging) open(to io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: l.LogLevel}
	if l.LogFormat == "text" || l.LogFormat == "auto" && isTerminal(to) {
		return slog.New(slog.NewTextHandler(to, options))
	}
	return slog.New(slog.NewJSONHandler(to, options))
}

func isTerminal(to io.Writer) bool {
	file, ok := to.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
