package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/KimMachineGun/automemlimit/memlimit"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// postgresEngine keeps its databases on one server.
type postgresEngine struct {
	cluster *sqldbtest.Cluster // nil for a server that was given by its address
	admin   *pgx.Conn          // to a database that is not measured
	base    *url.URL
	version string
}

// ownSettings returns the settings of a private server. Plans are read from its log.
func ownSettings() []string {
	return []string{fmt.Sprintf("shared_buffers=%dMB", sharedBuffers()), "logging_collector=on", "log_filename=waybill.log", "log_rotation_age=0"}
}

// sharedBuffers returns the size of shared_buffers in MB: a quarter of the memory of the machine,
// from which https://www.postgresql.org/docs/current/runtime-config-resource.html says to start,
// and 8 GB at most. It is 512 MB if the system does not report how much memory there is.
func sharedBuffers() uint64 {
	memory, err := memlimit.FromSystem()
	if err != nil {
		return 512
	}
	return min(memory>>20/4, 8192)
}

func openPostgres(ctx context.Context, o options, temporary string) (engine, error) {
	e := &postgresEngine{}
	address := o.postgres
	if address == "" {
		var err error
		if e.cluster, err = ownCluster(o, temporary); err != nil {
			return nil, fmt.Errorf("starting a server: %w", err)
		}
		address = e.cluster.Address()
	}
	if err := e.connect(ctx, address); err != nil {
		return nil, errors.Join(err, e.close())
	}
	return e, nil
}

func ownCluster(o options, temporary string) (*sqldbtest.Cluster, error) {
	folder := temporary
	if o.cache != "" {
		folder = o.cache
	}
	if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // the server may be another user's
		return nil, err
	}
	return sqldbtest.OpenCluster(filepath.Join(folder, "postgres"), ownSettings()...)
}

func (e *postgresEngine) connect(ctx context.Context, address string) (err error) {
	if e.base, err = url.Parse(address); err != nil {
		return errors.New("the address of the server cannot be understood")
	}
	if e.admin, err = pgx.Connect(ctx, address); err != nil {
		return err
	}
	return e.admin.QueryRow(ctx, "SELECT split_part(current_setting('server_version'), ' ', 1)").Scan(&e.version)
}

func (e *postgresEngine) String() string { return "PostgreSQL " + e.version }

func (e *postgresEngine) circumstances() string {
	if e.cluster == nil {
		return "On an existing server.\n\n"
	}
	return fmt.Sprintf("The server's shared_buffers are %d MB, all else is by default. After filling, VACUUM (ANALYZE), as autovacuum does.\n\n", sharedBuffers())
}

func (e *postgresEngine) address(database string) string {
	address := *e.base
	address.Path = "/" + database
	return address.String()
}

func (e *postgresEngine) exists(ctx context.Context, database string) (there bool, err error) {
	err = e.admin.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", database).Scan(&there)
	return there, err
}

func (e *postgresEngine) run(ctx context.Context, format, database string) error {
	_, err := e.admin.Exec(ctx, fmt.Sprintf(format, pgx.Identifier{database}.Sanitize()))
	return err
}

func (e *postgresEngine) create(ctx context.Context, database string) error {
	return errors.Join(e.drop(ctx, database), e.run(ctx, "CREATE DATABASE %s TEMPLATE template0", database))
}

// copy copies files and ends with a checkpoint. Up to version 14 this is the only
// strategy, and has no name.
func (e *postgresEngine) copy(ctx context.Context, from, to string) error {
	var version int
	if err := e.admin.QueryRow(ctx, "SELECT current_setting('server_version_num')::integer").Scan(&version); err != nil {
		return err
	}
	statement := "CREATE DATABASE %s TEMPLATE " + pgx.Identifier{from}.Sanitize()
	if version >= 150_000 {
		statement += " STRATEGY file_copy"
	}
	return errors.Join(e.drop(ctx, to), e.run(ctx, statement, to))
}

func (e *postgresEngine) rename(ctx context.Context, from, to string) error {
	return e.run(ctx, "ALTER DATABASE %s RENAME TO "+pgx.Identifier{to}.Sanitize(), from)
}

func (e *postgresEngine) drop(ctx context.Context, database string) error {
	return e.run(ctx, "DROP DATABASE IF EXISTS %s WITH (FORCE)", database)
}

// settle does the work of autovacuum.
func (e *postgresEngine) settle(ctx context.Context, database string) error {
	return e.runIn(ctx, database, "VACUUM (ANALYZE)")
}

// readAll reads all tables and indexes into shared_buffers, if the server has the extension for
// that. A server that has run for a while has them there.
const readAll = `DO $$ BEGIN
	IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_prewarm') THEN
		CREATE EXTENSION IF NOT EXISTS pg_prewarm;
		PERFORM pg_prewarm(oid) FROM pg_class WHERE relkind IN ('r', 'i', 't');
	END IF;
END $$`

func (e *postgresEngine) warm(ctx context.Context, database string) error {
	return e.runIn(ctx, database, readAll)
}

// runIn runs a statement in a database.
func (e *postgresEngine) runIn(ctx context.Context, database, statement string) error {
	conn, err := pgx.Connect(ctx, e.address(database))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	return errors.Join(err, conn.Close(ctx))
}

// used returns the processor time of the server's processes, including processes
// that have ended.
func (e *postgresEngine) used() (time.Duration, error) {
	if e.cluster == nil {
		return 0, nil
	}
	return familyTime(e.cluster.Pid())
}

func (e *postgresEngine) close() error {
	var err error
	if e.admin != nil {
		err = e.admin.Close(context.Background())
	}
	if e.cluster != nil {
		e.cluster.Stop()
	}
	return err
}

// rawConnections is the number of connections for the raw statements.
const rawConnections = 16

// postgresRaw is a pool of pgx, which prepares each statement once on each
// connection.
type postgresRaw struct{ pool *pgxpool.Pool }

func (e *postgresEngine) raw(ctx context.Context, database string) (raw, error) {
	config, err := pgxpool.ParseConfig(e.address(database))
	if err != nil {
		return nil, err
	}
	config.MaxConns = rawConnections
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	return &postgresRaw{pool}, nil
}

func (r *postgresRaw) connections() int { return rawConnections }

// insert sends several statements in one batch, which is the fastest way.
func (r *postgresRaw) insert(ctx context.Context, rows [][]any) error {
	if len(rows) == 1 {
		_, err := r.pool.Exec(ctx, insertStatement, rows[0]...)
		return err
	}
	batch := &pgx.Batch{} // an implicit transaction
	for _, row := range rows {
		batch.Queue(insertStatement, row...)
	}
	return r.pool.SendBatch(ctx, batch).Close()
}

func (r *postgresRaw) get(ctx context.Context, reference string) error {
	var f found
	return r.pool.QueryRow(ctx, selectStatement, organization, reference).Scan(f.dests()...)
}

func (r *postgresRaw) close() error {
	r.pool.Close()
	return nil
}

// explaining makes a server log the plan of each statement after it ran.
const explaining = "-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 -c auto_explain.log_analyze=on " +
	"-c auto_explain.log_timing=off -c auto_explain.log_buffers=off -c log_error_verbosity=terse"

// often is the number of requests for a list before its plan is read: from the sixth
// on, the server may use a generic plan for a prepared statement.
const often = 7

// explain reads the plans that were actually used. Only a private server logs them.
func (e *postgresEngine) explain(ctx context.Context, database string, lists []asked) (plans []plan, err error) {
	if e.cluster == nil {
		progress("plans need a private server")
		return nil, nil
	}
	var trace trace
	// A plus is not decoded to a space in such an address.
	options := strings.ReplaceAll(url.QueryEscape(explaining), "+", "%20")
	db, err := sqldb.Open(ctx, e.address(database)+"&options="+options, sqldb.Options{Trace: trace.add})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	trace.take()
	for _, l := range lists {
		found, err := e.explainOne(ctx, db, l, &trace)
		if err != nil {
			return nil, err
		}
		plans = append(plans, found...)
	}
	return plans, nil
}

// explainOne returns the plans of the last request for a list.
func (e *postgresEngine) explainOne(ctx context.Context, db *sqldb.DB, l asked, trace *trace) ([]plan, error) {
	var mark int64
	if err := e.admin.QueryRow(ctx, "SELECT size FROM pg_stat_file(pg_current_logfile())").Scan(&mark); err != nil {
		return nil, err
	}
	ran, lately := 0, 0
	for range often {
		if err := l.read(ctx, db); err != nil {
			return nil, err
		}
		lately = len(trace.take())
		ran += lately
	}
	// Another process writes the log with a delay.
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		plans, log, err := e.logged(ctx, l, mark)
		if err != nil {
			return nil, err
		}
		if len(plans) == ran && strings.HasSuffix(log, "\n") {
			return plans[ran-lately:], nil
		}
		if time.Now().After(deadline) {
			return nil, fmt.Errorf("the log of the server does not have a plan for each of %d statements: %s", ran, log)
		}
	}
}

// logged reads the plans after a mark in the log.
func (e *postgresEngine) logged(ctx context.Context, l asked, mark int64) (plans []plan, log string, err error) {
	err = e.admin.QueryRow(ctx, "SELECT pg_read_file(pg_current_logfile(), $1, 1000000)", mark).Scan(&log)
	return parseLog(l, log), log, err
}

// costPattern matches the estimates of the planner, which are followed by the actual
// numbers.
var costPattern = regexp.MustCompile(` *\(cost=[^)]*\)`)

// parseLog finds the statements and plans in a log of auto_explain: a first line, and
// then lines that begin with a tab.
func parseLog(l asked, log string) (plans []plan) {
	for line := range strings.Lines(log) {
		text, further := strings.CutPrefix(strings.TrimRight(line, "\n"), "\t")
		statement, begins := strings.CutPrefix(text, "Query Text: ")
		switch {
		case !further:
		case begins:
			plans = append(plans, plan{list: l, statement: statement})
		case len(plans) > 0 && !strings.HasPrefix(text, "Query Parameters: "):
			plans[len(plans)-1].steps += costPattern.ReplaceAllString(text, "") + "\n"
		}
	}
	return plans
}
