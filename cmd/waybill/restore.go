package main

import (
	"context"
	"fmt"
	"strings"

	"waybill/internal/sqldb"
)

type restore struct {
	storage
	File string `arg:"" help:"The backup, which stays as it is."`
}

// Help implements kong.HelpProvider.
func (restore) Help() string {
	return `Puts a backup in the place of an SQLite database. Stop the server first. The backup is checked, and what was there is kept beside it under another name, with its -wal, so nothing is lost. When it is interrupted, the same command finishes it.`
}

// Run implements the command.
func (c restore) Run(ctx context.Context, t terminal) error {
	done, err := sqldb.Restore(ctx, c.Database, c.File)
	if err != nil {
		return err
	}
	verb := "restored"
	if done.Finished {
		verb = "finished restoring"
	}
	said := fmt.Sprintf("%s %s from %s\n", verb, c.Database, c.File)
	if len(done.Kept) > 0 {
		said += "kept what was there: " + strings.Join(done.Kept, ", ") + "\n"
	}
	_, err = fmt.Fprint(t.out, said)
	return err
}
