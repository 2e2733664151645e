package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"waybill/internal/sqldb"
)

// sqliteEngine keeps its databases in files.
type sqliteEngine struct {
	folder   string
	locked   map[string]lockedFile // by database
	warmed   bool                  // whether any database was
	unlocked error                 // why a warmed database is not locked in memory
}

func openSQLite(_ context.Context, o options, temporary string) (engine, error) {
	e := &sqliteEngine{folder: temporary, locked: map[string]lockedFile{}}
	if o.cache == "" {
		return e, nil
	}
	e.folder = o.cache
	return e, os.MkdirAll(e.folder, 0o755) //nolint:gosec // the data of a server of another user may be inside
}

func (e *sqliteEngine) String() string { return "SQLite" }

func (e *sqliteEngine) circumstances() string {
	switch {
	case e.unlocked != nil:
		return fmt.Sprintf("The databases were not locked in memory: %v. So they may have been read from the disk.\n\n", e.unlocked)
	case e.warmed:
		return "The databases were locked in memory.\n\n"
	}
	return ""
}

func (e *sqliteEngine) address(database string) string {
	return filepath.Join(e.folder, database+".db")
}

func (e *sqliteEngine) exists(_ context.Context, database string) (bool, error) {
	_, err := os.Stat(e.address(database))
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// create does nothing: the program creates the file.
func (e *sqliteEngine) create(context.Context, string) error { return nil }

func (e *sqliteEngine) copy(_ context.Context, from, to string) (err error) {
	if err := e.alone(from); err != nil {
		return err
	}
	source, err := os.Open(e.address(from))
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }() // nothing was written
	target, err := os.OpenFile(e.address(to), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Sync(), target.Close())
}

// alone fails unless a database is complete in its main file.
func (e *sqliteEngine) alone(database string) error {
	info, err := os.Stat(e.address(database) + "-wal")
	if err == nil && info.Size() > 0 {
		return fmt.Errorf("%s has a WAL, so something uses it, or has crashed", e.address(database))
	}
	return nil
}

// warm locks a database in memory, as the buffers of PostgreSQL are. The system may take
// pages of a file out of the page cache at any time, even if there is room: then the
// disk would be measured.
func (e *sqliteEngine) warm(_ context.Context, database string) (err error) {
	if err := e.unlock(database); err != nil {
		return err
	}
	e.warmed = true
	locked, err := lockFile(e.address(database))
	if err == nil {
		e.locked[database] = locked
		return nil
	}
	e.unlocked = err
	file, err := os.Open(e.address(database))
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, file)
	return errors.Join(err, file.Close())
}

func (e *sqliteEngine) unlock(database string) error {
	locked := e.locked[database]
	delete(e.locked, database)
	return locked.unlock()
}

func (e *sqliteEngine) rename(_ context.Context, from, to string) error {
	return errors.Join(e.alone(from), os.Rename(e.address(from), e.address(to)))
}

func (e *sqliteEngine) drop(_ context.Context, database string) error {
	if err := e.unlock(database); err != nil {
		return err
	}
	for _, suffix := range []string{"", "-wal", "-shm", "-lock"} {
		if err := os.Remove(e.address(database) + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

func (e *sqliteEngine) settle(context.Context, string) error { return nil }
func (e *sqliteEngine) used() (time.Duration, error)         { return 0, nil }
func (e *sqliteEngine) close() error                         { return nil }

// pragmas are the pragmas of internal/sqldb.
const pragmas = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
	"&_pragma=fullfsync(1)&_pragma=checkpoint_fullfsync(1)&_pragma=foreign_keys(1)" +
	"&_pragma=trusted_schema(0)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-6000)"

// sqliteRaw is one connection, like the writer of the program, with the same driver.
type sqliteRaw struct {
	db             *sql.DB
	conn           *sql.Conn
	insertion, one *sql.Stmt
}

// raw opens the file by the code of the program first, so that the driver has the
// same settings.
func (e *sqliteEngine) raw(ctx context.Context, database string) (raw, error) {
	db, err := sqldb.Open(ctx, e.address(database), sqldb.Options{MustExist: true})
	if err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	r := &sqliteRaw{}
	if r.db, err = sql.Open("sqlite", "file:"+e.address(database)+pragmas); err != nil {
		return nil, err
	}
	if err := r.prepare(ctx); err != nil {
		return nil, errors.Join(err, r.db.Close())
	}
	return r, nil
}

// prepare replaces numbered placeholders by ?: the driver looks up numbered
// placeholders by name.
func (r *sqliteRaw) prepare(ctx context.Context) (err error) {
	if r.conn, err = r.db.Conn(ctx); err != nil {
		return err
	}
	if r.insertion, err = r.conn.PrepareContext(ctx, unnumbered(insertStatement)); err != nil {
		return err
	}
	r.one, err = r.conn.PrepareContext(ctx, unnumbered(selectStatement))
	return err
}

func (r *sqliteRaw) connections() int { return 1 }

// insert begins no transaction for a single statement, which is a transaction of its
// own.
func (r *sqliteRaw) insert(ctx context.Context, rows [][]any) error {
	if len(rows) == 1 {
		_, err := r.insertion.ExecContext(ctx, rows[0]...)
		return err
	}
	tx, err := r.conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, row := range rows {
		if _, err := r.insertion.ExecContext(ctx, row...); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func (r *sqliteRaw) get(ctx context.Context, reference string) error {
	var f found
	return r.one.QueryRowContext(ctx, organization, reference).Scan(f.dests()...)
}

func (r *sqliteRaw) close() error {
	return errors.Join(r.insertion.Close(), r.one.Close(), r.conn.Close(), r.db.Close())
}

// explain returns the plan of each statement that was run. A plan does not depend on
// the arguments.
func (e *sqliteEngine) explain(ctx context.Context, database string, lists []asked) (plans []plan, err error) {
	var trace trace
	db, err := sqldb.Open(ctx, e.address(database), sqldb.Options{MustExist: true, Trace: trace.add})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	beside, err := sql.Open("sqlite", "file:"+e.address(database)+pragmas)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, beside.Close()) }()
	for _, l := range lists {
		trace.take()
		if err := l.read(ctx, db); err != nil {
			return nil, err
		}
		for _, statement := range trace.take() {
			if !isOfList(statement) {
				continue
			}
			steps, err := sqlitePlan(ctx, beside, statement)
			if err != nil {
				return nil, err
			}
			plans = append(plans, plan{l, statement, steps})
		}
	}
	return plans, nil
}

// isOfList tells the statements of lists from those that merge the text indexes meanwhile.
func isOfList(statement string) bool { return strings.Contains(statement, "organization_id = $1") }

// sqlitePlan returns the steps of a plan, indented by their depth.
func sqlitePlan(ctx context.Context, db *sql.DB, statement string) (steps string, err error) {
	rows, err := db.QueryContext(ctx, "EXPLAIN QUERY PLAN "+statement, make([]any, places(statement))...)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	depths := map[int]int{0: -1}
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			return "", err
		}
		depths[id] = depths[parent] + 1
		steps += strings.Repeat("  ", depths[id]) + detail + "\n"
	}
	return steps, rows.Err()
}

var placePattern = regexp.MustCompile(`\$[0-9]+`)

func unnumbered(statement string) string { return placePattern.ReplaceAllString(statement, "?") }

// places returns the number of placeholders of a statement.
func places(statement string) (count int) {
	for _, place := range placePattern.FindAllString(statement, -1) {
		number, _ := strconv.Atoi(place[1:]) // only digits match
		count = max(count, number)
	}
	return count
}
