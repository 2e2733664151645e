package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// help shows what --help shows.
type help struct {
	Command []string `arg:"" optional:"" help:"The command; all commands without one."`
}

// Run prints the help of a command, or fails when there is no such command.
func (c help) Run(parsed *kong.Context) error {
	command, err := kong.Trace(parsed.Kong, c.Command)
	if err == nil {
		err = command.Error
	}
	if err != nil {
		return fmt.Errorf("there is no command %q: %w", strings.Join(c.Command, " "), err)
	}
	return command.PrintUsage(false)
}

// versionFlag is --version, which does what the command version does.
type versionFlag bool

// BeforeReset implements kong's hook: it runs before kong looks for a command.
func (versionFlag) BeforeReset(parsed *kong.Kong, t terminal) error {
	if err := (printVersion{}).Run(t); err != nil {
		return err
	}
	parsed.Exit(0)
	return nil
}
