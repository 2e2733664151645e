package sqldbtest

import "sync"

// Trace has the statements that a database has run, in their order. Its method Add is for
// sqldb.Options.Trace. The zero Trace is empty. Its methods are safe for concurrent use.
type Trace struct {
	mu   sync.Mutex
	seen []string
}

// Add adds a statement.
func (s *Trace) Add(statement string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen = append(s.seen, statement)
}

// Take returns the statements since the last call.
func (s *Trace) Take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := s.seen
	s.seen = nil
	return taken
}
