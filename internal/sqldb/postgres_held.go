package sqldb

import (
	"errors"
	"fmt"

	"waybill/internal/apierr"
)

// heldRows has the rows that functions of a pipeline hold. The functions share a
// transaction, so row locks do not exclude them from each other: a function that
// reads a held row, and then its children, would see a part of the changes of another
// function. So a function waits for a row until the function that holds it has
// returned.
//
//	fn 1:  hold A ─┐           ┌─ change A ─┐           ┌─ return
//	fn 2:  hold A ─┼─ 1 round ─┤            ┼─ 1 round ─┘   hold A again ─ …
//	fn 3:  hold B ─┘   trip    └─ change B ─┘   trip
//
// The hold of a function that has to wait is sent with the others nevertheless. A
// transaction that took a lock later would not lock rows in their order, and could
// wait in a circle with another transaction. Its answer is dropped, and the hold is
// sent again when the row is free. That second hold waits for no other transaction,
// because this transaction has locked the row.
type heldRows struct {
	by      map[heldRow]*pipelinedSession
	waiting []*statement // in the order in which they came
}

// heldRow names a row by the text and the arguments of the statement that holds it.
type heldRow struct {
	text string
	args [holdArgs]any
}

// holdArgs is how many arguments a hold has at most: the organization and the key.
const holdArgs = 2

func newHeldRow(text string, args []any) heldRow {
	row := heldRow{text: text}
	copy(row.args[:], args)
	return row
}

// give gives a row to the function of a statement.
func (h *heldRows) give(s *statement) {
	h.by[s.row] = s.holder
	s.holder.holds = append(s.holder.holds, s.row)
}

// claim notes who holds the rows of holds that are about to be sent. If another
// function holds the row of a statement, the statement only locks the row.
func (h *heldRows) claim(statements []*statement) {
	for _, s := range statements {
		if s.holder == nil {
			continue
		}
		if h.by == nil {
			h.by = map[heldRow]*pipelinedSession{}
		}
		if h.by[s.row] == nil {
			h.give(s)
		}
		s.onlyLocks = h.by[s.row] != s.holder
	}
}

// park returns the statements whose answers can be delivered. The others found a row,
// which they have locked for their function to read later.
func (h *heldRows) park(statements []*statement) (answered []*statement) {
	for _, s := range statements {
		if s.holder != nil && s.found == 0 && h.by[s.row] == s.holder {
			delete(h.by, s.row) // there is nothing to hold
		}
		if s.onlyLocks && s.found > 0 {
			h.waiting = append(h.waiting, s)
			continue
		}
		answered = append(answered, s)
	}
	return answered
}

// release frees the rows that a function holds.
func (h *heldRows) release(function *pipelinedSession) {
	for _, row := range function.holds {
		if h.by[row] == function {
			delete(h.by, row)
		}
	}
	function.holds = nil
}

// free removes and returns the statements whose rows are free, in their order.
func (h *heldRows) free() (free []*statement) {
	left := h.waiting[:0]
	for _, s := range h.waiting {
		if by := h.by[s.row]; by != nil && by != s.holder {
			left = append(left, s)
			continue
		}
		h.give(s)
		free = append(free, s)
	}
	h.waiting = left
	return free
}

// errCircle says that functions of a group hold several rows and wait for each other.
// A read of a held row would see a part of the changes of its holder.
var errCircle = fmt.Errorf("%w: %w", errConflict,
	apierr.DatabaseUnavailable(errors.New("writes that share a transaction wait for each other")))

// giveUp removes and returns all statements that wait.
func (h *heldRows) giveUp() []*statement {
	waiting := h.waiting
	h.waiting = nil
	return waiting
}
