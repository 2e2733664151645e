package sqldb

import (
	"context"
	"errors"
	"fmt"
)

// ErrUnfinished says that a database is a copy of another that was begun and is
// not complete.
var ErrUnfinished = errors.New("it is an unfinished copy of another; run waybill copy again, or begin with an empty one")

// Unfinished reports whether the database is an unfinished copy.
func (db *DB) Unfinished(ctx context.Context) (unfinished bool, err error) {
	err = db.Read(ctx, func(tx *ReadTx) error {
		return tx.Row(`SELECT count(*) > 0 FROM unfinished_copy`, nil, &unfinished)
	})
	return unfinished, err
}

// BeginCopy prepares an empty database for many rows: it drops what makes writing
// them slow, such as indexes, and notes how to create it again. Until
// EndCopy, Open refuses the database unless it is told otherwise. BeginCopy
// fails for an unfinished copy; a failure changes nothing.
func (db *DB) BeginCopy(ctx context.Context) error {
	err := db.Write(ctx, func(tx *Tx) error {
		if err := addStep(tx, 0, "proof", ""); err != nil {
			return err
		}
		found, err := readHindrances(tx, db.engine.catalog().hindrances)
		if err != nil {
			return err
		}
		for i, h := range found {
			if err := h.takeAway(tx, i+1); err != nil {
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

// CompleteCopy creates again what BeginCopy dropped, once all rows are there. It
// calls tell with the name of each index or count before it creates it, which may take
// minutes. When it fails or ctx ends, another call goes on; when there is
// nothing left to make it does nothing.
func (db *DB) CompleteCopy(ctx context.Context, tell func(what string)) error {
	for {
		step, what, statement, err := db.nextStep(ctx)
		if errors.Is(err, ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("completing a copy: %w", err)
		}
		tell(what)
		err = db.engine.exclusive(ctx, func(s session) error {
			if _, err := s.exec(ctx, statement, nil); err != nil {
				return err
			}
			_, err := s.exec(ctx, `DELETE FROM unfinished_copy WHERE step = $1`, []any{step})
			return err
		})
		if err != nil {
			return fmt.Errorf("making the %s: %w", what, err)
		}
	}
}

// EndCopy makes an unfinished copy a database like any other. Its caller knows
// that it is complete.
func (db *DB) EndCopy(ctx context.Context) error {
	err := db.Write(ctx, func(tx *Tx) error {
		_, err := tx.Exec(`DELETE FROM unfinished_copy WHERE step = 0`)
		return err
	})
	if err != nil {
		return fmt.Errorf("ending a copy: %w", err)
	}
	return nil
}

// hindrance makes it slow to write many rows, or misses rows that a copy brings.
type hindrance struct {
	what  string
	drops *string // the statement that takes it away, where that is needed
	makes string  // the statement that makes it again
}

func readHindrances(tx *Tx, statement string) (found []hindrance, err error) {
	err = tx.Rows(statement, nil, func(scan func(...any) error) error {
		var h hindrance
		if err := scan(&h.what, &h.drops, &h.makes); err != nil {
			return err
		}
		found = append(found, h)
		return nil
	})
	return found, err
}

func (h hindrance) takeAway(tx *Tx, step int) error {
	if h.drops != nil {
		if _, err := tx.Exec(*h.drops); err != nil {
			return err
		}
	}
	return addStep(tx, step, h.what, h.makes)
}

func addStep(tx *Tx, step int, what, statement string) error {
	_, err := tx.Exec(`INSERT INTO unfinished_copy (step, what, statement) VALUES ($1, $2, $3)`, step, what, statement)
	return err
}

func (db *DB) nextStep(ctx context.Context) (step int, what, statement string, err error) {
	err = db.Read(ctx, func(tx *ReadTx) error {
		return tx.Row(`SELECT step, what, statement FROM unfinished_copy WHERE step > 0 ORDER BY step LIMIT 1`,
			nil, &step, &what, &statement)
	})
	return step, what, statement, err
}

// checkFinished keeps everything but a copy away from an unfinished one.
func (db *DB) checkFinished(ctx context.Context) error {
	unfinished, err := db.Unfinished(ctx)
	if err == nil && unfinished {
		err = ErrUnfinished
	}
	return err
}
