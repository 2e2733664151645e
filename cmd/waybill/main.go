// Command waybill is the API server of a transportation management system, with the
// commands that manage its organizations, keys and databases.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/alecthomas/kong"

	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// commands are the commands of the program.
type commands struct {
	Serve         serve         `cmd:"" help:"Serve the API."`
	Health        health        `cmd:"" help:"Ask whether the server of these settings is ready, as a health check does."`
	Organizations organizations `cmd:"" help:"Manage organizations. An organization sees its own records only."`
	Keys          keys          `cmd:"" help:"Manage API keys. Running servers apply changes within a second."`
	Webhooks      webhooks      `cmd:"" help:"Manage the endpoints that events are sent to."`
	Changes       changes       `cmd:"" help:"List, confirm and refuse changes of contacts that are held."`
	Mail          mails         `cmd:"" help:"Try the settings of e-mails."`
	Forget        forget        `cmd:"" help:"Erase a record, and what its events say of it."`
	Import        importing     `cmd:"" help:"Import records from a CSV, NDJSON or XLSX file, also while a server runs."`
	Export        exporting     `cmd:"" help:"Export all records to a CSV or NDJSON file, also while a server runs."`
	Doctor        examine       `cmd:"" help:"Look for what is wrong with an installation, and change nothing."`
	Backup        backUp        `cmd:"" help:"Back up the database, also while a server uses it."`
	Backups       backupsList   `cmd:"" help:"List the verified backups of a folder and of a bucket."`
	Restore       restore       `cmd:"" help:"Replace an SQLite database by a backup, and keep the old files; or restore the backup into an empty PostgreSQL database."`
	Migrate       migrate       `cmd:"" help:"Migrate the tables to the current version, as the start of a server does."`
	Copy          copyAll       `cmd:"" help:"Copy a database to another, of the same engine or another."`
	Follow        follow        `cmd:"" help:"Keep a replica of an organization of another server, which is reached by HTTP."`
	Geocode       geocode       `cmd:"" help:"Manage the postal codes that locations get their coordinates from."`
	Demo          demonstrate   `cmd:"" help:"Create an organization with fictitious records to look at."`
	Version       printVersion  `cmd:"" help:"Print the version of this program."`
	Help          help          `cmd:"" help:"Show the help of a command, as in waybill help keys create."`
	Completion    completion    `cmd:"" help:"Print a completion script for a shell."`
	Complete      complete      `cmd:"" hidden:"" help:"Print the completions of a word."`

	ShowVersion versionFlag `name:"version" help:"Print the version of this program."`
}

// terminal is the standard input, output and error of a command.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

func main() {
	os.Exit(run(os.Args[1:], terminal{os.Stdin, os.Stdout, os.Stderr}))
}

// run runs a command line and returns the exit status: 0, 2 for a command line with
// a mistake, or 1 for a command that failed. A failure writes one line to standard
// error.
func run(args []string, t terminal) int {
	exited := -1 // the status of a flag that ends the program, such as --help
	parser, err := newParser(t, func(status int) { exited = status })
	if err != nil {
		return t.fail(args, err, 1)
	}
	command, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if group, ok := commandGroup(err); ok {
		return t.fail(args, group.PrintUsage(false), 1)
	}
	if err != nil {
		return t.fail(args, withHelp(err), 2)
	}
	for _, warning := range unknownVariables(parser.Model, os.Environ()) {
		_, _ = fmt.Fprintln(t.err, "waybill: "+warning)
	}
	return t.fail(args, command.Run(), 1)
}

func newParser(t terminal, exit func(status int)) (*kong.Kong, error) {
	return kong.New(&commands{}, append(settingTypes(),
		kong.Name("waybill"),
		kong.Description("A transportation management system's API server, compatible with the Mentium TMS API v2."),
		kong.Writers(t.out, t.err),
		kong.Exit(exit),
		kong.BindTo(tenant.ByUser(context.Background(), systemUser()), (*context.Context)(nil)),
		kong.Bind(t),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
	)...)
}

// systemUser returns the name of the user who runs the program, for the events of what the
// program changes.
func systemUser() string {
	if current, err := user.Current(); err == nil && current.Username != "" {
		return current.Username
	}
	return "uid " + strconv.Itoa(os.Getuid())
}

// commandGroup reports whether parsing failed only because a subcommand is missing,
// and returns the parsed part.
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

// withHelp adds the command with the help to an error of a command line without a word that
// is needed, or with a word too many.
func withHelp(err error) error {
	failed, ok := errors.AsType[*kong.ParseError](err)
	if !ok || !strings.HasPrefix(err.Error(), "expected ") && !strings.HasPrefix(err.Error(), "unexpected argument ") {
		return err
	}
	words := []string{"waybill", "help"}
	for _, part := range failed.Context.Path {
		if part.Command != nil {
			words = append(words, part.Command.Name)
		}
	}
	return fmt.Errorf("%w\nsee %s", err, strings.Join(words, " "))
}

// fail writes an error as one line and returns the exit status: 0 for no error.
func (t terminal) fail(args []string, err error, status int) int {
	if err == nil {
		return 0
	}
	text := inOneLine(conceal(err.Error(), args))
	text = strings.ReplaceAll(text, "(from envar ", "(from the variable ")
	written := make(chan struct{})
	go func() {
		_, _ = fmt.Fprintln(t.err, "waybill: "+text)
		close(written)
	}()
	select {
	case <-written:
	case <-time.After(flushTimeout): // nobody reads standard error
	}
	return status
}

// counted returns a count with its noun, in the singular for 1.
func counted[N int | int64](count N, noun string) string {
	if count == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", count, noun)
}

// inOneLine joins the lines of a text, each once.
func inOneLine(text string) string {
	var joined string
	seen := map[string]bool{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || seen[line] {
			continue
		}
		seen[line] = true
		switch {
		case joined == "":
		case strings.HasSuffix(joined, ":") || strings.HasSuffix(joined, "?"):
			joined += " "
		default:
			joined += "; "
		}
		joined += line
	}
	return joined
}

// table prints rows with aligned columns.
func (t terminal) table(rows [][]string) error {
	table := tabwriter.NewWriter(t.out, 0, 0, 3, ' ', 0)
	for _, row := range rows {
		_, _ = fmt.Fprintln(table, strings.Join(row, "\t")) // Flush returns the error
	}
	return table.Flush()
}

// timeText returns "-" for the zero time.
func timeText(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Format(time.RFC3339)
}

// storage is the setting of every command that needs a database.
type storage struct {
	Database string `default:"waybill.db" env:"WAYBILL_DATABASE" placeholder:"DATABASE" help:"The SQLite file, or the postgres:// address, of the database. (default: ${default})"`
}

// with opens the database, calls do, and closes the database.
func (s storage) with(ctx context.Context, options sqldb.Options, do func(*sqldb.DB) error) (err error) {
	db, err := sqldb.Open(ctx, s.Database, options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return do(db)
}
