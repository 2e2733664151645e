package resource_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"waybill/internal/sqldb"
)

// trace has the statements that ran.
type trace struct {
	mu   sync.Mutex
	seen []string
}

func (s *trace) add(statement string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen = append(s.seen, statement)
}

// take returns the statements since the last call.
func (s *trace) take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := s.seen
	s.seen = nil
	return taken
}

// writes returns the statements since the last call of take that write.
func (s *trace) writes() []string {
	return slices.DeleteFunc(s.take(), func(statement string) bool {
		return !strings.HasPrefix(statement, "INSERT") && !strings.HasPrefix(statement, "UPDATE") && !strings.HasPrefix(statement, "DELETE")
	})
}

// of returns the statements on trailers and customers that fn runs and that contain a
// text.
func (s *trace) of(text string, fn func()) (found []string) {
	s.take()
	fn()
	for _, statement := range s.take() {
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
	options.Trace = statements.add
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
