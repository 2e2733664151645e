// Package sqldb is the database: one SQL text for SQLite and PostgreSQL. Callers
// write SQL with $1 placeholders inside Read and Write and see neither connections
// nor drivers.
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
//   - name_folded is the folded text of the column name.
//   - A searched column has a row in text_indexes. Its table has, on SQLite, an
//     INTEGER PRIMARY KEY called row, which means nothing elsewhere. The index is
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

// Options are how a database is opened. The zero value is good for use.
type Options struct {
	// Now tells the time; time.Now when nil.
	Now func() time.Time
	// Log takes the errors that no request can report; discarded when nil.
	Log *slog.Logger
	// Trace is called with the text of every statement before it runs, for tests
	// that judge statements; it must be safe for concurrent use.
	Trace func(statement string)
	// SlowStatement is how long a statement takes that is logged, by the time of
	// Close at the latest; 0 logs none.
	SlowStatement time.Duration
	// Observer is told the results of writes; may be nil.
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
	// Exclusive makes Open fail with ErrInUse while another process has the SQLite
	// file open by it, as the server does. PostgreSQL serves any number.
	Exclusive bool
}

// DB is an open database. All methods are safe for concurrent use.
type DB struct {
	engine    engine
	writer    *writer
	admission *listAdmission
	now       func() time.Time
	closing   sync.Once
	closed    error // what closing came to
}

// engine is what database engines differ in.
type engine interface {
	// read calls fn with a session whose statements are each for themselves.
	read(ctx context.Context, fn func(session) error) error
	// readList is read with a connection of those that lists have for themselves,
	// of which there is one for each list that runs. The end of ctx ends a statement,
	// and leaves the connection usable.
	readList(ctx context.Context, fn func(session) error) error
	// readOnce is read in a transaction that sees one moment. It may call fn again.
	readOnce(ctx context.Context, fn func(session) error) error
	// readListOnce is readList in a transaction that sees one moment.
	readListOnce(ctx context.Context, fn func(session) error) error
	// lists is how many lists run at once.
	lists() int
	// committers are what writes, one or more at once.
	committers() []committer
	// exclusive calls fn in a transaction of its own, for as long as ctx lasts.
	exclusive(ctx context.Context, fn func(session) error) error
	// snapshot is DB.Snapshot.
	snapshot(ctx context.Context) (snapshot, error)
	catalog() catalog
	// stats is DB.Stats.
	stats() Stats
	// upgraded is DB.Upgraded.
	upgraded() Upgrade
	// close is called once the committers are at rest.
	close() error
}

// session runs statements, one after another. Errors of the driver come out as
// ours.
type session interface {
	exec(ctx context.Context, statement string, args []any) (changed int64, err error)
	// execLast is Tx.ExecLast.
	execLast(ctx context.Context, statement string, args []any) (changed int64, err error)
	// insert inserts a row, and reports whether it did.
	insert(ctx context.Context, into *Insert, values []any) (made bool, err error)
	// insertRows is Tx.InsertRows.
	insertRows(ctx context.Context, into *Rows, values []any) error
	query(ctx context.Context, statement string, args []any, each rowFunc) error
	// quick is query for a statement that an index makes quick.
	quick(ctx context.Context, statement string, args []any, each rowFunc) error
	// hold is quick for a row that is locked until the end of the transaction.
	hold(ctx context.Context, statement string, args []any, each rowFunc) error
	// search is query for a statement whose best plan depends on its arguments.
	search(ctx context.Context, statement string, args []any, each rowFunc) error
	// indexedBy is ReadTx.IndexedBy.
	indexedBy(table, index string) string
	// containing is Tx.Containing.
	containing(table, column, text string, place int) Containing
	// each calls do for all numbers below n, one after another or side by side.
	each(ctx context.Context, n int, do func(s session, i int))
}

// rowFunc takes a row, by a function that scans it. Its error ends the query.
type rowFunc = func(scan func(dest ...any) error) error

// Open opens a database. An address that begins with postgres:// or postgresql://
// is that of a PostgreSQL database, which must be there. Any other, perhaps after
// sqlite:, is the name of an SQLite file, which is created if it does not exist. A
// database without tables gets them. Open fails for a database of a newer version
// of the program, with ErrOlder for one of an older version unless it is to be
// migrated, and with ErrUnfinished for an unfinished copy.
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
	if options.Unfinished {
		return db, nil
	}
	if err := db.checkFinished(ctx); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("opening the database %s: %w", Redacted(address), err)
	}
	return db, nil
}

// Read calls fn to read. Each statement sees the database at one moment, a later
// one perhaps at a later moment, and none waits for a writer. What fn returns is
// returned. A Read that cannot begin before ctx ends is an error of ctx.
func (db *DB) Read(ctx context.Context, fn func(*ReadTx) error) error {
	return db.engine.read(ctx, func(s session) error { return fn(&ReadTx{ctx: ctx, session: s}) })
}

// ReadList is Read for lists and searches, which may take long. They have
// connections of their own, of which an organization has at most half at once, and
// a quarter while others send requests too. Further lists of it wait until ctx
// ends, and those of other organizations do not wait for them. The end of ctx ends
// a statement.
func (db *DB) ReadList(ctx context.Context, organization int64, fn func(*ReadTx) error) error {
	return db.list(ctx, organization, fn, db.engine.readList)
}

// ReadOnce is Read whose statements all see the database at the same moment, so
// that a record and its children are of one version. That moment is not before the
// call. Reads that wait at the same time may share a transaction, so fn runs on
// another goroutine and should not do slow work apart from its statements. It may
// be called more than once, so it must reset its results on each call.
func (db *DB) ReadOnce(ctx context.Context, fn func(*ReadTx) error) error {
	err := db.engine.readOnce(ctx, func(s session) error { return fn(&ReadTx{ctx: ctx, session: s}) })
	if p, ok := errors.AsType[*panicked](err); ok {
		panic(p)
	}
	return err
}

// ReadListOnce is ReadList whose statements all see the database at the same
// moment.
func (db *DB) ReadListOnce(ctx context.Context, organization int64, fn func(*ReadTx) error) error {
	return db.list(ctx, organization, fn, db.engine.readListOnce)
}

// list calls fn by a way to read, once the organization may run another list.
func (db *DB) list(ctx context.Context, organization int64, fn func(*ReadTx) error, read func(context.Context, func(session) error) error) error {
	leave, err := db.admission.enter(ctx, organization)
	if err != nil {
		return err
	}
	defer leave()
	return read(ctx, func(s session) error { return fn(&ReadTx{ctx: ctx, session: s}) })
}

// Seen notes that an organization has sent a request, for ReadList to know who is
// alone. It is to be called for each request.
func (db *DB) Seen(organization int64) { db.admission.seen(organization) }

// Write calls fn with a transaction and returns nil when fn did and the
// transaction is on disk. When fn fails or panics, nothing of it is kept. Any
// other error says that it was not done, but an error of ctx, and that of a
// database that could not be reached or whose disk failed at the commit, leave
// it open: it may yet show, wholly, after a crash.
//
// Writes that wait at the same time are committed together, so fn runs on
// another goroutine and should not do slow work apart from its statements. It
// may be called more than once, so it must reset its results on each call.
func (db *DB) Write(ctx context.Context, fn func(*Tx) error) error {
	return db.Do(ctx, Work{}, fn)
}

// Rehearse calls fn as Write does, rolls all of it back, and returns what fn
// returned, or why it could not be called. It shares no transaction, so that
// others do not have to be done again.
func (db *DB) Rehearse(ctx context.Context, fn func(*Tx) error) error {
	return db.Do(ctx, Work{Rehearsal: true}, fn)
}

// Do is Write, or Rehearse, for a kind of work.
func (db *DB) Do(ctx context.Context, work Work, fn func(*Tx) error) error {
	return db.writer.write(&write{Work: work, ctx: ctx, fn: fn})
}

// Now is the time by which writes are dated. Tx.Now, which only grows, may be
// later.
func (db *DB) Now() time.Time { return db.now() }

// Ready returns nil when the database answers a query that reads a row of each of
// some tables, if they have any.
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

// Close waits for the writes and reads that have begun, and closes the database.
// Those that come later fail. Closing again does nothing and gives the same.
func (db *DB) Close() error {
	db.closing.Do(func() {
		db.writer.close()
		db.closed = db.engine.close()
	})
	return db.closed
}

// ReadTx is a transaction that reads. It has no method that writes, and refuses
// the statements that do. It is only valid during the call that it was handed to,
// and only on one goroutine.
type ReadTx struct {
	ctx     context.Context // of the statements; within a write that of the group
	session session
}

// Tx is a transaction that writes. It is only valid during the call that it was
// handed to, and only on one goroutine.
type Tx struct {
	ReadTx
	now     time.Time
	ids     uint16 // created so far
	changed int64  // rows that statements have changed, or may have
	counts  map[counter]int64
}

// Now is the time of a write: the same at each call, later than that of every
// earlier write of this DB, in whole microseconds, UTC.
func (tx *Tx) Now() time.Time { return tx.now }

// NewID creates an id in a write: prefix and 24 lower-case letters and digits. The
// order of ids, by bytes, is that of Now and within a transaction that of the
// calls, of which there may be up to 65536.
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

// ExecLast is Exec for the last statement of a write, when it locks a row that
// another transaction may lock by the same statement. It runs after those of all
// writes that share the transaction. The arguments begin with the row's key.
func (tx *Tx) ExecLast(statement string, args ...any) (int64, error) {
	changed, err := tx.session.execLast(tx.ctx, statement, args)
	tx.changed += changed
	return changed, err
}

// Insert inserts a row of values for the columns of an Insert, and reports whether
// it did: the row may exist already.
func (tx *Tx) Insert(into *Insert, values ...any) (made bool, err error) {
	made, err = tx.session.insert(tx.ctx, into, values)
	if made {
		tx.changed++
	}
	return made, err
}

// Row runs a statement and scans its first row. It returns ErrNoRows, perhaps
// wrapped, when there is none. It is for a row that an index finds: it may run
// to its end although the request has ended, where watching would cost more.
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

// Hold is Row for a SELECT whose row no other transaction may change until this
// one ends. Its arguments are the row's key. A row that another transaction
// replaces meanwhile is not found: Row tells whether there is one now.
func (tx *Tx) Hold(statement string, args []any, dest ...any) error {
	return firstRow(func(each rowFunc) error { return tx.session.hold(tx.ctx, statement, args, each) }, dest)
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

// Each calls do for all numbers below n and returns the first error in their
// order, once all calls have returned. Each call has a ReadTx of its own, of the
// same transaction. Where that saves round trips, the calls run side by side.
func (tx *ReadTx) Each(n int, do func(tx *ReadTx, i int) error) error {
	failures := make([]error, n)
	tx.session.each(tx.ctx, n, func(s session, i int) {
		failures[i] = recovered(func() error { return do(&ReadTx{ctx: tx.ctx, session: s}, i) })
	})
	return firstOf(failures)
}

// callIDs is how many ids a call of Each may create.
const callIDs = 128

// Each calls do for all numbers below n and returns the first error in their
// order, once all calls have returned. Each call has a Tx of its own, of the same
// transaction and time, and may make up to 128 ids; the order of ids is that of the
// numbers. Calls may be made side by side, so that they share
// the network round trips to a database server. A call may or may not see what
// another has done.
func (tx *Tx) Each(n int, do func(tx *Tx, i int) error) error {
	calls, failures := make([]*Tx, n), make([]error, n)
	for i := range calls {
		calls[i] = &Tx{ReadTx: ReadTx{ctx: tx.ctx}, now: tx.now, ids: tx.ids + uint16(i*callIDs)}
	}
	tx.session.each(tx.ctx, n, func(s session, i int) {
		calls[i].session = s
		failures[i] = recovered(func() error { return do(calls[i], i) })
	})
	tx.ids += uint16(n * callIDs)
	for _, call := range calls {
		tx.changed += call.changed
		for of, rows := range call.counts {
			tx.Count(of.organization, of.resource, rows)
		}
	}
	return firstOf(failures)
}

// firstOf gives the first error among some, or nil.
func firstOf(failures []error) error {
	if first := slices.IndexFunc(failures, func(err error) bool { return err != nil }); first >= 0 {
		return failures[first]
	}
	return nil
}

// watched notes that a statement that gives rows has changed something, unless
// it only reads.
func (tx *Tx) watched(statement string, each rowFunc) rowFunc {
	if onlyReads(statement) {
		return each
	}
	return func(scan func(...any) error) error {
		tx.changed++
		return each(scan)
	}
}

// onlyReads reports whether a statement changes nothing for sure.
func onlyReads(statement string) bool { return strings.HasPrefix(statement, "SELECT") }

// errNotRead says that a ReadTx was asked to write, which is a bug.
var errNotRead = errors.New("a reading transaction runs statements that read only")

// mayRead reports whether a ReadTx runs a statement.
func mayRead(statement string) bool {
	return onlyReads(statement) || slices.ContainsFunc([]string{"WITH", "EXPLAIN", "PRAGMA"}, func(word string) bool {
		return strings.HasPrefix(statement, word)
	})
}

// Shared reports whether other instances may use the database at the same time,
// so that what an instance keeps in memory is not all there is.
func (db *DB) Shared() bool {
	_, alone := db.engine.(*sqliteEngine)
	return !alone
}
