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

// postgresReader sends the look-ups that wait at the same time in one go, as
// writes are: a look-up takes the server less time than its way there.
type postgresReader struct {
	pool    *pgxpool.Pool
	watch   *watcher
	waiting chan *lookup
	once    chan *onceRead
	closed  chan struct{}
	running sync.WaitGroup
}

// lookup is a quick statement on its way.
type lookup struct {
	statement
	state atomic.Int32
	seen  bool // whether a row has come
}

const (
	lookupWaits     = iota
	lookupIsRead    // its rows are handed out
	lookupAbandoned // its request has ended
)

// lookupsAtOnce is how many groups of look-ups are on their way at once.
func lookupsAtOnce() int { return runtime.GOMAXPROCS(0) }

func startPostgresReader(pool *pgxpool.Pool, watch *watcher) *postgresReader {
	r := &postgresReader{pool: pool, watch: watch, waiting: make(chan *lookup), once: make(chan *onceRead), closed: make(chan struct{})}
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

// query is session.query. The rows are handed out on another goroutine, but not
// after its return.
func (r *postgresReader) query(ctx context.Context, text string, args []any, each rowFunc) error {
	one := &lookup{statement: statement{text: text, args: args, done: make(chan struct{})}}
	one.each = func(scan func(...any) error) error {
		one.seen = true
		return each(scan)
	}
	select {
	case r.waiting <- one:
	case <-ctx.Done():
		return fmt.Errorf("waiting to read: %w", ctx.Err())
	case <-r.closed:
		return errClosed
	}
	select {
	case <-one.done:
		return one.err
	case <-ctx.Done():
	}
	if one.state.CompareAndSwap(lookupWaits, lookupAbandoned) {
		return fmt.Errorf("waiting for an answer: %w", ctx.Err())
	}
	<-one.done
	return one.err
}

func (r *postgresReader) run() {
	for {
		select {
		case first := <-r.waiting:
			r.answer(gather(first, r.take))
		case first := <-r.once:
			r.answerOnce(gather(first, r.takeOnce))
		case <-r.closed:
			return
		}
	}
}

// gather adds what waits to a group. It lets the goroutines that are ready run
// first, for as long as they bring more.
func gather[T any](first T, take func([]T) []T) []T {
	group := []T{first}
	for before := 0; before < len(group); {
		before = len(group)
		runtime.Gosched()
		group = take(group)
	}
	return group
}

func (r *postgresReader) take(group []*lookup) []*lookup {
	for len(group) < groupSize {
		select {
		case one := <-r.waiting:
			group = append(group, one)
		default:
			return group
		}
	}
	return group
}

// answer reads a group. What one look-up got into the way of, or a connection
// that was broken before, is done once more, each by itself.
func (r *postgresReader) answer(group []*lookup) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	left, err := group, error(nil)
	if conn, failure := r.pool.Acquire(ctx); failure == nil {
		left = r.exchange(ctx, conn, group)
		conn.Release()
	} else {
		err = fmt.Errorf("connecting: %w", postgresError(failure))
	}
	for _, one := range left {
		if err != nil {
			one.err = err
		} else {
			r.alone(ctx, one)
		}
		close(one.done)
	}
}

// exchange gives the look-ups that have no answer.
func (r *postgresReader) exchange(ctx context.Context, conn *pgxpool.Conn, group []*lookup) (left []*lookup) {
	begun, batch := time.Now(), &pgx.Batch{}
	for _, one := range group {
		batch.Queue(one.text, one.args...)
	}
	answers := conn.SendBatch(ctx, batch)
	defer func() {
		_ = answers.Close() // what fails it, fails the next use of the connection
		r.watch.endAll(batch, begun)
	}()
	for i, one := range group {
		if one.state.CompareAndSwap(lookupWaits, lookupIsRead) {
			one.read(answers)
		} else {
			_, one.err = answers.Exec()
		}
		if one.err != nil && !one.seen {
			return group[i:]
		}
		close(one.done)
	}
	return nil
}

func (r *postgresReader) alone(ctx context.Context, one *lookup) {
	if !one.state.CompareAndSwap(lookupWaits, lookupIsRead) && one.state.Load() == lookupAbandoned {
		return
	}
	one.err = nil
	s := postgresSession{pool: r.pool, watch: r.watch}
	defer s.release()
	one.err = s.query(ctx, one.text, one.args, one.each)
}
