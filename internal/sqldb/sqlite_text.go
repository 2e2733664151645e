package sqldb

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strings"
)

//go:embed sqlite_text.sql
var createTextIndex string

// createTextIndexes creates the text indexes that text_indexes names and that are
// not there yet. A migration adds the row and nothing else, on every engine.
func createTextIndexes(ctx context.Context, s *sqliteSession) error {
	missing, err := missingFTS(ctx, s)
	if err != nil || len(missing) == 0 {
		return err
	}
	c := &sqliteCommitter{session: s}
	if err := c.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if missing, err = missingFTS(ctx, s); err == nil { // another program may have been faster
		err = createFTS(missing, s)
	}
	if err != nil {
		c.rollback()
		return err
	}
	return c.exec("COMMIT")
}

func missingFTS(ctx context.Context, s *sqliteSession) (missing []ftsIndex, err error) {
	err = s.query(ctx, `SELECT table_name, column_name FROM text_indexes
		WHERE NOT EXISTS (SELECT * FROM sqlite_schema WHERE name = table_name || '_text')
			AND NOT EXISTS (SELECT * FROM unfinished_copy)
		ORDER BY table_name`, nil, func(scan func(...any) error) error {
		var x ftsIndex
		defer func() { missing = append(missing, x) }()
		return scan(&x.table, &x.column)
	})
	return missing, err
}

// createFTS runs the statements as migrations do: they are not traced.
func createFTS(missing []ftsIndex, s *sqliteSession) error {
	for _, x := range missing {
		if err := s.script(x.filled(createTextIndex), nil); err != nil {
			return fmt.Errorf("creating the text index of %s: %w", x.table, err)
		}
	}
	return nil
}

// textIndexes updates the text indexes in steps of many rows. An index entry that
// is written alone costs ten times as much as an entry among many. Each step leaves
// a segment that every search reads. Under load only the segments are merged that
// must be; the others are merged when no write comes.
//
//	rows:   1 ───────────── end_row ──── max(row)
//	        in the index,            compared one by one
//	        but those in _text_stale by each search
type textIndexes struct {
	tables       []ftsIndex
	pendingRows  int64 // rows that an index does not have yet, at most
	pendingAfter int64 // the same after the current transaction is committed
	stepped      bool  // whether the current transaction has a step
	scattered    bool  // whether there may be segments to merge
}

// ftsIndex is the text index of a column of a table.
type ftsIndex struct{ table, column string }

const (
	// rowsPerStep is how many rows must be missing in an index before a step begins,
	// and the most rows of a step. A search compares the missing rows one by one, ten
	// million in a second.
	rowsPerStep = 2000
	// rowsPerIndex is how many rows must be missing in an index that takes part in a step.
	// It is less than rowsPerStep, so that many changes pass before the next step: each
	// step counts the missing rows of every index.
	rowsPerIndex = rowsPerStep / 2
	// bytesPerStep bounds the text that a step removes and adds, half of it for stale
	// rows and half for new rows. The text is the cost of a step, and writes wait for
	// a step. A single row may exceed the bound.
	bytesPerStep = 64 << 10
	// pagesPerMerge is how many pages are merged at once, which takes milliseconds.
	pagesPerMerge = 64
)

func findTextIndexes(ctx context.Context, s *sqliteSession) (found textIndexes, err error) {
	err = s.query(ctx, `SELECT table_name, column_name FROM text_indexes ORDER BY table_name`, nil, func(scan func(...any) error) error {
		var x ftsIndex
		defer func() { found.tables = append(found.tables, x) }()
		return scan(&x.table, &x.column)
	})
	found.scattered = true
	for _, x := range found.tables {
		rows, failed := x.pendingRows(ctx, s)
		found.pendingRows = max(found.pendingRows, rows)
		err = errors.Join(err, failed)
	}
	return found, err
}

// countPending counts the rows that an index does not have, at most: there may be gaps in the
// row numbers after the end of the index.
const countPending = `SELECT max(coalesce((SELECT max(row) FROM {table}), 0) - end_row, 0) + (SELECT count(*) FROM {table}_text_stale)
	FROM text_indexes WHERE table_name = '{table}'`

func (x ftsIndex) pendingRows(ctx context.Context, s *sqliteSession) (rows int64, err error) {
	err = s.query(ctx, x.filled(countPending), nil, func(scan func(...any) error) error { return scan(&rows) })
	return rows, err
}

func (x ftsIndex) filled(statement string) string {
	return strings.NewReplacer("{table}", x.table, "{column}", x.column).Replace(statement)
}

// stepIfDue makes a step in the transaction of a group if enough rows are pending.
func (x *textIndexes) stepIfDue(s *sqliteSession, group []*write) error {
	x.pendingRows += changedRows(group)
	x.pendingAfter, x.stepped = x.pendingRows, false
	if x.pendingRows < rowsPerStep {
		return nil
	}
	return x.step(s)
}

// step adds a bounded number of pending rows, with a bounded amount of text, to each
// index that misses many.
func (x *textIndexes) step(s *sqliteSession) error {
	x.pendingAfter = 0
	for _, index := range x.tables {
		stale, err := index.bound(s, staleRows)
		if err != nil {
			return err
		}
		added := newRows
		if stale.rows > 0 {
			added = newRowsBesideStale
		}
		made, err := index.bound(s, added)
		if err != nil {
			return err
		}
		if stale.all && made.all && stale.rows+made.rows < rowsPerIndex {
			x.pendingAfter = max(x.pendingAfter, stale.rows+made.rows)
			continue
		}
		if !stale.all || !made.all {
			x.pendingAfter = rowsPerStep // or more
		}
		x.stepped = true
		if err := index.advance(s, stale, made); err != nil {
			return err
		}
	}
	return nil
}

// bound is how far a step goes: rows up to a number.
type bound struct {
	end  *int64 // the number of the last row; nil for no row
	rows int64
	all  bool // whether no row is left
}

// The rows of a step, each with the text that is taken away and the text that is
// added for it. Without stale rows, no text of a new row is taken away.
const (
	staleRows = `SELECT row, coalesce(octet_length({column}), 0)
			+ coalesce((SELECT octet_length({column}) FROM {table} r WHERE r.row = s.row), 0) AS cost
		FROM {table}_text_stale s`
	newRows = `SELECT row, coalesce(octet_length({column}), 0) AS cost
		FROM {table} r WHERE row > (SELECT end_row FROM text_indexes WHERE table_name = '{table}')`
	newRowsBesideStale = `SELECT row, coalesce(octet_length({column}), 0)
			+ coalesce((SELECT octet_length({column}) FROM {table}_text_stale s WHERE s.row = r.row), 0) AS cost
		FROM {table} r WHERE row > (SELECT end_row FROM text_indexes WHERE table_name = '{table}')`
)

// bound gives the first rows, in the order of their numbers, that together cost at
// most half of a step. SQLite adds up the cost, because reading the rows one by one
// costs a tenth of the step. While the sum is too large, it takes fewer rows.
func (x ftsIndex) bound(s *sqliteSession, rows string) (b bound, err error) {
	statement := x.filled(`SELECT max(row), count(*), coalesce(sum(cost), 0) FROM (` + rows + ` ORDER BY row LIMIT $1)`)
	for limit := int64(rowsPerStep); ; {
		var cost int64
		err := s.query(context.Background(), statement, []any{limit}, func(scan func(...any) error) error { return scan(&b.end, &b.rows, &cost) })
		if err != nil || cost <= bytesPerStep/2 || limit == 1 {
			b.all = b.rows < limit
			return b, err
		}
		limit = max(b.rows*(bytesPerStep/2)/cost*9/10, 1)
	}
}

// advance updates the row of the index in text_indexes, whose trigger does the step.
// The index never ends after the last row of the table: SQLite gives the number of a
// deleted last row to the next new row.
func (x ftsIndex) advance(s *sqliteSession, stale, made bound) error {
	_, err := s.exec(context.Background(), x.filled(`UPDATE text_indexes SET stale_end = coalesce($1, 0),
		end_row = min(coalesce($2, end_row), (SELECT coalesce(max(row), 0) FROM {table})) WHERE table_name = '{table}'`),
		[]any{stale.end, made.end})
	return err
}

// committed is called after the commit of the transaction of the last stepIfDue or
// doDeferredWork.
func (x *textIndexes) committed() {
	x.pendingRows = x.pendingAfter
	x.scattered = x.scattered || x.stepped
}

// hasDeferredWork reports whether there are rows for a step, or segments to merge.
func (x *textIndexes) hasDeferredWork() bool { return x.pendingRows >= rowsPerStep || x.scattered }

// doDeferredWork makes a step, or merges when there are not enough rows for a step. It
// reports whether it has changed anything.
func (x *textIndexes) doDeferredWork(s *sqliteSession) (changed bool, err error) {
	x.pendingAfter, x.stepped = x.pendingRows, false
	if x.pendingRows >= rowsPerStep {
		if err := x.step(s); err != nil || x.stepped {
			return x.stepped, err
		}
		x.pendingRows = x.pendingAfter
	}
	err = x.merge(s)
	return x.scattered, err
}

// giveUp drops the deferred work until a further change.
func (x *textIndexes) giveUp() { x.pendingRows, x.scattered = 0, false }

// merge merges some segments of each index, and notes when there was nothing to
// merge, which shows in the number of changes:
// https://www.sqlite.org/fts5.html#the_merge_command.
func (x *textIndexes) merge(s *sqliteSession) error {
	x.scattered = false
	for _, index := range x.tables {
		before, err := totalChanges(s)
		if err != nil {
			return err
		}
		_, err = s.exec(context.Background(), index.filled(`INSERT INTO {table}_text ({table}_text, rank) VALUES ('merge', $1)`), []any{pagesPerMerge})
		if err != nil {
			return err
		}
		after, err := totalChanges(s)
		if err != nil {
			return err
		}
		x.scattered = x.scattered || after-before >= 2
	}
	return nil
}

func totalChanges(s *sqliteSession) (changes int, err error) {
	err = s.query(context.Background(), `SELECT total_changes()`, nil, func(scan func(...any) error) error { return scan(&changes) })
	return changes, err
}

// changedRows is how many rows a group has changed, in indexed tables or not.
func changedRows(group []*write) (rows int64) {
	for _, w := range group {
		if w.err == nil && w.tx != nil {
			rows += w.tx.changed
		}
	}
	return rows
}
