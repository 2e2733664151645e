package trailer

import (
	"context"
	_ "embed" // for the SQL of the tables
	"errors"
	"fmt"
	"strings"

	"waybill/internal/sqldb"
)

//go:embed sqlite.sql
var sqliteTables string

//go:embed postgres.sql
var postgresTables string

// CreateTables creates the tables of trailers in the database at an address, which must
// not be open: it finds the text index of trailers when it is opened afterwards.
func CreateTables(ctx context.Context, address string) error {
	db, err := sqldb.Open(ctx, address, sqldb.Options{})
	if err != nil {
		return fmt.Errorf("creating the tables of trailers: %w", err)
	}
	tables := sqliteTables
	if db.Shared() {
		tables = postgresTables
	}
	err = db.Write(ctx, func(tx *sqldb.Tx) error {
		for _, statement := range strings.Split(tables, "\n\n") {
			if _, err := tx.Exec(statement); err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("creating the tables of trailers: %w", err)
	}
	return nil
}
