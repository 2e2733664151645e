package sqldb

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/jackc/pgx/v5"
)

// lookUpStatements returns the statements that answer finds: one for each Lookup, or more
// where a server that may distribute the rows cannot run a grouped look-up.
func lookUpStatements(finds []*Find, distributed bool) (all []*statement) {
	if distributed {
		for _, f := range finds {
			_ = f.eachStatement(func(text string, args []any) error {
				all = append(all, &statement{text: text, args: args, each: f.Row})
				return nil
			})
		}
		return all
	}
	same := map[*Lookup][]*Find{}
	for _, f := range finds {
		same[f.By] = append(same[f.By], f)
	}
	for _, f := range finds {
		if group := same[f.By]; len(group) > 0 {
			all = append(all, groupFinds(group))
			delete(same, f.By)
		}
	}
	return all
}

// groupFinds returns the statement that answers Finds of the same Lookup.
func groupFinds(finds []*Find) *statement {
	first := finds[0]
	if len(finds) == 1 && len(first.Keys) == 1 {
		return &statement{text: first.By.one, args: []any{first.Organization, first.Keys[0]}, each: first.Row}
	}
	if len(finds) == 1 && first.By.unique != "" {
		return &statement{text: first.By.unique, args: []any{first.Organization, first.Keys}, each: first.Row}
	}
	var organizations []int64
	var keys []string
	var owners []*Find
	for _, f := range finds {
		for _, key := range f.Keys {
			organizations, keys, owners = append(organizations, f.Organization), append(keys, key), append(owners, f)
		}
	}
	return &statement{text: first.By.grouped, args: []any{organizations, keys}, owners: owners}
}

// readGrouped calls Row of the Find to which each row belongs. A row begins with the number
// of its key.
func readGrouped(rows pgx.Rows, owners []*Find) error {
	defer rows.Close()
	scanner := newRowScanner(rows, 1)
	for rows.Next() {
		number, err := scanner.number()
		if err != nil {
			return err
		}
		if err := owners[number-1].Row(scanner.scan); err != nil {
			return err
		}
	}
	rows.Close()
	return postgresError(rows.Err())
}

// number returns the first column of the current row.
func (r *rowScanner) number() (int64, error) {
	stored := r.rows.RawValues()[0]
	if r.isBinaryInteger(0, stored) {
		return decodeInteger(stored), nil
	}
	return strconv.ParseInt(string(stored), 10, 64)
}

// lookUp sends all look-ups in one network round trip.
func (s *postgresSession) lookUp(ctx context.Context, finds func() []*Find) error {
	if s.reader != nil {
		return s.reader.lookUp(ctx, finds)
	}
	if err := s.connect(ctx); err != nil {
		return err
	}
	statements := lookUpStatements(finds(), s.distributed)
	if len(statements) == 0 {
		return nil
	}
	if s.ends {
		return s.cancelable(ctx, func(ctx context.Context) error { return s.exchange(ctx, statements) })
	}
	return s.exchange(ctx, statements)
}

// findRead is a call of lookUp on its way through the reader.
type findRead struct {
	ctx   context.Context
	finds func() []*Find
	err   error
	done  chan struct{}

	// calling is held while a function of the request is called. After abandoned is set, none
	// is called.
	calling   sync.Mutex
	abandoned bool
}

// lookUp is session.lookUp outside of a transaction. The look-ups that wait at the same time
// share a transaction, which takes one network round trip:
//
//	BEGIN; records of all; stops of all; …; COMMIT
//
// A request that ends leaves its group, which goes on for the others.
func (r *postgresReader) lookUp(ctx context.Context, finds func() []*Find) error {
	read := &findRead{ctx: ctx, finds: finds, done: make(chan struct{})}
	if err := hand(ctx, r, r.finds, read); err != nil {
		return err
	}
	select {
	case <-read.done:
	case <-ctx.Done():
		read.abandon()
		return fmt.Errorf("waiting for an answer: %w", ctx.Err())
	}
	if p, ok := errors.AsType[*panicked](read.err); ok {
		panic(p)
	}
	return read.err
}

// abandon returns when no function of the request runs. None is called afterwards.
func (f *findRead) abandon() {
	f.calling.Lock()
	defer f.calling.Unlock()
	f.abandoned = true
}

// call calls a function of the request, unless the request was abandoned.
func (f *findRead) call(fn func() error) error {
	f.calling.Lock()
	defer f.calling.Unlock()
	if f.abandoned {
		return nil
	}
	return fn()
}

// all returns the Finds of the request, and none if it was abandoned. Their Rows do nothing
// after that.
func (f *findRead) all() (finds []*Find) {
	_ = f.call(func() error {
		finds = f.finds()
		return nil
	})
	for _, find := range finds {
		row := find.Row
		find.Row = func(scan func(...any) error) error {
			return f.call(func() error { return row(scan) })
		}
	}
	return finds
}

// answerFinds does a group of look-ups. If one fails, each is done once more by itself.
func (r *postgresReader) answerFinds(group []*findRead) {
	ctx, cancel := context.WithTimeout(context.Background(), Timeout)
	defer cancel()
	group = slices.DeleteFunc(group, func(read *findRead) bool {
		if read.err = read.ctx.Err(); read.err != nil {
			close(read.done)
		}
		return read.err != nil
	})
	if len(group) == 0 {
		return
	}
	err := r.find(ctx, group)
	for _, read := range group {
		switch {
		case err == nil, errors.Is(err, errNoConnection):
			read.err = err
		case read.ctx.Err() != nil: // err may be that of another request
			read.err = read.ctx.Err()
		default:
			read.err = r.find(ctx, []*findRead{read})
		}
		close(read.done)
	}
}

// errNoConnection says that the server could not be reached.
var errNoConnection = errors.New("connecting")

// find does the look-ups of a group in one transaction. After an error the pool drops the
// connection, which also ends the transaction.
func (r *postgresReader) find(ctx context.Context, group []*findRead) error {
	conn, err := r.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("%w: %w", errNoConnection, postgresError(err))
	}
	defer conn.Release()
	return recovered(func() error {
		var finds []*Find
		for _, read := range group {
			finds = append(finds, read.all()...)
		}
		s := &postgresSession{on: conn, begin: beginSnapshot, end: "COMMIT", watch: r.watch}
		return s.exchange(ctx, lookUpStatements(finds, r.distributed))
	})
}

// lookUp waits until the pipeline sends the look-ups, together with those of other functions.
func (l *pipelinedSession) lookUp(_ context.Context, finds func() []*Find) error {
	all := finds()
	if len(all) == 0 {
		return nil
	}
	_, err := l.wait(&statement{finds: all, phase: lookups})
	return err
}
