package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// textIndex is an index on the trigrams of a column.
type textIndex struct{ table, column string }

func (i textIndex) name() string { return i.table + "_text" }

// makeTextIndexes makes the text indexes that are not there. A server that has
// no pg_trgm, or does not let us have it, works without: searches read every
// name. It does nothing to an unfinished copy, which makes them when it ends.
func makeTextIndexes(ctx context.Context, db *sql.DB, log *slog.Logger) error {
	missing, err := missingTextIndexes(ctx, db)
	if err != nil || len(missing) == 0 {
		return err
	}
	_, err = db.ExecContext(ctx, "CREATE EXTENSION IF NOT EXISTS pg_trgm")
	for i := 0; i < len(missing) && err == nil; i++ {
		log.Info("building a text index", "table", missing[i].table)
		err = missing[i].build(ctx, db)
	}
	if refusal, ok := errors.AsType[*pgconn.PgError](err); ok {
		log.Warn("searches are slow: there is no index on trigrams, which needs the extension pg_trgm", "error", refusal)
		return nil
	}
	return err
}

func missingTextIndexes(ctx context.Context, db *sql.DB) (missing []textIndex, err error) {
	rows, err := db.QueryContext(ctx, `SELECT table_name, column_name FROM text_indexes
		WHERE NOT coalesce((SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(table_name || '_text')), FALSE)
			AND NOT EXISTS (SELECT FROM unfinished_copy)
		ORDER BY table_name`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var index textIndex
		if err := rows.Scan(&index.table, &index.column); err != nil {
			return nil, err
		}
		missing = append(missing, index)
	}
	return missing, rows.Err()
}

// build builds the index beside the writers, in place of one that an interrupted
// build has left. New entries wait in a list, which whoever fills it empties, and
// others wait for that: a quarter of the default makes it a quarter as long.
func (i textIndex) build(ctx context.Context, db *sql.DB) error {
	name, table, column := pgx.Identifier{i.name()}.Sanitize(), pgx.Identifier{i.table}.Sanitize(), pgx.Identifier{i.column}.Sanitize()
	for _, statement := range []string{
		"DROP INDEX CONCURRENTLY IF EXISTS " + name,
		"CREATE INDEX CONCURRENTLY " + name + " ON " + table + " USING gin (" + column + " gin_trgm_ops) WITH (gin_pending_list_limit = 1024)",
	} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}
