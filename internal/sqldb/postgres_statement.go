package sqldb

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// statement is one that waits to be sent to a server.
type statement struct {
	text    string
	args    []any
	into    *Insert // nil for any other
	rows    *Rows   // nil for any other
	each    rowFunc // nil for one without rows
	phase   phase
	order   uint64            // of its function among those of a pipeline
	holder  *pipelinedSession // the function that holds a row by it; nil for any other
	changed int64
	err     error
	done    chan struct{}
	bundled []*statement // the inserts that this statement combines
}

// phase is when a statement is sent, among those that wait at the same time.
type phase int

const (
	lookups phase = iota // wait for no other transaction
	holds                // lock rows that exist
	inserts              // lock keys that are not there
	changes              // change rows that are held
	lasts                // lock what is locked for a moment only
)

// compare puts statements in the order in which they are sent: by phase, in those
// that lock by what they lock, and else by their functions.
func (s *statement) compare(other *statement) int {
	if c := cmp.Compare(s.phase, other.phase); c != 0 {
		return c
	}
	if s.phase == lookups || s.phase == changes {
		return cmp.Compare(s.order, other.order)
	}
	return cmp.Or(strings.Compare(s.text, other.text), s.compareKey(other), cmp.Compare(s.order, other.order))
}

// compareKey compares what two statements with the same text lock. An Insert knows
// which of its arguments say that; those of others begin with it.
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

// compareArgs orders arguments of the types that keys have, in the same way on
// every instance. Those of other types count as equal.
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

func (s *statement) read(answers pgx.BatchResults) {
	if s.each == nil {
		tag, err := answers.Exec()
		s.changed, s.err = tag.RowsAffected(), postgresError(err)
		return
	}
	rows, err := answers.Query()
	if err != nil {
		s.err = postgresError(err)
		return
	}
	s.err = readRows(rows, s.each)
}
