package main

import (
	"context"
	"fmt"

	"waybill/internal/sqldb"
)

type backup struct {
	storage
	File string `arg:"" help:"Where to; it may not exist yet."`
}

// Run implements the command.
func (c backup) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		if err := db.Backup(ctx, c.File); err != nil {
			return err
		}
		_, err := fmt.Fprintf(t.out, "backed up to %s\n", c.File)
		return err
	})
}
