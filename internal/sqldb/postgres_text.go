package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// trigramIndex is a GIN index on the trigrams of a column.
type trigramIndex struct{ table, column string }

func (i trigramIndex) name() string { return i.table + "_text" }

// createTrigramIndexes creates the missing text indexes. Without the extension pg_trgm,
// or the right to create it, it logs a warning, and searches read every row. It creates
// no index in an unfinished copy. Before each step it calls check, and stops if check
// fails.
func createTrigramIndexes(ctx context.Context, db *sql.DB, log *slog.Logger, check func() error) error {
	if err := tuneTrigramIndexes(ctx, db); err != nil {
		return err
	}
	missing, err := missingTrigramIndexes(ctx, db)
	if err != nil || len(missing) == 0 {
		return err
	}
	_, err = db.ExecContext(ctx, "CREATE EXTENSION IF NOT EXISTS pg_trgm")
	for i := 0; i < len(missing) && err == nil; i++ {
		log.Info("building a text index", "table", missing[i].table)
		err = missing[i].build(ctx, db, check)
	}
	if failure, ok := errors.AsType[*pgconn.PgError](err); ok && !errors.Is(err, errLockLost) {
		log.Warn("searches are slow: there is no index on trigrams, which needs the extension pg_trgm", "error", failure)
		return nil
	}
	return err
}

func missingTrigramIndexes(ctx context.Context, db *sql.DB) (missing []trigramIndex, err error) {
	rows, err := db.QueryContext(ctx, `SELECT table_name, column_name FROM text_indexes
		WHERE NOT coalesce((SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(table_name || '_text')), FALSE)
			AND NOT EXISTS (SELECT FROM unfinished_copy)
		ORDER BY table_name`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var index trigramIndex
		if err := rows.Scan(&index.table, &index.column); err != nil {
			return nil, err
		}
		missing = append(missing, index)
	}
	return missing, rows.Err()
}

// pendingList limits the pending list of a GIN index, in KiB. The write that fills the
// list must empty it, and other writes wait for it. A quarter of the default makes that
// a quarter as long.
const pendingList = "gin_pending_list_limit = 1024"

// tuneTrigramIndexes sets pendingList on indexes that earlier versions have built.
func tuneTrigramIndexes(ctx context.Context, db *sql.DB) error {
	var names []string
	rows, err := db.QueryContext(ctx, `SELECT relname::text FROM text_indexes JOIN pg_class ON oid = to_regclass(table_name || '_text')
		WHERE NOT coalesce(reloptions, '{}') @> ARRAY[$1]`, strings.ReplaceAll(pendingList, " ", ""))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		names = append(names, "")
		if err := rows.Scan(&names[len(names)-1]); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, name := range names {
		if _, err := db.ExecContext(ctx, "ALTER INDEX "+pgx.Identifier{name}.Sanitize()+" SET ("+pendingList+")"); err != nil {
			return err
		}
	}
	return nil
}

// build builds the index without blocking writers. It replaces an invalid index, which an
// interrupted build leaves.
func (i trigramIndex) build(ctx context.Context, db *sql.DB, check func() error) error {
	name, table, column := pgx.Identifier{i.name()}.Sanitize(), pgx.Identifier{i.table}.Sanitize(), pgx.Identifier{i.column}.Sanitize()
	for _, statement := range []string{
		"DROP INDEX CONCURRENTLY IF EXISTS " + name,
		"CREATE INDEX CONCURRENTLY " + name + " ON " + table + " USING gin (" + column + " gin_trgm_ops) WITH (" + pendingList + ")",
	} {
		if err := check(); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}
