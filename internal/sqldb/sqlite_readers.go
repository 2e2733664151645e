package sqldb

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// sqliteReaders is a pool of connections that read. A connection is opened by the first
// read that finds all others in use. It parses the whole schema, which takes milliseconds,
// and most commands need a single connection.
type sqliteReaders struct {
	connect  func() (*sqliteSession, error)
	idle     chan *sqliteSession
	unopened chan struct{} // an element for each connection that is not open
	waits    atomic.Int64  // number of waits for a connection
	waited   atomic.Int64  // their total time, in nanoseconds
}

func newSQLiteReaders(most int, connect func() (*sqliteSession, error)) *sqliteReaders {
	r := &sqliteReaders{connect: connect, idle: make(chan *sqliteSession, most), unopened: make(chan struct{}, most)}
	for range most {
		r.unopened <- struct{}{}
	}
	return r
}

func (r *sqliteReaders) max() int { return cap(r.idle) }

// take returns a connection, for putBack. It fails with errClosed after close.
func (r *sqliteReaders) take(ctx context.Context) (*sqliteSession, error) {
	select {
	case s := <-r.idle:
		return opened(s)
	default:
	}
	select {
	case <-r.unopened:
		return r.open()
	default:
	}
	r.waits.Add(1)
	defer func(begun time.Time) { r.waited.Add(int64(time.Since(begun))) }(time.Now())
	select {
	case s := <-r.idle:
		return opened(s)
	case <-r.unopened:
		return r.open()
	case <-ctx.Done():
		return nil, fmt.Errorf("waiting for a database connection: %w", ctx.Err())
	}
}

// opened returns errClosed for nil, which a closed channel yields.
func opened(s *sqliteSession) (*sqliteSession, error) {
	if s == nil {
		return nil, errClosed
	}
	return s, nil
}

// open opens a connection. After a failure, a later take tries again.
func (r *sqliteReaders) open() (*sqliteSession, error) {
	s, err := r.connect()
	if err != nil {
		r.unopened <- struct{}{}
		return nil, fmt.Errorf("opening a database connection: %w", err)
	}
	return s, nil
}

func (r *sqliteReaders) putBack(s *sqliteSession) { r.idle <- s }

// close closes all connections, and waits for those that are in use.
func (r *sqliteReaders) close() error {
	var failures []error
	for range r.max() {
		select {
		case s := <-r.idle:
			failures = append(failures, s.close())
		case <-r.unopened:
		}
	}
	close(r.idle)
	return errors.Join(failures...)
}

func (r *sqliteReaders) stats() Stats {
	idle := len(r.idle)
	return Stats{
		InUse: r.max() - idle - len(r.unopened), Idle: idle, Max: r.max(),
		Waits: r.waits.Load(), Waited: time.Duration(r.waited.Load()),
	}
}
