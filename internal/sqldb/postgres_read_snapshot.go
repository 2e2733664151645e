package sqldb

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"
)

// beginSnapshot begins a transaction whose statements all see the database as it is at
// the first of them.
const beginSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

// snapshotRead is a call of DB.ReadSnapshot on its way through the reader.
type snapshotRead struct {
	ctx  context.Context
	fn   func(session) error
	err  error
	done chan struct{}
}

// readSnapshot is engine.readSnapshot. Functions that wait at the same time share a
// transaction and run in lock step, as the writes of a group do:
//
//	BEGIN; first statements of all ──▶ second statements of all ──▶ … ──▶ COMMIT
//
// So a read costs a network round trip for each statement that depends on another,
// and none for its transaction.
func (r *postgresReader) readSnapshot(ctx context.Context, fn func(session) error) error {
	read := &snapshotRead{ctx: ctx, fn: fn, done: make(chan struct{})}
	if err := hand(ctx, r, r.snapshots, read); err != nil {
		return err
	}
	<-read.done // fn may be running, for up to Timeout
	return read.err
}

// answerSnapshots does a group of reads. If a statement fails, the transaction is
// aborted for all of them: those that have not returned yet are done once more,
// each in a transaction of its own.
func (r *postgresReader) answerSnapshots(group []*snapshotRead) {
	ctx, cancel := context.WithTimeout(context.Background(), Timeout)
	defer cancel()
	for _, read := range r.shareSnapshot(ctx, group) {
		if again := r.shareSnapshot(ctx, []*snapshotRead{read}); len(again) > 0 {
			close(read.done)
		}
	}
}

// shareSnapshot calls the functions of a group in one transaction, and returns those
// whose results do not count because a statement or the connection failed. Without a
// connection all of them fail: to try again would make them wait for one another.
func (r *postgresReader) shareSnapshot(ctx context.Context, group []*snapshotRead) (left []*snapshotRead) {
	conn, err := r.pool.Acquire(ctx)
	if err != nil {
		for _, read := range group {
			read.err = fmt.Errorf("connecting: %w", postgresError(err))
			close(read.done)
		}
		return nil
	}
	defer conn.Release()
	p := newPipeline(ctx, conn, r.watch, nil)
	p.begin, p.distributed = beginSnapshot, r.distributed
	p.run(len(group), func(s session, i int) {
		read := group[i]
		if read.err = read.ctx.Err(); read.err == nil {
			read.err = recovered(func() error { return read.fn(s) })
		}
		if p.broken == nil || read.err == nil {
			close(read.done)
			group[i] = nil
		}
	})
	if p.begun {
		_, _ = conn.Exec(ctx, "COMMIT") // if it fails, the pool drops the connection
	}
	for _, read := range group {
		if read != nil {
			left = append(left, read)
		}
	}
	return left
}

// endSnapshot ends the transaction and gives the connection back. Nobody waits for it.
func (s *postgresSession) endSnapshot() {
	conn, ok := s.on.(*pgxpool.Conn)
	if !ok {
		return
	}
	if s.begin != "" {
		conn.Release()
		return
	}
	go func() {
		defer conn.Release()
		ctx, cancel := context.WithTimeout(context.Background(), Timeout)
		defer cancel()
		_, _ = conn.Exec(ctx, "COMMIT") // if it fails, the pool drops the connection
	}()
}
