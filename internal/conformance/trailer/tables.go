package trailer

import (
	"context"
	_ "embed" // for the SQL of the tables
	"fmt"
	"strings"

	"waybill/internal/sqldb"
)

//go:embed sqlite.sql
var sqliteTables string

//go:embed postgres.sql
var postgresTables string

// CreateTables creates the tables of trailers in an empty database. The database
// must be opened again before it is used: the text index is found when it is opened.
func CreateTables(ctx context.Context, db *sqldb.DB) error {
	tables := sqliteTables
	if db.Shared() {
		tables = postgresTables
	}
	err := db.Write(ctx, func(tx *sqldb.Tx) error {
		for _, statement := range strings.Split(tables, "\n\n") {
			if _, err := tx.Exec(statement); err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("creating the tables of trailers: %w", err)
	}
	return nil
}
