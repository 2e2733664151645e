package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// Inspection is a database that is looked at: nothing changes in it or beside its file. It
// reads, and refuses writes. Its tables may be of any version.
type Inspection struct {
	*DB
	// Address is the address of the database.
	Address  string
	of       inspector
	migrator *migrator
}

// inspector is an engine that only reads, and what differs between the engines when somebody
// looks at a database.
type inspector interface {
	engine
	// newMigrator returns a migrator that is only asked.
	newMigrator() (*migrator, error)
	// damage has queries for what is damaged, a text a row.
	damage() []string
	// checkUnchanged returns an error if what was found may be wrong because the files have changed.
	checkUnchanged() error
}

// Inspect opens a database to look at it. It creates no file, and fails where there is no
// database, or where SQLite could not read without writing: after a restore that was
// interrupted, for instance. It works beside servers, and without.
func Inspect(ctx context.Context, address string) (*Inspection, error) {
	if err := checkAddress(address); err != nil {
		return nil, err
	}
	options := Options{Now: time.Now, Log: slog.New(slog.DiscardHandler), Trace: func(string) {}, Observer: nobody{}}
	watch := newWatcher(options)
	open := inspectSQLite
	if IsPostgres(address) {
		open = inspectPostgres
	}
	of, err := open(ctx, strings.TrimPrefix(address, "sqlite:"), watch)
	if err != nil {
		return nil, err
	}
	i := &Inspection{Address: address, of: of, DB: &DB{
		engine:    of,
		writer:    startWriter(of.committers(), &clock{now: options.Now}, watch),
		admission: newListAdmission(of.lists()),
		now:       options.Now,
	}}
	if i.migrator, err = of.newMigrator(); err != nil {
		return nil, errors.Join(err, i.Close())
	}
	return i, nil
}

// ErrEmpty says that a database has no tables of this program.
var ErrEmpty = errors.New("it has no tables of waybill")

// Version returns the version of the tables, and the version that this program works with. It
// fails with ErrOlder, ErrNewer, ErrEmpty or ErrUnfinished, and for tables of no version.
func (i *Inspection) Version(ctx context.Context) (tables, program int64, err error) {
	program = i.migrator.newest()
	tables, missing, err := i.migrator.missing(ctx)
	switch {
	case err != nil:
		return 0, program, err
	case tables == 0:
		return 0, program, ErrEmpty
	case len(missing) > 0:
		return tables, program, fmt.Errorf("%w: %d, and this program works with version %d", ErrOlder, tables, program)
	}
	return tables, program, i.checkFinished(ctx)
}

// Damage reads the whole database, and returns what is damaged: a text for each, 100 at most.
func (i *Inspection) Damage(ctx context.Context) (found []string, err error) {
	for _, query := range i.of.damage() {
		texts, err := i.Texts(ctx, query)
		if code := sqliteCode(err); err != nil && isDamage(code) {
			texts, err = []string{openError(err).Error()}, nil
		}
		if err != nil {
			return nil, err
		}
		found = append(found, texts...)
	}
	return found[:min(len(found), 100)], i.of.checkUnchanged()
}

// Texts returns the texts that a query finds, which has one column.
func (i *Inspection) Texts(ctx context.Context, query string, args ...any) (found []string, err error) {
	err = i.Read(ctx, func(tx *ReadTx) error {
		return tx.Rows(query, args, func(scan func(...any) error) error {
			var text string
			defer func() { found = append(found, text) }()
			return scan(&text)
		})
	})
	return found, err
}

// TextIndex is what Inspection finds of the text index of a table.
type TextIndex struct {
	Table   string
	Missing bool
	Pending int64 // rows that it does not have yet, at most; each search compares them one by one
}

// TextIndexes returns what is to be said of each text index.
func (i *Inspection) TextIndexes(ctx context.Context) (all []TextIndex, err error) {
	tables, err := i.Texts(ctx, `SELECT table_name FROM text_indexes ORDER BY table_name`)
	if err != nil {
		return nil, err
	}
	of := postgresTextIndex
	if !IsPostgres(i.Address) {
		of = sqliteTextIndex
	}
	err = i.Read(ctx, func(tx *ReadTx) error {
		for _, table := range tables {
			x, err := of(tx, table)
			if err != nil {
				return err
			}
			all = append(all, x)
		}
		return nil
	})
	return all, err
}

// readOnly is the part of an engine that reads by one connection, and refuses writes.
type readOnly struct {
	idle  chan session // has the connection while nobody uses it
	begin string       // begins a transaction that sees one moment
	about catalog
}

func newReadOnly(s session, begin string, about catalog) readOnly {
	r := readOnly{idle: make(chan session, 1), begin: begin, about: about}
	r.idle <- s
	return r
}

var errReadOnly = errors.New("the database was opened to be read only")

func (r readOnly) read(ctx context.Context, fn func(session) error) error {
	select {
	case s := <-r.idle:
		defer func() { r.idle <- s }()
		return fn(s)
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (r readOnly) readSnapshot(ctx context.Context, fn func(session) error) error {
	return r.read(ctx, func(s session) error {
		if _, err := s.exec(ctx, r.begin, nil); err != nil {
			return err
		}
		defer func() { _, _ = s.exec(context.WithoutCancel(ctx), "ROLLBACK", nil) }()
		return fn(s)
	})
}

func (r readOnly) readList(ctx context.Context, fn func(session) error) error {
	return r.read(ctx, fn)
}

func (r readOnly) readListSnapshot(ctx context.Context, fn func(session) error) error {
	return r.readSnapshot(ctx, fn)
}

func (r readOnly) lists() int { return 1 }

func (r readOnly) committers() []committer { return []committer{readOnly{}} }

func (r readOnly) commitGroup([]*write) error { return errReadOnly }

func (r readOnly) commitEach([]*write) error { return errReadOnly }

func (r readOnly) rehearse(w *write) error { return errReadOnly }

func (r readOnly) hasDeferredWork() bool { return false }

func (r readOnly) doDeferredWork() {}

func (r readOnly) exclusive(context.Context, func(transactionFunc) error) error { return errReadOnly }

func (r readOnly) snapshot(context.Context) (snapshot, error) { return nil, errReadOnly }

func (r readOnly) view(context.Context) (snapshot, error) { return nil, errReadOnly }

func (r readOnly) catalog() catalog { return r.about }

func (r readOnly) hasSnapshots() bool { return false }

func (r readOnly) stats() Stats { return Stats{} }

func (r readOnly) upgraded() Upgrade { return Upgrade{} }

// closeBoth closes the connection for goose, and the other.
func closeBoth(db *sql.DB, other func() error) error { return errors.Join(db.Close(), other()) }
