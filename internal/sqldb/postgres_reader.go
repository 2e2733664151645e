package sqldb

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// postgresReader sends the look-ups that wait at the same time in one network round
// trip, which takes longer than a look-up.
type postgresReader struct {
	pool      *pgxpool.Pool
	watch     *watcher
	waiting   chan *quickRead
	finds     chan *findRead
	snapshots chan *snapshotRead
	closed    chan struct{}
	running   sync.WaitGroup
	// distributed is that of the engine.
	distributed bool
}

// quickRead is a statement of session.quick that waits for its answer.
type quickRead struct {
	statement
	state atomic.Int32
	seen  bool // whether each was called
}

const (
	lookupWaits     = iota
	lookupIsRead    // its rows are being scanned
	lookupAbandoned // its request has ended
)

// lookupsAtOnce returns how many groups of look-ups run at once.
func lookupsAtOnce() int { return runtime.GOMAXPROCS(0) }

func startPostgresReader(pool *pgxpool.Pool, watch *watcher, distributed bool) *postgresReader {
	r := &postgresReader{pool: pool, watch: watch, waiting: make(chan *quickRead), finds: make(chan *findRead),
		snapshots: make(chan *snapshotRead), closed: make(chan struct{}), distributed: distributed}
	for range lookupsAtOnce() {
		r.running.Go(r.run)
	}
	return r
}

// close waits for the look-ups that have begun. Later ones fail.
func (r *postgresReader) close() {
	close(r.closed)
	r.running.Wait()
}

// query is session.query. The rows are scanned on another goroutine, but not after
// query has returned.
func (r *postgresReader) query(ctx context.Context, text string, args []any, each rowFunc) error {
	l := &quickRead{statement: statement{text: text, args: args, done: make(chan struct{})}}
	l.each = func(scan func(...any) error) error {
		l.seen = true
		return each(scan)
	}
	if err := hand(ctx, r, r.waiting, l); err != nil {
		return err
	}
	select {
	case <-l.done:
		return l.err
	case <-ctx.Done():
	}
	if l.state.CompareAndSwap(lookupWaits, lookupAbandoned) {
		return fmt.Errorf("waiting for an answer: %w", ctx.Err())
	}
	<-l.done
	return l.err
}

// hand gives a read to a goroutine of the reader. It fails if none takes the read before ctx
// ends or the reader is closed.
func hand[T any](ctx context.Context, r *postgresReader, to chan<- T, read T) error {
	select {
	case to <- read:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting to read: %w", ctx.Err())
	case <-r.closed:
		return errClosed
	}
}

func (r *postgresReader) run() {
	for {
		select {
		case first := <-r.waiting:
			r.answer(gather(first, r.waiting))
		case first := <-r.finds:
			r.answerFinds(gather(first, r.finds))
		case first := <-r.snapshots:
			r.answerSnapshots(gather(first, r.snapshots))
		case <-r.closed:
			return
		}
	}
}

// gather makes a group of a request and those that wait. It first lets the runnable
// goroutines run, and repeats that while they add to the group.
func gather[T any](first T, waiting <-chan T) []T {
	group := []T{first}
	for before := 0; before < len(group); {
		before = len(group)
		runtime.Gosched()
		group = take(group, waiting)
	}
	return group
}

// take adds the requests that wait to a group, up to groupSize.
func take[T any](group []T, waiting <-chan T) []T {
	for len(group) < groupSize {
		select {
		case next := <-waiting:
			group = append(group, next)
		default:
			return group
		}
	}
	return group
}

// answer does the look-ups of a group. After a failure, for example of a connection that
// was broken before, it repeats each look-up without an answer by itself.
func (r *postgresReader) answer(group []*quickRead) {
	ctx, cancel := context.WithTimeout(context.Background(), Timeout)
	defer cancel()
	left, err := group, error(nil)
	if conn, failure := r.pool.Acquire(ctx); failure == nil {
		left = r.exchange(ctx, conn, group)
		conn.Release()
	} else {
		err = fmt.Errorf("connecting: %w", postgresError(failure))
	}
	for _, l := range left {
		if err != nil {
			l.err = err
		} else {
			r.retry(ctx, l)
		}
		close(l.done)
	}
}

// exchange sends look-ups in one network round trip, and returns those without an answer.
func (r *postgresReader) exchange(ctx context.Context, conn *pgxpool.Conn, group []*quickRead) (left []*quickRead) {
	begun, batch := time.Now(), &pgx.Batch{}
	for _, l := range group {
		batch.Queue(l.text, l.args...)
	}
	answers := conn.SendBatch(ctx, batch)
	defer func() {
		_ = answers.Close() // its error shows at the next use of the connection
		r.watch.endAll(batch, begun)
	}()
	for i, l := range group {
		if l.state.CompareAndSwap(lookupWaits, lookupIsRead) {
			l.read(answers)
		} else {
			_, l.err = answers.Exec()
		}
		if l.err != nil && !l.seen {
			return group[i:]
		}
		close(l.done)
	}
	return nil
}

func (r *postgresReader) retry(ctx context.Context, l *quickRead) {
	if !l.state.CompareAndSwap(lookupWaits, lookupIsRead) && l.state.Load() == lookupAbandoned {
		return
	}
	l.err = nil
	s := postgresSession{pool: r.pool, watch: r.watch}
	defer s.release()
	l.err = s.query(ctx, l.text, l.args, l.each)
}
