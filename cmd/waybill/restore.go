package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"waybill/internal/sqldb"
	"waybill/internal/tenant"
	"waybill/internal/transfer"
)

type restore struct {
	storage
	backupStorage
	File string `arg:"" help:"The backup, which is not changed: a file, or s3://BUCKET/PREFIX/NAME."`
}

// Help returns the long help of the command.
func (restore) Help() string {
	return `Replaces an SQLite database by a backup. Stop the server first. The backup is checked, and the old database is kept beside it under another name, with its -wal, so nothing is lost. After an interruption, run the same command again to finish.

A PostgreSQL database is not replaced: the backup is restored into an empty one, with the same checks, and proved to be the same. It takes free disk for a copy of the backup in the folder of temporary files (TMPDIR). After an interruption, run the same command again to continue. No server starts on the database before it is whole.

A backup of a bucket is read into the folder of temporary files first, and compared with its SHA-256; waybill backups lists what is there.

Each organization then has an event that says that it was restored (organization.restored).`
}

// Run restores the backup. A signal to stop interrupts a restore into PostgreSQL.
func (c restore) Run(ctx context.Context, t terminal) error {
	if isInBucket(c.File) {
		return c.fromBucket(ctx, t)
	}
	return c.from(ctx, t, c.File)
}

// fromBucket restores a backup of a bucket. A signal to stop ends the reading of it.
func (c restore) fromBucket(ctx context.Context, t terminal) error {
	reading, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	return c.fetched(reading, c.File, func(file string) error {
		stop()
		return c.from(ctx, t, file)
	})
}

// from restores a backup that is a file.
func (c restore) from(ctx context.Context, t terminal, file string) error {
	if sqldb.IsPostgres(c.Database) {
		return c.intoServer(ctx, t, file)
	}
	done, err := sqldb.Restore(ctx, c.Database, file, tenant.Restored(ctx))
	if err != nil {
		return err
	}
	verb := "restored"
	if done.Finished {
		verb = "finished restoring"
	}
	report := c.report(verb)
	if len(done.Kept) > 0 {
		report += "kept the old files: " + strings.Join(done.Kept, ", ") + "\n"
	}
	_, err = fmt.Fprint(t.out, report)
	return err
}

func (c restore) report(verb string) string {
	return fmt.Sprintf("%s %s from %s\n", verb, sqldb.Redacted(c.Database), c.File)
}

// intoServer restores the backup into a PostgreSQL database.
func (c restore) intoServer(ctx context.Context, t terminal, backup string) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)

	collectLessOften()
	return sqldb.WithBackup(ctx, backup, func(file string) error { return c.copyFrom(ctx, t, file) })
}

// copyFrom copies a backup, which it brings up to date, to the database.
func (c restore) copyFrom(ctx context.Context, t terminal, file string) (err error) {
	from, err := sqldb.Open(ctx, file, sqldb.Options{MustExist: true, Migrate: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	proof, err := copyInto(ctx, t, from, c.Database, sqldb.Options{Unfinished: true}, tenant.Restored(ctx))
	switch {
	case err != nil:
		return c.explain(err)
	case !proof.Same():
		return errors.Join(t.table(differences(proof)),
			errors.New("the database differs from the backup: was an interrupted restore of another backup continued? Restore into an empty database"))
	}
	_, err = fmt.Fprint(t.out, c.report("restored"))
	return err
}

// explain says what to do when the database has data, whose tables may be older.
func (c restore) explain(err error) error {
	taken := func(reason error) bool { return errors.Is(err, reason) }
	if !slices.ContainsFunc([]error{transfer.ErrSame, transfer.ErrNotEmpty, transfer.ErrOther, sqldb.ErrOlder}, taken) {
		return err
	}
	return fmt.Errorf("%s has data, and is not replaced; nothing was changed. Create an empty database beside it, "+
		"restore into that, and give its address to the servers (%w)", sqldb.Redacted(c.Database), err)
}
