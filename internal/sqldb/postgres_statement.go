package sqldb

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// statement is a statement that waits to be sent to a server.
type statement struct {
	text  string
	args  []any
	into  *Insert     // nil unless it is of Tx.Insert
	rows  *Rows       // nil unless it is of Tx.InsertRows
	last  *lastInsert // nil unless it is of Tx.InsertLast
	finds []*Find     // empty unless it is of ReadTx.LookUp
	each  rowFunc     // nil for a statement without rows
	phase phase
	order uint64 // the order of its function in the pipeline
	// function is the function of run that waits for the statement; nil for a bundle.
	function *pipelinedSession
	holder   *pipelinedSession // the function that holds a row by it; nil unless it is of Tx.Hold
	row      heldRow           // the row that it holds
	// onlyLocks says that the rows of the statement are locked and not read.
	onlyLocks bool
	found     int // rows of the answer
	changed   int64
	err       error
	done      chan struct{}
	bundled   []*statement // the inserts that this statement combines
	owners    []*Find      // of a grouped look-up: the Find of each key
}

// phase says in which order waiting statements are sent.
type phase int

const (
	lookups phase = iota // wait for no other transaction
	holds                // lock rows that exist
	inserts              // lock keys that do not exist
	changes              // change rows that are locked already
	lasts                // lock rows until the commit that follows
)

// compare orders statements as they are sent: by phase, then in the phases that lock by
// the row or key that they lock, and in the others by their functions.
func (s *statement) compare(other *statement) int {
	if c := cmp.Compare(s.phase, other.phase); c != 0 {
		return c
	}
	if s.phase == lookups || s.phase == changes {
		return cmp.Compare(s.order, other.order)
	}
	return cmp.Or(strings.Compare(s.text, other.text), s.compareKey(other), cmp.Compare(s.order, other.order))
}

// compareKey compares the keys that two statements with the same text lock. An Insert
// knows which arguments are its key; the arguments of other statements begin with it.
func (s *statement) compareKey(other *statement) int {
	if s.into == nil {
		return slices.CompareFunc(s.args, other.args, compareArgs)
	}
	for _, place := range s.into.unique {
		if c := compareArgs(s.args[place], other.args[place]); c != 0 {
			return c
		}
	}
	return 0
}

// compareArgs orders arguments of the types that keys have, in the same way on every
// instance. Arguments of other types are equal.
func compareArgs(a, b any) int {
	switch a := a.(type) {
	case string:
		if b, ok := b.(string); ok {
			return strings.Compare(a, b)
		}
	case int64:
		if b, ok := b.(int64); ok {
			return cmp.Compare(a, b)
		}
	case []byte:
		if b, ok := b.([]byte); ok {
			return bytes.Compare(a, b)
		}
	}
	return 0
}

// noteChange notes the number of an answered statement with its function, if it is the first of
// the function that has changed rows, or may have.
func (s *statement) noteChange(number int) {
	mayChange := s.phase >= inserts && (s.changed > 0 || s.found > 0 || s.rows != nil)
	if f := s.function; f != nil && f.changedAt == 0 && mayChange {
		f.changedAt = number
	}
}

// read reads the answer to the statement, which is the next in a batch.
func (s *statement) read(answers pgx.BatchResults) {
	if s.each == nil && s.owners == nil {
		tag, err := answers.Exec()
		s.changed, s.err = tag.RowsAffected(), postgresError(err)
		return
	}
	rows, err := answers.Query()
	if err != nil {
		s.err = postgresError(err)
		return
	}
	if s.owners != nil {
		s.err = readGrouped(rows, s.owners)
		return
	}
	s.found = 0
	s.err = readRows(rows, func(scan func(...any) error) error {
		s.found++
		if s.onlyLocks {
			return nil
		}
		return s.each(scan)
	})
}
