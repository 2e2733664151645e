package sqldb

import "context"

// textIndexes are told of new rows in steps: to write one to them by itself
// costs as much as the row, and ten times what it costs among many. Each step
// leaves a segment in which a search looks for every part of its text, and under
// load only as many are merged as must be; the rest is when nobody writes.
type textIndexes struct {
	tables    []string
	behind    int  // about how many rows they do not speak of
	done      int  // of them by the transaction under way
	scattered bool // whether there may be segments to be merged
}

// rowsPerStep is how many rows a text index is behind before it follows, and how
// far it follows at once. A search looks at them one by one, at a million in a
// tenth of a second; a write waits for a step, at four microseconds a row.
const rowsPerStep = 2000

// pagesPerMerge is how much is merged at once, which takes some milliseconds.
const pagesPerMerge = 64

func findTextIndexes(ctx context.Context, s *sqliteSession) (found textIndexes, err error) {
	err = s.query(ctx, `SELECT table_name FROM text_indexes ORDER BY table_name`, nil, func(scan func(...any) error) error {
		found.tables = append(found.tables, "")
		return scan(&found.tables[len(found.tables)-1])
	})
	// How far behind they were left is not known.
	found.behind = rowsPerStep
	found.scattered = true
	return found, err
}

// follow has the indexes follow by a step in the transaction of a group, when
// there is enough for one.
func (x *textIndexes) follow(s *sqliteSession, group []*write) error {
	x.behind += touched(group)
	x.done = 0
	if x.behind < rowsPerStep {
		return nil
	}
	for _, table := range x.tables {
		_, err := s.exec(context.Background(), `UPDATE text_indexes
			SET end_row = (SELECT coalesce(min(max(row), end_row + $1), 0) FROM `+table+`)
			WHERE table_name = $2`, []any{rowsPerStep, table})
		if err != nil {
			return err
		}
	}
	x.done = rowsPerStep
	return nil
}

// committed notes that the transaction of the last follow is kept.
func (x *textIndexes) committed() {
	x.behind -= x.done
	x.scattered = x.scattered || x.done > 0
}

// merge merges some segments of each index, and notes when there was nothing to
// merge, which shows in the number of changes:
// https://www.sqlite.org/fts5.html#the_merge_command.
func (x *textIndexes) merge(s *sqliteSession) error {
	x.scattered = false
	for _, table := range x.tables {
		before, err := totalChanges(s)
		if err != nil {
			return err
		}
		_, err = s.exec(context.Background(), `INSERT INTO `+table+`_text (`+table+`_text, rank) VALUES ('merge', $1)`, []any{pagesPerMerge})
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

// touched is about how many rows a group has made or changed.
func touched(group []*write) (rows int) {
	for _, one := range group {
		if one.err != nil || one.tx == nil {
			continue
		}
		most := 1
		for _, made := range one.tx.counts {
			most = max(most, int(made))
		}
		rows += most
	}
	return rows
}
