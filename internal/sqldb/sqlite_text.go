package sqldb

import "context"

// textIndexes are told of new rows in steps: to write one to them by itself
// costs as much as the row, and ten times what it costs among many.
type textIndexes struct {
	tables []string
	behind int // about how many rows they do not speak of
	done   int // of them by the transaction under way
}

// rowsPerStep is how many rows a text index is behind before it follows, and how
// far it follows at once. A search looks at them one by one, at a million in a
// tenth of a second; a write waits for a step, at four microseconds a row.
const rowsPerStep = 2000

func findTextIndexes(ctx context.Context, s *sqliteSession) (found textIndexes, err error) {
	err = s.query(ctx, `SELECT table_name FROM text_indexes ORDER BY table_name`, nil, func(scan func(...any) error) error {
		found.tables = append(found.tables, "")
		return scan(&found.tables[len(found.tables)-1])
	})
	// How far behind they were left is not known.
	found.behind = rowsPerStep
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
func (x *textIndexes) committed() { x.behind -= x.done }

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
