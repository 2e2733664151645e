package transfer

import (
	"context"
	"errors"
	"fmt"

	"waybill/internal/sqldb"
)

// ErrDiffers says that a backup does not hold the rows of its database.
var ErrDiffers = errors.New("the backup differs from the database")

// Backup copies a database of either engine, as it is at one moment, to an SQLite file.
// Reads and writes continue meanwhile; the WAL of an SQLite database grows until Backup
// returns. The file gets its name once it is proved:
//
//	snapshot ──▶ copy the rows ──▶ close, open again ──▶ compare with the snapshot ──▶ check the file ──▶ rename
//
// Every table has the same rows, by number and SHA-256 for each organization, and SQLite
// finds no damage in the file. If the file exists, Backup replaces it as a whole, or fails
// with fs.ErrExist unless replace is set. A failure leaves no file. Backup calls report,
// never concurrently, after every few thousand rows.
func Backup(ctx context.Context, from *sqldb.DB, file string, replace bool, report func(Progress)) (err error) {
	made, err := sqldb.NewBackupFile(file, replace)
	if err != nil {
		return err
	}
	defer made.Remove()
	view, err := from.View(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, view.Close(ctx)) }()
	tables, err := fillBackup(ctx, from, view, made.Name(), report)
	if err != nil {
		return fmt.Errorf("make a backup: %w", err)
	}
	if err := verify(ctx, tables, view, made.Name(), report); err != nil {
		return fmt.Errorf("verify the backup: %w", err)
	}
	return made.Keep(ctx)
}

// fillBackup copies the rows of a snapshot to a new file.
func fillBackup(ctx context.Context, from *sqldb.DB, view *sqldb.Snapshot, file string, report func(Progress)) (tables []table, err error) {
	to, err := sqldb.Open(ctx, file, sqldb.Options{Unfinished: true, Migrate: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	if tables, err = commonTables(ctx, from, to); err != nil {
		return nil, err
	}
	if err := to.BeginCopy(ctx); err != nil {
		return nil, err
	}
	c := &copier{from: view, to: to, report: report}
	if err := c.fill(ctx, tables); err != nil {
		return nil, err
	}
	return tables, to.EndCopy(ctx, sqldb.Ending{})
}

// verify opens a file as a server would, and compares it with the snapshot that it is a
// copy of.
func verify(ctx context.Context, tables []table, view *sqldb.Snapshot, file string, report func(Progress)) (err error) {
	copied, err := sqldb.Open(ctx, file, sqldb.Options{MustExist: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, copied.Close()) }()
	c := &copier{from: view, to: copied, report: report}
	proof, err := c.prove(ctx, tables, view, copied)
	if err != nil {
		return err
	}
	for _, compared := range proof {
		if len(compared.Differences) > 0 {
			return fmt.Errorf("%w: in the table %s", ErrDiffers, compared.Table)
		}
	}
	return nil
}
