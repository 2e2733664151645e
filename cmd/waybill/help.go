package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// help shows the same text as --help.
type help struct {
	Command []string `arg:"" optional:"" help:"The command. Without a command, all commands are listed."`
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

// versionFlag is --version, which is the same as the command version.
type versionFlag bool

// BeforeReset prints the version and exits. kong calls it before it looks for a
// command.
func (versionFlag) BeforeReset(parsed *kong.Kong, t terminal) error {
	if err := (printVersion{}).Run(t); err != nil {
		return err
	}
	parsed.Exit(0)
	return nil
}
