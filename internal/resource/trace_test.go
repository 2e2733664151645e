package resource_test

import (
	"slices"
	"strings"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// trace has the statements that ran.
type trace struct{ sqldbtest.Trace }

// writes returns the statements since the last call of Take that write.
func (s *trace) writes() []string {
	return slices.DeleteFunc(s.Take(), func(statement string) bool {
		return !strings.HasPrefix(statement, "INSERT") && !strings.HasPrefix(statement, "UPDATE") && !strings.HasPrefix(statement, "DELETE")
	})
}

// of returns the statements on trailers and customers that fn runs and that contain a
// text.
func (s *trace) of(text string, fn func()) (found []string) {
	s.Take()
	fn()
	for _, statement := range s.Take() {
		if strings.Contains(statement, text) && (strings.Contains(statement, "trailer") || strings.Contains(statement, "customers")) {
			found = append(found, statement)
		}
	}
	return found
}

// writesOfParts returns the operations that fn runs, each with its table, on the tables
// of children and on the table of the hook.
func (s *trace) writesOfParts(fn func()) (writes []string) {
	for _, statement := range s.of("trailer_", fn) {
		words := strings.Fields(statement)
		if table := words[2]; words[0] != "SELECT" && strings.HasPrefix(table, "trailer_") {
			writes = append(writes, words[0]+" "+table)
		}
	}
	slices.Sort(writes)
	return slices.Compact(writes)
}

// openTraced opens a database until the end of the test, and traces its statements.
func openTraced(t *testing.T, address string) (*sqldb.DB, *trace) {
	t.Helper()
	return openWith(t, address, sqldb.Options{})
}

// openWith is openTraced with other options.
func openWith(t *testing.T, address string, options sqldb.Options) (*sqldb.DB, *trace) {
	t.Helper()
	statements := &trace{}
	options.Trace = statements.Add
	db, err := sqldb.Open(t.Context(), address, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db, statements
}
