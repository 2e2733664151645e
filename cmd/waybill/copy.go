package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"waybill/internal/sqldb"
	"waybill/internal/transfer"
)

type copyAll struct {
	From string `required:"" placeholder:"DATABASE" help:"The source: a file, or an address such as postgres://user@host/name."`
	To   string `required:"" placeholder:"DATABASE" help:"The target: an empty database, a file that does not exist yet, or an unfinished copy of the source."`
}

// Help returns the long help of the command.
func (copyAll) Help() string {
	return `Copies organizations, keys and all records, with their ids, times and versions, from SQLite to PostgreSQL or back, and proves at the end that both databases hold the same rows. Stop the server of the source first: a concurrent change is noticed only at the end, when the proof fails.

After an interruption, run the same command again to continue. No server starts on the target before the copy is proved.`
}

// Run copies the database and prints the proof. A signal to stop interrupts it.
func (c copyAll) Run(ctx context.Context, t terminal) (err error) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)

	collectLessOften()
	from, err := sqldb.Open(ctx, c.From, sqldb.Options{MustExist: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	proof, err := copyInto(ctx, t, from, c.To, sqldb.Options{Unfinished: true, Migrate: true}, sqldb.Ending{})
	if err != nil {
		return err
	}
	return c.report(t, proof)
}

// copyInto copies a database to another, shows the progress, and returns the proof. The same
// call again continues one that was interrupted.
func copyInto(ctx context.Context, t terminal, from *sqldb.DB, to string, options sqldb.Options, ending sqldb.Ending) (proof transfer.Proof, err error) {
	target, err := sqldb.Open(ctx, to, options)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	proof, err = transfer.Copy(ctx, from, target, ending, newProgressLines(t.err).show)
	if err != nil && ctx.Err() != nil {
		return nil, errors.New("interrupted; run the same command again to continue")
	}
	return proof, err
}

// differencesShown bounds the organizations that are listed for a table.
const differencesShown = 20

// report prints the proof. It fails when the databases differ.
func (c copyAll) report(t terminal, proof transfer.Proof) error {
	rows := [][]string{{"TABLE", "ORGANIZATIONS", "ROWS", "SHA-256", "TARGET"}}
	for _, compared := range proof {
		verdict := "the same"
		if len(compared.Differences) > 0 {
			verdict = fmt.Sprintf("organizations that differ: %d", len(compared.Differences))
		}
		rows = append(rows, []string{compared.Table, organizationsText(compared),
			strconv.FormatInt(compared.Source.Rows, 10), digest(compared.Source), verdict})
	}
	if err := t.table(rows); err != nil {
		return err
	}
	if proof.Same() {
		return nil
	}
	if err := t.table(differences(proof)); err != nil {
		return err
	}
	return errors.New("the target differs from the source: " +
		"if the source was changed meanwhile, stop its server and copy to an empty target")
}

func organizationsText(c transfer.Compared) string {
	if c.Shared {
		return "shared"
	}
	return strconv.Itoa(c.Organizations)
}

func differences(proof transfer.Proof) [][]string {
	rows := [][]string{{"TABLE", "ORGANIZATION", "SOURCE ROWS", "SHA-256", "TARGET ROWS", "SHA-256"}}
	for _, compared := range proof {
		for _, d := range compared.Differences[:min(len(compared.Differences), differencesShown)] {
			rows = append(rows, []string{compared.Table, strconv.FormatInt(d.Organization, 10),
				strconv.FormatInt(d.Source.Rows, 10), digest(d.Source), strconv.FormatInt(d.Target.Rows, 10), digest(d.Target)})
		}
	}
	return rows
}

// digest returns the first digits of a digest.
func digest(s transfer.Sum) string { return fmt.Sprintf("%x", s.Digest[:8]) }

// progressLines shows progress as a line a second. On a terminal each line replaces
// the previous line.
type progressLines struct {
	to       io.Writer
	terminal bool
	begun    transfer.Progress // the first progress of the current activity
	at       time.Time         // the beginning of the current activity
	shown    time.Time         // the time of the last line
}

func newProgressLines(to io.Writer) *progressLines {
	return &progressLines{to: to, terminal: isTerminal(to)}
}

func (l *progressLines) show(p transfer.Progress) {
	now := time.Now()
	if p.Doing != l.begun.Doing || p.What != l.begun.What {
		l.begun, l.at = p, now
	}
	ends := p.Done == p.Total
	if !ends && now.Sub(l.shown) < time.Second {
		return
	}
	l.shown = now
	line := l.line(p, now.Sub(l.at).Seconds())
	if !l.terminal {
		_, _ = fmt.Fprintln(l.to, line)
		return
	}
	end := ""
	if ends {
		end = "\n"
	}
	_, _ = fmt.Fprint(l.to, "\r\x1b[K"+line+end)
}

func (l *progressLines) line(p transfer.Progress, seconds float64) string {
	line := p.Doing + " " + p.What
	if p.Total > 0 {
		line += fmt.Sprintf(": %d of %d rows", p.Done, p.Total)
	}
	if seconds >= 1 && p.Done > l.begun.Done {
		line += fmt.Sprintf(", %.0f rows/s", float64(p.Done-l.begun.Done)/seconds)
	}
	return line
}
