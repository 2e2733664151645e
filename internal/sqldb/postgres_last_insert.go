package sqldb

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// InsertLast is Insert for the last statement of a write that changes nothing else. It
// also adds 1 to the count of a table, and tells an event of its organization. If the Work
// of all writes of a group says EndsWithInsert, PostgreSQL gets one statement for the group,
// which inserts, counts, tells and commits: one network round trip instead of two. Its
// changes cannot be rolled back, so a statement after it fails.
func (tx *Tx) InsertLast(into *Insert, table string, event Event, values ...any) (made bool, err error) {
	if s, ok := tx.session.(lastInserter); ok {
		made, err = s.insertLast(tx.ctx, into, values, &lastInsert{table, keptEvent{toldEvent{event, tx.now}, tx.by}})
	} else {
		made, err = tx.session.insert(tx.ctx, into, values)
	}
	if made {
		tx.changed++
		tx.Count(event.Organization, table, 1)
		tx.Tell(event)
	}
	return made, err
}

// lastInserter is a session that can commit by an insert.
type lastInserter interface {
	insertLast(ctx context.Context, into *Insert, values []any, last *lastInsert) (made bool, err error)
}

// lastInsert is what a statement that inserts rows and commits writes for one of the rows.
type lastInsert struct {
	table string // to whose count it adds 1
	event keptEvent
}

// ending is the statement by which a transaction whose writes end with inserts can do all of
// its work.
type ending struct {
	slot int // of the count
	sent bool
	rows int64 // that were inserted
	took time.Duration
	err  error
}

// errAfterLast says that a write runs a statement after the last, which is a bug.
var errAfterLast = errors.New("a statement follows the last statement of a write")

// isSent reports whether the transaction has ended. A nil ending never does.
func (e *ending) isSent() bool { return e != nil && e.sent }

// send inserts, counts, tells and commits. It sets changed of the statements whose rows
// were inserted.
func (e *ending) send(ctx context.Context, on runner, watch *watcher, arrays *arrayInserts, inserts []*statement) (*statement, error) {
	all, err := arrays.insertLast(inserts, e.slot)
	if err != nil {
		return nil, err
	}
	begun := watch.begin(all.text)
	defer watch.end(all.text, begun)
	rows, err := on.Query(ctx, all.text, all.args...)
	if err == nil {
		err = readRows(rows, all.each)
	}
	e.sent, e.took, e.err = true, time.Since(begun), err
	for _, s := range inserts {
		e.rows += s.changed
	}
	return all, postgresError(err)
}

func (s *postgresSession) insertLast(ctx context.Context, into *Insert, values []any, last *lastInsert) (bool, error) {
	if s.ending == nil || s.begin == "" {
		return s.insert(ctx, into, values)
	}
	if err := s.connect(ctx); err != nil {
		return false, err
	}
	insert := &statement{args: values, into: into, last: last}
	_, err := s.ending.send(ctx, s.on, s.watch, s.arrays, []*statement{insert})
	return insert.changed > 0, err
}

func (l *pipelinedSession) insertLast(_ context.Context, into *Insert, values []any, last *lastInsert) (bool, error) {
	made, err := l.wait(&statement{text: into.text, args: values, into: into, phase: inserts, last: last})
	return made > 0, err
}

// mayEnd reports whether one statement can do all that is left of a group, whose functions
// wait for statements: no statement was sent before, and all are inserts into the same table
// of one organization, by which the functions end.
func (p *pipeline) mayEnd(waiting []*statement) bool {
	first := waiting[0]
	return p.ending != nil && !p.begun && !slices.ContainsFunc(waiting, func(s *statement) bool {
		return s.last == nil || s.into != first.into || s.last.table != first.last.table ||
			s.last.event.Organization != first.last.event.Organization
	})
}

// end sends the statement that does all that is left of a group.
func (p *pipeline) end(waiting []*statement) {
	p.fail(p.ending.send(p.ctx, p.on, p.watch, p.arrays, waiting))
}

// finishEnding notes the commit of an ending, if it was sent. It fails if the server may have
// committed without an answer that can be read: nothing may be repeated then. The writes have
// the error with which the server refused the statement.
func (c *postgresCommitter) finishEnding(e *ending, writes int) error {
	if !e.isSent() {
		return nil
	}
	if _, answered := errors.AsType[*pgconn.PgError](e.err); e.err != nil && !answered {
		return fmt.Errorf("committing: %w", postgresError(e.err))
	}
	if e.rows > 0 {
		c.noteCommit(writes, e.rows, e.took)
	}
	return nil
}

// insertLast returns the statement for the inserts by which writes end.
func (a *arrayInserts) insertLast(inserts []*statement, slot int) (all *statement, err error) {
	first := inserts[0]
	text, args, events := first.into.last, slices.Clip(first.args), first.last.event.values()
	if len(inserts) > 1 {
		if text, args, events, err = a.insertManyLast(inserts); err != nil {
			return nil, err
		}
	}
	args = append(args, first.last.event.Organization, first.last.table, slot, transactionNumber())
	return &statement{text: text, args: append(args, events...), bundled: inserts, each: first.into.eachMade(inserts)}, nil
}

// insertManyLast returns the text for several inserts, and the columns of their rows and of
// their events.
func (a *arrayInserts) insertManyLast(inserts []*statement) (text string, rows, events []any, err error) {
	into := inserts[0].into
	insert, rows, err := a.insert(&into.many, valuesOf(inserts))
	if err != nil {
		return "", nil, nil, err
	}
	told := make([]keptEvent, len(inserts))
	for i, s := range inserts {
		told[i] = s.last.event
	}
	known, ok := a.texts.Load(into)
	if !ok {
		known, _ = a.texts.LoadOrStore(into, a.manyLastText(into, insert))
	}
	return known.(string), rows, columnsOf(told), nil
}

// manyLastText returns the text for several inserts, of which an event is that of a row that
// was made if it has the key of the row.
func (a *arrayInserts) manyLastText(into *Insert, insert string) string {
	columns := len(into.many.columns)
	key := a.types[into.many.table+"."+into.many.columns[into.key]]
	return lastText(insert, columns, `seq - (SELECT count(*) FROM made) + row_number() OVER (), `+eventValues+`
		FROM head, made JOIN (SELECT `+fmt.Sprintf("unnest($%d::%s[]), ", into.key+1, key)+unnested(columns+1+countArguments, eventTypes)+`)
			AS sent (made_key, `+eventValues+`) USING (made_key)`)
}

// oneLastText returns the text for one insert.
func oneLastText(insert string, columns int) string {
	values := make([]string, len(eventTypes))
	for i, kind := range eventTypes {
		values[i] = fmt.Sprintf("$%d::%s", columns+1+countArguments+i, kind)
	}
	return lastText(insert, columns, `seq, `+strings.Join(values, ", ")+` FROM head`)
}

// countArguments is the number of arguments that the count takes, which stand between those of
// the rows and those of the events.
const countArguments = 4

// lastText returns the text of a statement that inserts rows and returns their keys. It adds
// the number of rows that were made to a count, and writes an event for each of them. It
// changes the row of row_counts before the head of the events, in the order of every other
// commit, and neither if it makes no row. Told selects the events without the organization.
func lastText(insert string, columns int, told string) string {
	place := func(n int, kind string) string { return fmt.Sprintf("$%d::%s", columns+n, kind) }
	return "WITH made AS (" + insert + ` AS made_key),
	counted AS (INSERT INTO row_counts (organization_id, resource, slot, row_count, last_write)
		SELECT ` + place(1, "bigint") + ", " + place(2, "text") + ", " + place(3, "integer") + ", count(*), " + place(4, "bigint") + ` FROM made HAVING count(*) > 0
		ON CONFLICT (organization_id, resource, slot) DO UPDATE SET row_count = row_counts.row_count + EXCLUDED.row_count, last_write = EXCLUDED.last_write
		RETURNING organization_id),
	head AS (INSERT INTO event_heads (organization_id, seq, removed) SELECT organization_id, (SELECT count(*) FROM made), 0 FROM counted
		ON CONFLICT (organization_id) DO UPDATE SET seq = event_heads.seq + EXCLUDED.seq RETURNING organization_id, seq),
	told AS (INSERT INTO events (` + eventColumns + `) SELECT organization_id, ` + told + `)
	SELECT made_key FROM made`
}
