package sqldb

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// pipeline runs the functions of a group on one connection, in one transaction,
// in step: when each that has not returned waits for a statement, all of the
// statements are sent, and all of the answers read.
type pipeline struct {
	ctx    context.Context
	conn   *pgxpool.Conn
	watch  *watcher
	begun  bool
	broken error // the first failure of a statement, after which the transaction is void
	steps  chan step
}

// step is what a function of the group does next: it waits for a statement, or
// it has returned.
type step struct {
	statement *statement // nil when it has returned
	spoils    bool
}

// statement is one that waits to be sent.
type statement struct {
	text    string
	args    []any
	each    rowFunc // nil for one without rows
	changed int64
	err     error
	done    chan struct{}
}

func newPipeline(ctx context.Context, conn *pgxpool.Conn, watch *watcher) *pipeline {
	return &pipeline{ctx: ctx, conn: conn, watch: watch, steps: make(chan step)}
}

// run has all functions of a group run to their ends, and reports whether one
// failed in a way that spoils the others.
func (p *pipeline) run(group []*write) (spoiled bool) {
	for _, one := range group {
		go func() {
			tx, err := one.call(p.ctx, p)
			p.steps <- step{spoils: tx.spoils(err)}
		}()
	}
	running := len(group)
	var waiting []*statement
	for running > 0 {
		next := <-p.steps
		if next.statement != nil {
			waiting = append(waiting, next.statement)
		} else {
			running--
			spoiled = spoiled || next.spoils
		}
		if len(waiting) == running && running > 0 {
			p.send(waiting)
			waiting = waiting[:0]
		}
	}
	return spoiled
}

// send sends statements and hands each its answer. After the first that fails
// the others are void, and fail with it.
func (p *pipeline) send(waiting []*statement) {
	if p.broken == nil {
		p.exchange(waiting)
	}
	for _, s := range waiting {
		if s.err == nil {
			s.err = p.broken
		}
		close(s.done)
	}
}

func (p *pipeline) exchange(waiting []*statement) {
	begun := time.Now()
	batch := &pgx.Batch{}
	if !p.begun {
		batch.Queue("BEGIN")
	}
	for _, s := range waiting {
		batch.Queue(s.text, s.args...)
	}
	answers := p.conn.SendBatch(p.ctx, batch)
	if !p.begun {
		_, err := answers.Exec()
		p.breaks(postgresError(err))
		p.begun = true
	}
	for _, s := range waiting {
		if p.broken != nil {
			break
		}
		s.read(answers)
		p.breaks(s.err)
	}
	p.breaks(postgresError(answers.Close()))
	p.watch.endAll(batch, begun)
}

// endAll is end for statements that were sent together. Which of them was slow
// cannot be told: the server answers when it has done them all.
func (w *watcher) endAll(batch *pgx.Batch, begun time.Time) {
	if !w.isSlow(begun) {
		return
	}
	var statements []string
	for _, queued := range batch.QueuedQueries {
		if !slices.Contains(statements, queued.SQL) {
			statements = append(statements, queued.SQL)
		}
	}
	w.end(strings.Join(statements, "; "), begun)
}

func (p *pipeline) breaks(err error) {
	if p.broken == nil {
		p.broken = err
	}
}

func (s *statement) read(answers pgx.BatchResults) {
	if s.each == nil {
		tag, err := answers.Exec()
		s.changed, s.err = tag.RowsAffected(), postgresError(err)
		return
	}
	rows, err := answers.Query()
	if err != nil {
		s.err = postgresError(err)
		return
	}
	s.err = readRows(rows, s.each)
}

func (p *pipeline) exec(_ context.Context, text string, args []any) (int64, error) {
	s := &statement{text: text, args: args, done: make(chan struct{})}
	p.wait(s)
	return s.changed, s.err
}

func (p *pipeline) query(_ context.Context, text string, args []any, each rowFunc) error {
	s := &statement{text: text, args: args, each: each, done: make(chan struct{})}
	p.wait(s)
	return s.err
}

func (p *pipeline) quick(ctx context.Context, text string, args []any, each rowFunc) error {
	return p.query(ctx, text, args, each)
}

func (p *pipeline) search(ctx context.Context, text string, args []any, each rowFunc) error {
	return p.query(ctx, text, args, each)
}

func (p *pipeline) containing(table, column, text string, place int) Containing {
	return postgresContaining(table, column, text, place)
}

func (p *pipeline) wait(s *statement) {
	p.watch.trace(s.text)
	p.steps <- step{statement: s}
	<-s.done
}
