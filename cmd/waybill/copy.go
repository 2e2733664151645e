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
	From string `required:"" placeholder:"DATABASE" help:"The source: a file, or an address as postgres://user@host/name."`
	To   string `required:"" placeholder:"DATABASE" help:"The target, which is empty, not there yet (a file), or an unfinished copy of the source."`
}

// Help implements kong.HelpProvider.
func (copyAll) Help() string {
	return `Copies organizations, keys and all records, with their ids, times and versions, either way between SQLite and PostgreSQL, and proves at the end that both hold the same. Stop the source's server first: a change meanwhile is only noticed at the end, by a proof that fails.

When it is interrupted, the same command goes on where it stopped. Until the proof is there no server serves the target.`
}

// Run implements the command.
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
	to, err := sqldb.Open(ctx, c.To, sqldb.Options{Unfinished: true, Migrate: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()

	proof, err := transfer.Copy(ctx, from, to, newProgressLines(t.err).show)
	if err != nil && ctx.Err() != nil {
		return errors.New("interrupted; the same command goes on where this one stopped")
	}
	if err != nil {
		return err
	}
	return c.report(t, proof)
}

// differencesShown is how many organizations of a table are listed at most.
const differencesShown = 20

// report prints what was compared. It fails when something differs.
func (c copyAll) report(t terminal, proof transfer.Proof) error {
	rows := [][]string{{"TABLE", "ORGANIZATIONS", "ROWS", "SHA-256", "TARGET"}}
	for _, compared := range proof {
		verdict := "the same"
		if len(compared.Differences) > 0 {
			verdict = fmt.Sprintf("organizations that differ: %d", len(compared.Differences))
		}
		rows = append(rows, []string{compared.Table, strconv.Itoa(compared.Organizations),
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
	return errors.New("the target does not hold what the source holds: " +
		"if the source was changed meanwhile, stop its server and copy to an empty target")
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

// digest shortens a digest for the eye.
func digest(s transfer.Sum) string { return fmt.Sprintf("%x", s.Digest[:8]) }

// progressLines shows progress as a line a second; on a terminal each takes the
// place of the one before.
type progressLines struct {
	to       io.Writer
	terminal bool
	begun    transfer.Progress // what is being done, as it began
	at       time.Time         // when it began
	shown    time.Time         // when a line was last written
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
