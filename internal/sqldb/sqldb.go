// Package sqldb gives access to a database on SQLite or PostgreSQL by the same SQL.
// Callers write SQL with $1 placeholders inside Read and Write, and see neither
// connections nor drivers.
//
// Its jobs, each in files named after the engine and the job:
//
//   - open a database, migrate its tables, create its text indexes
//   - reads: single statements, snapshots, lists with an admission of their own
//   - writes: groups that share a commit, conflicts, counts of rows
//   - find rows that contain a text
//   - back up, restore and copy a database
//
// Tables obey naming rules, on which the package relies and which a test holds:
//
//   - A table of a resource has a column external_reference_id. It also has
//     organization_id, id, created_at, updated_at and version, and an index on
//     (organization_id, external_reference_id). Its rows are counted in row_counts.
//   - The key of a table with an organization_id begins with organization_id.
//   - A table without organization_id, other than organizations, is shared by all
//     organizations. The requests of clients only read it. The one such table is
//     postal_codes.
//   - name_folded is the folded text of the column name.
//   - A searched column has a row in text_indexes. Its table has, on SQLite, an
//     INTEGER PRIMARY KEY called row, which nothing else refers to. The index is
//     <table>_text; on SQLite <table>_text_stale has the rows whose entry is stale.
package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

// ErrNoRows says that a query for one row found none.
var ErrNoRows = sql.ErrNoRows

// Timeout bounds the time of a write in the database, with its waits for a connection and
// for locks. It also bounds a read of a few rows on PostgreSQL, and the wait of any
// statement for the lock of an SQLite file. It is less than the time of a request, so that
// the request still gets an answer. It is a variable only because sqldbtest changes it.
var Timeout = 10 * time.Second

// Options are the options of Open. The zero value is ready for use.
type Options struct {
	// Now returns the time; time.Now when nil.
	Now func() time.Time
	// Log receives the errors that no request can report. When nil, they are discarded.
	Log *slog.Logger
	// Trace is called with the text of every statement before it runs, for tests
	// that judge statements; it must be safe for concurrent use.
	Trace func(statement string)
	// SlowStatement is the time from which on a statement is logged as slow, before
	// Close returns. 0 logs none.
	SlowStatement time.Duration
	// Observer receives the results of writes; may be nil.
	Observer Observer
	// MustExist makes Open fail when there is no database yet.
	MustExist bool
	// Unfinished lets Open open an unfinished copy.
	Unfinished bool
	// Migrate brings older tables up to date. Without it Open fails with ErrOlder.
	Migrate bool
	// BackupFirst makes a backup beside an SQLite file before its tables are
	// brought up to date.
	BackupFirst bool
	// ForgetTotals disables the memory of the totals of lists. It is for tests that
	// judge statements.
	ForgetTotals bool
	// Exclusive makes Open fail with ErrInUse while another process has the SQLite
	// file open with Exclusive, as a server does. It does nothing on PostgreSQL, which
	// serves any number of processes.
	Exclusive bool
}

// DB is an open database. All methods are safe for concurrent use.
type DB struct {
	engine    engine
	writer    *writer
	admission *listAdmission
	totals    *Totals // nil if a statement does not see one snapshot
	now       func() time.Time
	closing   sync.Once
	closed    error // the result of closing
}

// engine is a database engine.
type engine interface {
	// read calls fn with a session whose statements each see a moment of their own.
	read(ctx context.Context, fn func(session) error) error
	// readList is read with a connection that is reserved for lists. There are as many
	// as lists(), so the caller must not run more. The end of ctx ends a statement, and
	// leaves the connection usable.
	readList(ctx context.Context, fn func(session) error) error
	// readSnapshot is read in a transaction that sees one moment. It may call fn again.
	readSnapshot(ctx context.Context, fn func(session) error) error
	// readListSnapshot is readList in a transaction that sees one moment.
	readListSnapshot(ctx context.Context, fn func(session) error) error
	// lists returns how many lists may run at once.
	lists() int
	// committers returns the committers, which work concurrently.
	committers() []committer
	// exclusive calls fn with a function that runs transactions one after another,
	// without a limit of time but ctx.
	exclusive(ctx context.Context, fn func(transactionFunc) error) error
	// snapshot is DB.Snapshot.
	snapshot(ctx context.Context) (snapshot, error)
	// view is DB.View.
	view(ctx context.Context) (snapshot, error)
	catalog() catalog
	// hasSnapshots reports whether each statement sees one snapshot of all tables, and
	// all transactions that an earlier statement has seen.
	hasSnapshots() bool
	// stats is DB.Stats.
	stats() Stats
	// upgraded is DB.Upgraded.
	upgraded() Upgrade
	// close is called after the committers have stopped.
	close() error
}

// session runs statements, one after another. It converts the errors of the driver to
// errors of this package and of apierr.
type session interface {
	exec(ctx context.Context, statement string, args []any) (changed int64, err error)
	// execLast is Tx.ExecLast.
	execLast(ctx context.Context, statement string, args []any) (changed int64, err error)
	// insert is Tx.Insert.
	insert(ctx context.Context, into *Insert, values []any) (made bool, err error)
	// insertRows is Tx.InsertRows.
	insertRows(ctx context.Context, into *Rows, values []any) error
	query(ctx context.Context, statement string, args []any, each rowFunc) error
	// quick is query for a statement that finds its rows by an index.
	quick(ctx context.Context, statement string, args []any, each rowFunc) error
	// lookUp is ReadTx.LookUp, with pointers to Finds that have keys.
	lookUp(ctx context.Context, finds func() []*Find) error
	// hold is quick for a row that is locked until the end of the transaction.
	hold(ctx context.Context, statement string, args []any, each rowFunc) error
	// search is query for a statement whose best plan depends on its arguments.
	search(ctx context.Context, statement string, args []any, each rowFunc) error
	// indexedBy is ReadTx.IndexedBy.
	indexedBy(table, index string) string
	arrayLength(column string) string
	// inRanges is ReadTx.InRanges.
	inRanges(r *Ranges) string
	// containing is Tx.Containing.
	containing(table, column, text string, place int) Containing
	// each calls do for all numbers below n, one after another or side by side.
	each(ctx context.Context, n int, do func(s session, i int))
	// records is the cache of Tx.Cached, or nil.
	records() *recordCache
}

// transactionFunc calls fn in a transaction, and commits it unless fn fails.
type transactionFunc = func(fn func(session) error) error

// rowFunc is called for a row, with a function that scans it. Its error ends the query.
type rowFunc = func(scan func(dest ...any) error) error

// Open opens a database. An address that begins with postgres:// or postgresql:// is
// the address of a PostgreSQL database, which must exist. Any other address is the
// name of an SQLite file, with or without sqlite: before it; the file is created if it
// does not exist. Open creates the tables in an empty database. It fails for a
// database of a newer version of the program. It fails with ErrOlder for a database of
// an older version, unless Options.Migrate is set, and with ErrUnfinished for an
// unfinished copy, unless Options.Unfinished is set.
func Open(ctx context.Context, address string, options Options) (*DB, error) {
	if err := checkAddress(address); err != nil {
		return nil, err
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	if options.Trace == nil {
		options.Trace = func(string) {}
	}
	if options.Observer == nil {
		options.Observer = nobody{}
	}
	open := openSQLite
	if IsPostgres(address) {
		open = openPostgres
	}
	e, err := open(ctx, strings.TrimPrefix(address, "sqlite:"), options)
	if err != nil {
		return nil, fmt.Errorf("opening the database %s: %w", Redacted(address), err)
	}
	db := &DB{
		engine:    e,
		writer:    startWriter(e.committers(), &clock{now: options.Now}, newWatcher(options)),
		admission: newListAdmission(e.lists()),
		now:       options.Now,
	}
	if e.hasSnapshots() && !options.ForgetTotals {
		db.totals = newTotals(options.Now)
	}
	if options.Unfinished {
		return db, nil
	}
	if err := db.checkFinished(ctx); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("opening the database %s: %w", Redacted(address), err)
	}
	return db, nil
}

// Read calls fn to read, and returns its error. Each statement sees the database at
// one moment; a later statement may see a later moment. No statement waits for a
// writer. If fn cannot be called before ctx ends, Read returns the error of ctx.
func (db *DB) Read(ctx context.Context, fn func(*ReadTx) error) error {
	return db.engine.read(ctx, func(s session) error { return fn(db.readTx(ctx, s)) })
}

// ReadList is Read for lists and searches, which may take long. They have connections
// of their own. An organization has at most half of these at once, and a quarter while
// other organizations send requests. Further lists of the organization wait, at most
// until ctx ends; lists of other organizations do not wait for them. The end of ctx
// ends a statement.
func (db *DB) ReadList(ctx context.Context, organization int64, fn func(*ReadTx) error) error {
	return db.list(ctx, organization, fn, db.engine.readList)
}

// ReadSnapshot is Read whose statements all see the database at the same moment, so
// that a record and its children are of one version. That moment is not before the
// call. Reads that wait at the same time may share a transaction, so fn runs on
// another goroutine and should not do slow work apart from its statements. It may
// be called more than once, so it must reset its results on each call.
func (db *DB) ReadSnapshot(ctx context.Context, fn func(*ReadTx) error) error {
	err := db.engine.readSnapshot(ctx, func(s session) error { return fn(db.readTx(ctx, s)) })
	if p, ok := errors.AsType[*panicked](err); ok {
		panic(p)
	}
	return err
}

// ReadListSnapshot is ReadList whose statements all see the database at the same
// moment.
func (db *DB) ReadListSnapshot(ctx context.Context, organization int64, fn func(*ReadTx) error) error {
	return db.list(ctx, organization, fn, db.engine.readListSnapshot)
}

// list calls fn by read, once the organization may run another list.
func (db *DB) list(ctx context.Context, organization int64, fn func(*ReadTx) error, read func(context.Context, func(session) error) error) error {
	leave, err := db.admission.enter(ctx, organization)
	if err != nil {
		return err
	}
	defer leave()
	return read(ctx, func(s session) error { return fn(db.readTx(ctx, s)) })
}

func (db *DB) readTx(ctx context.Context, s session) *ReadTx {
	return &ReadTx{ctx: ctx, session: s, totals: db.totals}
}

// Seen must be called for each request of an organization. ReadList learns from it
// whether other organizations send requests.
func (db *DB) Seen(organization int64) { db.admission.seen(organization) }

// Write calls fn with a transaction, and returns nil once fn has returned nil and the
// transaction is on disk. When fn fails or panics, its changes are rolled back. Any
// other error also means that nothing was changed, with two exceptions: after an error
// of ctx, or when the server or the disk failed at the commit, the write may have been
// committed as a whole.
//
// Writes that wait at the same time are committed together, so fn runs on
// another goroutine and should not do slow work apart from its statements. It
// may be called more than once, so it must reset its results on each call.
func (db *DB) Write(ctx context.Context, fn func(*Tx) error) error {
	return db.Do(ctx, Work{}, fn)
}

// Rehearse calls fn as Write does and rolls its changes back. It returns the error of
// fn, or why fn could not be called. A rehearsal has a transaction of its own.
func (db *DB) Rehearse(ctx context.Context, fn func(*Tx) error) error {
	return db.Do(ctx, Work{Rehearsal: true}, fn)
}

// Do is Write or Rehearse, as the work says.
func (db *DB) Do(ctx context.Context, work Work, fn func(*Tx) error) error {
	return db.writer.write(&write{Work: work, ctx: ctx, fn: fn})
}

// WhenTold makes each commit of this DB that writes events call tell with the organizations
// of the events. The calls for an organization may be in another order than the commits.
// Tell must return quickly. It is not called for commits of other processes, and not for a
// commit whose answer was lost. A second call of WhenTold replaces the first.
func (db *DB) WhenTold(tell func(organization int64)) { db.writer.tell.Store(&tell) }

// Now returns the time of Options.Now. Tx.Now, which only grows, may be later.
func (db *DB) Now() time.Time { return db.now() }

// Ready returns nil when the database answers a query that reads from each of some
// tables.
func (db *DB) Ready(ctx context.Context, tables []string) error {
	const each = ") AND EXISTS (SELECT 1 FROM "
	statement := "SELECT EXISTS (SELECT 1 FROM " + strings.Join(tables, each) + ")"
	return db.Read(ctx, func(tx *ReadTx) error {
		return tx.Rows(statement, nil, func(func(...any) error) error { return nil })
	})
}

// Upgrade is what Open has done to the tables.
type Upgrade struct {
	From, To int64  // the versions; From is 0 for a new database
	Backup   string // the file with the backup that was made before; empty for none
}

// Upgraded gives what Open has done to the tables.
func (db *DB) Upgraded() Upgrade { return db.engine.upgraded() }

// Close waits for the writes and reads that have begun, and closes the database. Later
// writes and reads fail. Another Close returns the same result.
func (db *DB) Close() error {
	db.closing.Do(func() {
		db.writer.close()
		db.closed = db.engine.close()
	})
	return db.closed
}

// ReadTx runs statements that read, and refuses others. It is only valid during the
// call of the function that received it, and only on one goroutine.
type ReadTx struct {
	ctx     context.Context // of the statements; within a write, of the group
	session session
	totals  *Totals // nil if none may be remembered
}

// Tx runs the statements of a write. It is only valid during the call of the function
// that received it, and only on one goroutine.
type Tx struct {
	ReadTx
	now     time.Time
	ids     uint16 // created so far
	changed int64  // rows that statements have changed, or may have
	counts  map[counter]counted
	sums    []summed
	events  []toldEvent
	by      *Actor
}

// By returns who makes the change.
func (tx *Tx) By() Actor { return *tx.by }

// Now is the time of a write: the same at each call, later than that of every
// earlier write of this DB, in whole microseconds, UTC.
func (tx *Tx) Now() time.Time { return tx.now }

// NewID creates an id: prefix and 24 lower-case letters and digits. Ids sort, byte by
// byte, by Now, and within a write in the order of the calls. A write may call NewID
// up to 65536 times.
func (tx *Tx) NewID(prefix string) string {
	tx.ids++
	return newID(prefix, tx.now, tx.ids)
}

// Exec runs a statement and gives the number of rows that it changed.
func (tx *Tx) Exec(statement string, args ...any) (int64, error) {
	changed, err := tx.session.exec(tx.ctx, statement, args)
	tx.changed += changed
	return changed, err
}

// ExecLast is Exec for the last statement of a write, if it locks a row that other
// transactions lock by the same statement. It runs after all other statements of the
// writes that share the transaction. The arguments begin with the key of the row.
func (tx *Tx) ExecLast(statement string, args ...any) (int64, error) {
	changed, err := tx.session.execLast(tx.ctx, statement, args)
	tx.changed += changed
	return changed, err
}

// Insert inserts a row with values for the columns of an Insert. It reports false, and
// inserts nothing, when a row with the same unique columns exists.
func (tx *Tx) Insert(into *Insert, values ...any) (made bool, err error) {
	made, err = tx.session.insert(tx.ctx, into, values)
	if made {
		tx.changed++
	}
	return made, err
}

// Row runs a statement and scans its first row. It returns ErrNoRows, perhaps wrapped,
// when there is none. It is for a row that an index finds: the end of the request may
// not end the statement.
func (tx *ReadTx) Row(statement string, args []any, dest ...any) error {
	if !mayRead(statement) {
		return errNotRead
	}
	return firstRow(func(each rowFunc) error { return tx.session.quick(tx.ctx, statement, args, each) }, dest)
}

// Row is ReadTx.Row, also for a statement that writes and returns a row.
func (tx *Tx) Row(statement string, args []any, dest ...any) error {
	return firstRow(func(each rowFunc) error {
		return tx.session.quick(tx.ctx, statement, args, tx.watched(statement, each))
	}, dest)
}

// Hold is Row for a SELECT that locks its row until the transaction ends. The arguments,
// at most two, are the key of the row. If another transaction replaces the row while Hold
// waits for it, Hold returns ErrNoRows; then Row finds the new row.
func (tx *Tx) Hold(statement string, args []any, dest ...any) error {
	return firstRow(func(each rowFunc) error { return tx.session.hold(tx.ctx, statement, args, each) }, dest)
}

// HoldOrganization locks an organization until the transaction ends. A write that counts rows of
// the organization and then inserts a row must call it before it counts: otherwise several such
// writes find room for the last row.
func (tx *Tx) HoldOrganization(id int64) error {
	var held int64
	if err := tx.Hold(`SELECT id FROM organizations WHERE id = $1`, []any{id}, &held); err != nil {
		return fmt.Errorf("lock the organization: %w", err)
	}
	return nil
}

// firstRow runs a query and scans its first row.
func firstRow(query func(each rowFunc) error, dest []any) error {
	found := false
	err := query(func(scan func(...any) error) error {
		if found {
			return nil
		}
		found = true
		return scan(dest...)
	})
	if err == nil && !found {
		return ErrNoRows
	}
	return err
}

// Rows runs a statement and calls each for every row, with a function that
// scans it. An error of each ends the statement and is returned; so does the
// end of a request that reads.
func (tx *ReadTx) Rows(statement string, args []any, each func(scan func(dest ...any) error) error) error {
	if !mayRead(statement) {
		return errNotRead
	}
	return tx.session.query(tx.ctx, statement, args, each)
}

// Rows is ReadTx.Rows, also for a statement that writes and returns rows.
func (tx *Tx) Rows(statement string, args []any, each func(scan func(dest ...any) error) error) error {
	return tx.session.query(tx.ctx, statement, args, tx.watched(statement, each))
}

// Search is Rows for a statement that only reads, and whose best plan depends on
// its arguments: it is planned each time, where that matters.
func (tx *ReadTx) Search(statement string, args []any, each func(scan func(dest ...any) error) error) error {
	if !mayRead(statement) {
		return errNotRead
	}
	return tx.session.search(tx.ctx, statement, args, each)
}

// Each calls do for all numbers below n and waits for all calls. It returns the error
// of the lowest number that failed. Each call has a ReadTx of its own, of the same
// transaction. The calls run concurrently where that saves network round trips.
func (tx *ReadTx) Each(n int, do func(tx *ReadTx, i int) error) error {
	failures := make([]error, n)
	tx.session.each(tx.ctx, n, func(s session, i int) {
		failures[i] = recovered(func() error { return do(&ReadTx{ctx: tx.ctx, session: s, totals: tx.totals}, i) })
	})
	return firstOf(failures)
}

// callIDs is the largest number of ids that a call by Each may create.
const callIDs = 128

// Each is ReadTx.Each for calls that write. Each call has a Tx of its own, of the same
// transaction and time, and may create up to 128 ids; ids sort by the numbers of the
// calls. A call may or may not see the changes of another call.
func (tx *Tx) Each(n int, do func(tx *Tx, i int) error) error {
	calls, failures := make([]*Tx, n), make([]error, n)
	for i := range calls {
		calls[i] = &Tx{ReadTx: ReadTx{ctx: tx.ctx}, now: tx.now, ids: tx.ids + uint16(i*callIDs), by: tx.by}
	}
	tx.session.each(tx.ctx, n, func(s session, i int) {
		calls[i].session = s
		failures[i] = recovered(func() error { return do(calls[i], i) })
	})
	tx.ids += uint16(n * callIDs)
	for _, call := range calls {
		tx.changed += call.changed
		for of, more := range call.counts {
			tx.count(of, more)
		}
		tx.sums = append(tx.sums, call.sums...)
		tx.events = append(tx.events, call.events...)
	}
	return firstOf(failures)
}

// firstOf returns the first error of a list that is not nil.
func firstOf(failures []error) error {
	if first := slices.IndexFunc(failures, func(err error) bool { return err != nil }); first >= 0 {
		return failures[first]
	}
	return nil
}

// watched counts the rows that a statement returns as changed, unless the statement is
// a SELECT.
func (tx *Tx) watched(statement string, each rowFunc) rowFunc {
	if onlyReads(statement) {
		return each
	}
	return func(scan func(...any) error) error {
		tx.changed++
		return each(scan)
	}
}

// onlyReads reports whether a statement is known to change nothing.
func onlyReads(statement string) bool { return strings.HasPrefix(statement, "SELECT") }

// errNotRead says that a ReadTx was asked to write, which is a bug.
var errNotRead = errors.New("a reading transaction runs statements that read only")

// mayRead reports whether a ReadTx runs a statement.
func mayRead(statement string) bool {
	return onlyReads(statement) || slices.ContainsFunc([]string{"WITH", "EXPLAIN", "PRAGMA"}, func(word string) bool {
		return strings.HasPrefix(statement, word)
	})
}

// Shared reports whether other instances may use the database at the same time. Then
// an instance does not know all state from its own memory.
func (db *DB) Shared() bool {
	_, isSQLite := db.engine.(*sqliteEngine)
	return !isSQLite
}
