package sqldb

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"

	"waybill/internal/apierr"
)

// groupSize is how many waiting writes share a transaction at most. It bounds
// how long the first of them waits for the last.
const groupSize = 256

var errClosed = apierr.DatabaseUnavailable(errors.New("the database is closed"))

// writer does all writes of a database on one connection. A pool of writers
// would wait for the file's lock by polling, and each would sync the disk for
// itself.
type writer struct {
	conn    *connection
	clock   *clock
	log     *slog.Logger
	waiting chan *write
	closing sync.RWMutex // held for reading while a write is handed over
	closed  bool
	done    chan struct{}
}

// write is a call of DB.Write on its way through the writer.
type write struct {
	ctx    context.Context
	fn     func(*Tx) error
	err    error
	result chan error
}

func startWriter(conn *connection, clock *clock, log *slog.Logger) *writer {
	w := &writer{conn: conn, clock: clock, log: log, waiting: make(chan *write, groupSize), done: make(chan struct{})}
	go w.run()
	return w
}

// panicked carries a panic of a caller's function back to the caller.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v\n%s", p.value, p.stack) }

func (w *writer) write(ctx context.Context, fn func(*Tx) error) error {
	one := &write{ctx: ctx, fn: fn, result: make(chan error, 1)}
	if err := w.hand(one); err != nil {
		return err
	}
	select {
	case err := <-one.result:
		if p, ok := errors.AsType[*panicked](err); ok {
			panic(p)
		}
		return err
	case <-ctx.Done():
		return fmt.Errorf("waiting for a commit: %w", ctx.Err())
	}
}

func (w *writer) hand(one *write) error {
	w.closing.RLock()
	defer w.closing.RUnlock()
	if w.closed {
		return errClosed
	}
	select {
	case w.waiting <- one:
		return nil
	case <-one.ctx.Done():
		return fmt.Errorf("waiting to write: %w", one.ctx.Err())
	}
}

// close waits for the writes that were handed over.
func (w *writer) close() error {
	w.closing.Lock()
	if !w.closed {
		w.closed = true
		close(w.waiting)
	}
	w.closing.Unlock()
	<-w.done
	return w.conn.close()
}

func (w *writer) run() {
	defer close(w.done)
	group := make([]*write, 0, groupSize)
	for first := range w.waiting {
		group = w.gather(append(group[:0], first))
		err := w.commit(group)
		for _, one := range group {
			if err != nil && one.err == nil {
				one.err = err
			}
			one.result <- one.err
		}
	}
}

// gather adds the writes that wait. It lets the goroutines that are ready run
// first, as long as they bring more: a larger group costs the others less. When
// nobody is ready it does not wait.
func (w *writer) gather(group []*write) []*write {
	for before := 0; before < len(group) && len(group) < groupSize; {
		before = len(group)
		runtime.Gosched()
		for len(group) < groupSize && len(w.waiting) > 0 {
			group = append(group, <-w.waiting)
		}
	}
	return group
}

// commit does a group of writes in one transaction. Each write's own error is
// left in it; the error returned is for all the others, none of which was done.
//
// Nearly no write fails after it has changed something, so the first attempt
// does without savepoints, which would cost a fifth of a write. When one does
// fail so, everything is undone and done again with a savepoint for each.
func (w *writer) commit(group []*write) error {
	err := w.attempt(group, w.bare)
	if errors.Is(err, errSpoiled) {
		err = w.attempt(group, w.apart)
	}
	if err == nil {
		return nil
	}
	w.log.Error("writes were not kept", "writes", len(group), "error", err)
	return apierr.DatabaseUnavailable(err)
}

func (w *writer) attempt(group []*write, do func(*write) error) error {
	if _, err := w.exec("BEGIN IMMEDIATE"); err != nil {
		return fmt.Errorf("beginning to write: %w", err)
	}
	for _, one := range group {
		if err := do(one); err != nil {
			w.rollback()
			return err
		}
	}
	if _, err := w.exec("COMMIT"); err != nil {
		w.rollback()
		return fmt.Errorf("committing: %w", err)
	}
	return nil
}

// errSpoiled says that a write failed in a way that may have left something of
// it, or may have ended the transaction.
var errSpoiled = errors.New("a write must be undone")

// bare does a write that is trusted to change nothing when it fails.
func (w *writer) bare(one *write) error {
	tx, err := w.call(one)
	if err == nil {
		return nil
	}
	kind := apierr.KindOf(err)
	if tx != nil && (tx.changed || kind == apierr.Internal || kind == apierr.Unavailable) {
		return errSpoiled
	}
	return nil
}

// apart does a write in a savepoint of its own. An error returned means that the
// transaction itself is lost: SQLite gives it up on some failures of the disk,
// and then the savepoint is gone.
func (w *writer) apart(one *write) error {
	if _, err := w.exec("SAVEPOINT one"); err != nil {
		return err
	}
	if _, failure := w.call(one); failure != nil {
		if _, err := w.exec("ROLLBACK TO one"); err != nil {
			return errors.Join(failure, err)
		}
	}
	_, err := w.exec("RELEASE one")
	return err
}

// call runs a write's function, and leaves its error in it. It gives no
// transaction for a write that is too late to be begun.
func (w *writer) call(one *write) (tx *Tx, err error) {
	if one.err = one.ctx.Err(); one.err != nil {
		return nil, one.err
	}
	defer func() {
		if value := recover(); value != nil {
			err = &panicked{value, debug.Stack()}
		}
		one.err = err
	}()
	tx = &Tx{ctx: context.Background(), connection: w.conn, now: w.clock.next()}
	return tx, one.fn(tx)
}

// rollback ends a transaction that cannot be committed. It fails when SQLite
// has ended it already, which is as good.
func (w *writer) rollback() { _, _ = w.exec("ROLLBACK") }

// exec does not end with a request: a group belongs to many.
func (w *writer) exec(statement string) (int64, error) {
	return w.conn.exec(context.Background(), statement)
}
