package sqldb

import (
	"context"
	"errors"
	"fmt"
)

// ErrUnfinished says that a database is an unfinished copy of another.
var ErrUnfinished = errors.New("it is an unfinished copy of another; run the same waybill copy or waybill restore again, or begin with an empty one")

// Unfinished reports whether the database is an unfinished copy.
func (db *DB) Unfinished(ctx context.Context) (unfinished bool, err error) {
	err = db.Read(ctx, func(tx *ReadTx) error {
		return tx.Row(`SELECT count(*) > 0 FROM unfinished_copy`, nil, &unfinished)
	})
	return unfinished, err
}

// BeginCopy prepares an empty database for many rows: it drops the indexes that slow
// writes down, and stores the statements that create them again. Until EndCopy, Open
// refuses the database without Options.Unfinished. BeginCopy fails for an unfinished
// copy. A failure changes nothing.
func (db *DB) BeginCopy(ctx context.Context) error {
	err := db.Write(ctx, func(tx *Tx) error {
		if err := addStep(tx, 0, "proof", ""); err != nil {
			return err
		}
		found, err := readRebuilds(tx, db.engine.catalog().rebuilds)
		if err != nil {
			return err
		}
		for i, r := range found {
			if err := r.begin(tx, i+1); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("beginning a copy: %w", err)
	}
	return nil
}

// CompleteCopy creates the indexes that BeginCopy dropped, and the counts of rows, once
// all rows are copied. It calls tell with the name of each before it creates it, which
// may take minutes. After a failure, or when ctx ends, another call continues. When
// nothing is left to create it does nothing.
func (db *DB) CompleteCopy(ctx context.Context, tell func(what string)) error {
	err := db.engine.exclusive(ctx, func(transaction transactionFunc) error {
		for more := true; more; {
			err := transaction(func(s session) (err error) {
				more, err = completeStep(ctx, s, tell)
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("completing a copy: %w", err)
	}
	return nil
}

// completeStep runs the first stored step, and reports false when there is none.
func completeStep(ctx context.Context, s session, tell func(what string)) (found bool, err error) {
	var step int
	var what, statement string
	const first = `SELECT step, what, statement FROM unfinished_copy WHERE step > 0 ORDER BY step LIMIT 1`
	err = s.query(ctx, first, nil, func(scan func(...any) error) error {
		found = true
		return scan(&step, &what, &statement)
	})
	if err != nil || !found {
		return false, err
	}
	tell(what)
	if _, err := s.exec(ctx, statement, nil); err != nil {
		return false, fmt.Errorf("creating the %s: %w", what, err)
	}
	_, err = s.exec(ctx, `DELETE FROM unfinished_copy WHERE step = $1`, []any{step})
	return true, err
}

// CountValues counts the rows of a copied table by the values of a column. BeginCopy
// cannot note that step: which columns are counted is known from the source.
func (db *DB) CountValues(ctx context.Context, table, column string) error {
	err := db.engine.exclusive(ctx, func(transaction transactionFunc) error {
		return transaction(func(s session) error { return countValues(ctx, s, table, column) })
	})
	if err != nil {
		return fmt.Errorf("counting the rows of %s by %s: %w", table, column, err)
	}
	return nil
}

// EndCopy makes an unfinished copy an ordinary database, in one commit with the events of
// the ending. The caller knows that the copy is complete. EndCopy fails, and tells nothing,
// when the copy was ended before.
func (db *DB) EndCopy(ctx context.Context, ending Ending) error {
	err := db.Do(ctx, Work{By: ending.By}, func(tx *Tx) error {
		ended, err := tx.Exec(`DELETE FROM unfinished_copy WHERE step = 0`)
		if err == nil && ended == 0 {
			err = errors.New("another process has ended it")
		}
		if err != nil {
			return err
		}
		return ending.call(tx)
	})
	if err != nil {
		return fmt.Errorf("ending a copy: %w", err)
	}
	return nil
}

// rebuild is an index, a count or the like that is created after the rows of a copy.
type rebuild struct {
	what   string
	drop   *string // the statement that drops it first; nil for none
	create string  // the statement that creates it
}

func readRebuilds(tx *Tx, statement string) (found []rebuild, err error) {
	err = tx.Rows(statement, nil, func(scan func(...any) error) error {
		var r rebuild
		if err := scan(&r.what, &r.drop, &r.create); err != nil {
			return err
		}
		found = append(found, r)
		return nil
	})
	return found, err
}

// begin drops what a copy creates again, and stores the statement as a step.
func (r rebuild) begin(tx *Tx, step int) error {
	if r.drop != nil {
		if _, err := tx.Exec(*r.drop); err != nil {
			return err
		}
	}
	return addStep(tx, step, r.what, r.create)
}

func addStep(tx *Tx, step int, what, statement string) error {
	_, err := tx.Exec(`INSERT INTO unfinished_copy (step, what, statement) VALUES ($1, $2, $3)`, step, what, statement)
	return err
}

// checkFinished returns ErrUnfinished for an unfinished copy.
func (db *DB) checkFinished(ctx context.Context) error {
	unfinished, err := db.Unfinished(ctx)
	if err == nil && unfinished {
		err = ErrUnfinished
	}
	return err
}
