package sqldb

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
)

// pipeline runs functions concurrently on one connection, in one transaction, in
// lock step: when every function that has not returned waits for a statement, the
// statements of the earliest phase are sent together, and their answers read.
//
//	fn 1:  lookup ─┐           ┌─ insert ─┐           ┌─ return
//	fn 2:  lookup ─┼─ 1 round ─┼─ insert ─┼─ 1 round ─┼─ return
//	fn 3:  lookup ─┘   trip    └─ insert ─┘   trip    └─ return
//
// The phases, and the order within them, prevent deadlocks. In the phase of holds a
// transaction takes row locks in the order of their keys; no insert of another
// transaction waits for a row lock. Inserts follow in the order of their keys.
// Changes are to rows that are locked already, so they wait for no transaction. The
// locks of the last phase are taken in order, too.
type pipeline struct {
	ctx    context.Context
	on     runner
	watch  *watcher
	arrays *arrayInserts
	// distributed is that of the engine.
	distributed bool

	begin  string // the statement that begins the transaction
	begun  bool
	broken error      // the first failure of a statement, after which the transaction is aborted
	failed *statement // the statement that failed first; nil for the connection
	sent   int        // statements that were answered
	ending *ending    // nil if some function may go on after its insert
	// functions are the sessions of the functions of run.
	functions []*pipelinedSession
	steps     chan step
	held      heldRows
}

// step is an event of a function: it waits for a statement, or the number of running
// functions changes.
type step struct {
	statement *statement        // nil for a change of the number
	more      int               // added to the number of running functions
	ended     *pipelinedSession // the function that has returned
}

func newPipeline(ctx context.Context, on runner, watch *watcher, arrays *arrayInserts) *pipeline {
	return &pipeline{ctx: ctx, on: on, watch: watch, arrays: arrays, begin: beginWrite, steps: make(chan step)}
}

// run calls do for all numbers below n, each with a session of its own, and returns
// once all have returned.
func (p *pipeline) run(n int, do func(s session, i int)) {
	first := position{level: levels}
	for i := range n {
		l := &pipelinedSession{pipeline: p, position: first.below(i)}
		l.function = l
		p.functions = append(p.functions, l)
		go func() {
			do(l, i)
			p.steps <- step{more: -1, ended: l}
		}()
	}
	var waiting []*statement
	for running := n; running > 0; {
		next := <-p.steps
		running += next.more
		if next.statement != nil {
			waiting = append(waiting, next.statement)
		}
		if next.ended != nil {
			p.held.release(next.ended)
		}
		waiting = p.sendAll(waiting, running)
	}
}

// sendAll sends statements for as long as all running functions wait, for an answer or
// for a held row. It returns the statements that it has not sent.
func (p *pipeline) sendAll(waiting []*statement, running int) (left []*statement) {
	for running > 0 && len(waiting)+len(p.held.waiting) == running {
		waiting = append(waiting, p.held.free()...)
		if len(waiting) == 0 { // the functions wait for each other
			waiting = p.held.giveUp()
			p.fail(waiting[0], errCircle)
		}
		if len(waiting) == running && p.mayEnd(waiting) {
			p.send(waiting, p.end)
			return nil
		}
		waiting = p.sendFirst(waiting)
	}
	return waiting
}

// position is the position of a function in its pipeline. Statements are sent in the
// order of positions. So transactions that change the same rows in the same order do
// not deadlock.
type position struct {
	order uint64
	level int // how many more levels there are below
}

// levels is the depth of nested functions up to which they have an order. Each level has
// sixteen bits.
const levels = 4

// below returns the position of the function with the number i in a call of each.
func (p position) below(i int) position {
	level := max(p.level-1, 0)
	return position{p.order + uint64(i)<<(16*level), level}
}

// functionNumber returns the number in run of the function to which an order belongs.
func functionNumber(order uint64) int { return int(order >> (16 * (levels - 1))) }

// sendFirst sends the waiting statements of the earliest phase, and returns the others.
// It sends inserts and changes together, because changes wait for no transaction.
func (p *pipeline) sendFirst(waiting []*statement) (left []*statement) {
	slices.SortFunc(waiting, (*statement).compare)
	last := waiting[0].phase
	if last == inserts {
		last = changes
	}
	n := len(waiting)
	for waiting[n-1].phase > last && p.broken == nil {
		n--
	}
	p.send(waiting[:n], p.exchange)
	return append(waiting[:0], waiting[n:]...)
}

// send sends statements by a function, and delivers their answers. After the first statement
// that fails, the others fail with the same error.
func (p *pipeline) send(waiting []*statement, by func([]*statement)) {
	failed := p.broken
	if p.ending.isSent() {
		failed = errAfterLast
	}
	if failed == nil {
		p.held.claim(waiting)
		by(waiting)
		failed = p.broken
	}
	if failed == nil {
		waiting = p.held.park(waiting)
	}
	for _, s := range waiting {
		if s.err == nil {
			s.err = failed
		}
		close(s.done)
	}
}

// exchange sends statements in one network round trip, after the statement that begins
// the transaction, and reads the answers up to the first failure.
func (p *pipeline) exchange(waiting []*statement) {
	begun := time.Now()
	combined, err := bundle(waiting, p.arrays, p.distributed)
	if err != nil {
		p.fail(nil, err)
		return
	}
	batch := &pgx.Batch{}
	if !p.begun {
		batch.Queue(p.begin)
	}
	for _, s := range combined {
		p.watch.trace(s.text)
		batch.Queue(s.text, s.args...)
	}
	answers := p.on.SendBatch(p.ctx, batch)
	if !p.begun {
		_, err := answers.Exec()
		p.fail(nil, postgresError(err))
		p.begun = true
	}
	for _, s := range combined {
		if p.broken != nil {
			break
		}
		s.read(answers)
		p.fail(s, s.err)
		p.number(s)
	}
	p.fail(nil, postgresError(answers.Close()))
	p.watch.endAll(batch, begun)
}

// number gives a statement the next number, and notes it with the functions of which it is
// the first that has changed rows.
func (p *pipeline) number(s *statement) {
	p.sent++
	s.noteChange(p.sent)
	for _, bundled := range s.bundled {
		bundled.noteChange(p.sent)
	}
}

// unsentBegin returns the statement that begins the transaction, or "" if it was sent.
func (p *pipeline) unsentBegin() string {
	if p.begun {
		return ""
	}
	return p.begin
}

// endAll is end for statements that were sent together. It logs all of them as slow,
// because the server answers after the last statement. It leaves out the statement that
// begins the transaction.
func (w *watcher) endAll(batch *pgx.Batch, begun time.Time) {
	if !w.isSlow(begun) {
		return
	}
	var statements []string
	for _, queued := range batch.QueuedQueries {
		if !slices.Contains(statements, queued.SQL) && !strings.HasPrefix(queued.SQL, "BEGIN") {
			statements = append(statements, queued.SQL)
		}
	}
	w.end(strings.Join(statements, "; "), begun)
}

// culprits returns the numbers of the functions whose statement failed: several if the
// statement combined several inserts.
func (p *pipeline) culprits() (numbers []int) {
	if p.failed == nil {
		return nil
	}
	for _, s := range append([]*statement{p.failed}, p.failed.bundled...) {
		if s.done != nil { // nil for a bundle itself
			numbers = append(numbers, functionNumber(s.order))
		}
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// fail stores the first failure and its statement, which is nil for the connection.
func (p *pipeline) fail(s *statement, err error) {
	if p.broken == nil && err != nil {
		p.broken, p.failed = err, s
	}
}

// pipelinedSession is the session of one function of a pipeline.
type pipelinedSession struct {
	*pipeline
	position position
	function *pipelinedSession // of the function of run to which it belongs
	holds    []heldRow         // of a function: the rows that it holds
	// changedAt is, of a function, the number of its first statement that has changed rows; 0
	// for none.
	changedAt int
}

func (l *pipelinedSession) exec(_ context.Context, text string, args []any) (int64, error) {
	return l.wait(&statement{text: text, args: args, phase: changes})
}

func (l *pipelinedSession) execLast(_ context.Context, text string, args []any) (int64, error) {
	return l.wait(&statement{text: text, args: args, phase: lasts})
}

func (l *pipelinedSession) insert(_ context.Context, into *Insert, values []any) (bool, error) {
	made, err := l.wait(&statement{text: into.text, args: values, into: into, phase: inserts})
	return made > 0, err
}

func (l *pipelinedSession) query(_ context.Context, text string, args []any, each rowFunc) error {
	phase := changes
	if onlyReads(text) {
		phase = lookups
	}
	_, err := l.wait(&statement{text: text, args: args, each: each, phase: phase})
	return err
}

func (l *pipelinedSession) hold(_ context.Context, text string, args []any, each rowFunc) error {
	_, err := l.wait(&statement{text: text + forUpdate, args: args, each: each, phase: holds, holder: l.function, row: newHeldRow(text, args)})
	return err
}

func (l *pipelinedSession) quick(ctx context.Context, text string, args []any, each rowFunc) error {
	return l.query(ctx, text, args, each)
}

func (l *pipelinedSession) search(ctx context.Context, text string, args []any, each rowFunc) error {
	return l.query(ctx, text, args, each)
}

func (l *pipelinedSession) indexedBy(table, _ string) string { return table }

func (l *pipelinedSession) arrayLength(column string) string { return postgresArrayLength(column) }

func (l *pipelinedSession) inRanges(r *Ranges) string { return r.onPostgres() }

func (l *pipelinedSession) records() *recordCache { return nil }

func (l *pipelinedSession) containing(table, column, text string, place int) Containing {
	return postgresContaining(table, column, text, place)
}

// each replaces the function by n functions until all of them have returned.
func (l *pipelinedSession) each(_ context.Context, n int, do func(session, int)) {
	if n == 0 {
		return
	}
	l.steps <- step{more: n - 1}
	var running atomic.Int64
	running.Store(int64(n))
	all := make(chan struct{})
	for i := range n {
		go func() {
			do(&pipelinedSession{pipeline: l.pipeline, position: l.position.below(i), function: l.function}, i)
			if running.Add(-1) == 0 {
				close(all)
				return
			}
			l.steps <- step{more: -1}
		}()
	}
	<-all
}

// wait hands a statement to the pipeline, and waits for its answer.
func (l *pipelinedSession) wait(s *statement) (changed int64, err error) {
	s.order, s.function, s.done = l.position.order, l.function, make(chan struct{})
	l.steps <- step{statement: s}
	<-s.done
	return s.changed, s.err
}
