// Command waybill is a transportation management system's API server, with the
// commands that look after its organizations and keys.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/alecthomas/kong"

	"waybill/internal/sqldb"
)

// commands are what the program can be told to do.
type commands struct {
	Serve         serve         `cmd:"" help:"Serve the API."`
	Organizations organizations `cmd:"" help:"Look after organizations: each sees its own records only."`
	Keys          keys          `cmd:"" help:"Look after API keys. What changes holds at a running server within a second."`
	Backup        backup        `cmd:"" help:"Copy the database, also while a server runs on it."`
	Restore       restore       `cmd:"" help:"Put a backup in the place of the database, and keep what was there."`
	Migrate       migrate       `cmd:"" help:"Bring the tables up to date, as the start of a server does."`
	Copy          copyAll       `cmd:"" help:"Copy all that is in one database to another, of the same engine or another."`
	Version       printVersion  `cmd:"" help:"Print the version of this program."`
	Help          help          `cmd:"" help:"Show the help of a command, as in waybill help keys create."`
	Completion    completion    `cmd:"" help:"Print a script that completes commands and flags in a shell."`
	Complete      complete      `cmd:"" hidden:"" help:"Print what a word of a command line may become."`

	ShowVersion versionFlag `name:"version" help:"Print the version of this program."`
}

// terminal is where a command reads and writes.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

func main() {
	os.Exit(run(os.Args[1:], terminal{os.Stdin, os.Stdout, os.Stderr}))
}

// run runs a command line and returns the exit status: 0, or 2 for a command
// line that cannot be understood, or 1 for a command that failed. A failure is
// one line on standard error.
func run(args []string, t terminal) int {
	exited := -1 // the status of a flag that ends the program, such as --help
	parser, err := newParser(t, func(status int) { exited = status })
	if err != nil {
		return t.complain(args, err, 1)
	}
	command, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if group, ok := commandGroup(err); ok {
		return t.complain(args, group.PrintUsage(false), 1)
	}
	if err != nil {
		return t.complain(args, err, 2)
	}
	for _, warning := range unknownVariables(parser.Model, os.Environ()) {
		_, _ = fmt.Fprintln(t.err, "waybill: "+warning)
	}
	return t.complain(args, command.Run(), 1)
}

func newParser(t terminal, exit func(status int)) (*kong.Kong, error) {
	return kong.New(&commands{}, append(settingTypes(),
		kong.Name("waybill"),
		kong.Description("A transportation management system's API server, compatible with the Mentium TMS API v2."),
		kong.Writers(t.out, t.err),
		kong.Exit(exit),
		kong.BindTo(context.Background(), (*context.Context)(nil)),
		kong.Bind(t),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
	)...)
}

// commandGroup reports whether parsing failed only because the command line ends
// where a subcommand should follow, and returns what was parsed.
func commandGroup(err error) (*kong.Context, bool) {
	failed, ok := errors.AsType[*kong.ParseError](err)
	if !ok || failed.Context.Error != nil {
		return nil, false
	}
	node := failed.Context.Selected()
	if node == nil {
		node = failed.Context.Model.Node
	}
	return failed.Context, !node.Leaf()
}

// complain writes an error as one line and returns the exit status; 0 for no
// error.
func (t terminal) complain(args []string, err error, status int) int {
	if err == nil {
		return 0
	}
	text := strings.ReplaceAll(conceal(err.Error(), args), "\n", "; ")
	text = strings.ReplaceAll(text, "(from envar ", "(from the variable ")
	said := make(chan struct{})
	go func() {
		_, _ = fmt.Fprintln(t.err, "waybill: "+text)
		close(said)
	}()
	select {
	case <-said:
	case <-time.After(flushPatience): // nobody reads it
	}
	return status
}

// table prints rows with their columns one under another.
func (t terminal) table(rows [][]string) error {
	table := tabwriter.NewWriter(t.out, 0, 0, 3, ' ', 0)
	for _, row := range rows {
		_, _ = fmt.Fprintln(table, strings.Join(row, "\t")) // Flush tells of failures
	}
	return table.Flush()
}

func moment(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Format(time.RFC3339)
}

// storage is the setting of every command that needs a database.
type storage struct {
	Database string `default:"waybill.db" env:"WAYBILL_DATABASE" placeholder:"DATABASE" help:"The SQLite file, or the postgres:// address, of the database. (default: ${default})"`
}

// with opens the database for one command.
func (s storage) with(ctx context.Context, options sqldb.Options, do func(*sqldb.DB) error) (err error) {
	db, err := sqldb.Open(ctx, s.Database, options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return do(db)
}
