package sqldb

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
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
	db      *DB
	conn    *connection
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

func startWriter(db *DB, conn *connection, log *slog.Logger) *writer {
	w := &writer{db: db, conn: conn, log: log, waiting: make(chan *write, groupSize), done: make(chan struct{})}
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

func (w *writer) close() {
	w.closing.Lock()
	if !w.closed {
		w.closed = true
		close(w.waiting)
	}
	w.closing.Unlock()
	<-w.done
}

func (w *writer) run() {
	defer close(w.done)
	group := make([]*write, 0, groupSize)
	for first := range w.waiting {
		group = append(group[:0], first)
		for len(group) < groupSize && len(w.waiting) > 0 {
			group = append(group, <-w.waiting)
		}
		err := w.commit(group)
		for _, one := range group {
			if err != nil && one.err == nil {
				one.err = err
			}
			one.result <- one.err
		}
	}
}

// commit does a group of writes in one transaction. Each write's own error is
// left in it; the error returned is for all the others, none of which was done.
func (w *writer) commit(group []*write) error {
	if _, err := w.exec("BEGIN IMMEDIATE"); err != nil {
		return w.failed("beginning to write", err)
	}
	for _, one := range group {
		if err := w.one(one); err != nil {
			w.rollback()
			return w.failed("keeping writes apart", err)
		}
	}
	if _, err := w.exec("COMMIT"); err != nil {
		w.rollback()
		return w.failed("committing", err)
	}
	return nil
}

// one does a write in a savepoint of its own. An error returned means that the
// transaction itself is lost: SQLite gives it up on some failures of the disk,
// and then the savepoint is gone.
func (w *writer) one(one *write) error {
	if one.err = one.ctx.Err(); one.err != nil {
		return nil
	}
	if _, err := w.exec("SAVEPOINT one"); err != nil {
		return err
	}
	if one.err = w.call(one); one.err != nil {
		if _, err := w.exec("ROLLBACK TO one"); err != nil {
			return errors.Join(one.err, err)
		}
	}
	_, err := w.exec("RELEASE one")
	return err
}

func (w *writer) call(one *write) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &panicked{value, debug.Stack()}
		}
	}()
	return one.fn(&Tx{ctx: context.Background(), connection: w.conn, db: w.db, now: w.db.clock.next()})
}

// rollback ends a transaction that cannot be committed. It fails when SQLite
// has ended it already, which is as good.
func (w *writer) rollback() { _, _ = w.exec("ROLLBACK") }

// exec does not end with a request: a group belongs to many.
func (w *writer) exec(statement string) (int64, error) {
	return w.conn.exec(context.Background(), statement)
}

func (w *writer) failed(doing string, err error) error {
	w.log.Error("writes were not kept", "while", doing, "error", err)
	return apierr.DatabaseUnavailable(fmt.Errorf("%s: %w", doing, err))
}
