package doctor

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"waybill/internal/sqldb"
)

func (e *Exam) databaseChecks() []Check {
	checks := []Check{
		{reachable, "", within(e.reach)},
		{version, reachable, within(e.tables)},
		{"database.integrity", reachable, e.integrity}, // takes as long as it takes
		{"database.future", version, within(e.future)},
		{"database.text_index", version, within(e.textIndexes)},
		{"organizations.deleting", version, within(e.deleting)},
	}
	if !sqldb.IsPostgres(e.Database) {
		return append(checks, Check{"database.wal", "", within(e.wal)})
	}
	return append(checks,
		Check{"database.settings", reachable, within(e.serverSettings)},
		Check{"database.encoding", reachable, within(e.encoding)},
		Check{"database.clock", reachable, within(e.clock)},
		Check{"database.connections", reachable, within(e.connections)},
		Check{"database.idle_transactions", reachable, within(e.idleTransactions)},
		Check{"database.statistics", version, within(e.statistics)},
		Check{"database.tls", "", within(e.databaseTLS)},
	)
}

func (e *Exam) reach(ctx context.Context) (r Result) {
	db, err := sqldb.Inspect(ctx, e.Database)
	if err != nil {
		return Fail("check --database, that its server runs, and that this user may read it", "the database %s cannot be read: %v", sqldb.Redacted(e.Database), err)
	}
	e.db = db
	return Fine("the database %s can be read", sqldb.Redacted(e.Database))
}

func (e *Exam) tables(ctx context.Context) Result {
	tables, program, err := e.db.Version(ctx)
	e.version = tables
	switch {
	case err == nil:
		return Fine("the tables have version %d, as this program", tables)
	case errors.Is(err, sqldb.ErrOlder):
		return Fail("run waybill migrate, or start the server, which makes a backup first", "the tables have version %d, and this program works with version %d", tables, program)
	case errors.Is(err, sqldb.ErrNewer):
		return Fail("use the newer program, or restore the backup from before its migration", "%v", err)
	case errors.Is(err, sqldb.ErrEmpty):
		return Fail("check --database; if it is new, start the server, which creates the tables", "%v", err)
	case errors.Is(err, sqldb.ErrUnfinished):
		return Fail("run the same waybill copy again", "%v", err)
	}
	return unread("the version of the tables", err)
}

// unread is the result of a query that failed.
func unread(what string, err error) Result {
	return Fail("look at the error, and at the integrity of the database", "%s cannot be read: %v", what, err)
}

func (e *Exam) integrity(ctx context.Context) Result {
	found, err := e.db.Damage(ctx)
	switch {
	case err != nil:
		return unread("the whole database", err)
	case len(found) > 0 && sqldb.IsPostgres(e.Database):
		return Fail("rebuild an index by REINDEX INDEX CONCURRENTLY, check a constraint by ALTER TABLE VALIDATE CONSTRAINT, and restore a backup if pages are damaged", "%s", listed(found))
	case len(found) > 0:
		return Fail("stop the server, keep the files, and restore the last verified backup by waybill restore", "%s", listed(found))
	case sqldb.IsPostgres(e.Database):
		return Fine("no invalid index, no unchecked constraint, no damaged page that the server knows of")
	}
	return Fine("SQLite finds no damage, and no row that refers to a missing row")
}

// allowedFuture is how far the clocks of machines may be apart.
const allowedFuture = time.Minute

// future looks at the newest rows, whose times are those of the server that wrote them.
func (e *Exam) future(ctx context.Context) Result {
	var newest int64
	err := e.db.Read(ctx, func(tx *sqldb.ReadTx) error {
		for _, query := range []string{
			`SELECT coalesce(max(e.at), 0) FROM event_heads h JOIN events e ON e.organization_id = h.organization_id AND e.seq = h.seq`,
			`SELECT coalesce(max(created_at), 0) FROM api_keys`,
			`SELECT coalesce(max(created_at), 0) FROM organizations`,
		} {
			var at int64
			if err := tx.Row(query, nil, &at); err != nil {
				return err
			}
			newest = max(newest, at)
		}
		return nil
	})
	if err != nil {
		return unread("the newest rows", err)
	}
	if ahead := time.UnixMicro(newest).Sub(e.Now()); ahead > allowedFuture {
		return Warn("set the clock of each machine that runs a server, by NTP", "the newest row is %s ahead of the clock of this machine", ahead.Round(time.Second))
	}
	return Fine("no row is newer than the clock of this machine")
}

// mostPending is how many rows a text index may miss: ten steps of the server, which makes them
// while nobody writes.
const mostPending = 20_000

func (e *Exam) textIndexes(ctx context.Context) Result {
	all, err := e.db.TextIndexes(ctx)
	if err != nil {
		return unread("the text indexes", err)
	}
	var missing, behind []string
	for _, x := range all {
		switch {
		case x.Missing:
			missing = append(missing, x.Table)
		case x.Pending > mostPending:
			behind = append(behind, fmt.Sprintf("%s (%d rows)", x.Table, x.Pending))
		}
	}
	switch {
	case len(missing) > 0 && sqldb.IsPostgres(e.Database):
		return Warn("let a superuser run CREATE EXTENSION pg_trgm, and start the server again", "searches read every row, because there is no valid text index of %s", listed(missing))
	case len(missing) > 0:
		return Warn("start the server, which creates them", "there is no text index of %s", listed(missing))
	case len(behind) > 0:
		return Warn("let the server run for a minute without many writes", "the text index is behind of %s", listed(behind))
	}
	return Fine("the text indexes have all rows but a few")
}

func (e *Exam) deleting(ctx context.Context) Result {
	names, err := e.db.Texts(ctx, `SELECT name FROM organizations WHERE deleting_since IS NOT NULL ORDER BY name`)
	switch {
	case err != nil:
		return unread("the organizations", err)
	case len(names) > 0:
		return Warn("run waybill organizations delete again, unless it is running", "the deletion of organizations has begun and not ended: %s", listed(names))
	}
	return Fine("no deletion of an organization is unfinished")
}

// mostWAL is the size from which the WAL of SQLite is too large. It grows to some tens of MiB
// under many writes, and more while a backup is made.
const mostWAL = 512 << 20

func (e *Exam) wal(context.Context) Result {
	files, err := sqldb.Files(e.Database)
	if err != nil {
		return Warn(ask, "the size of the WAL is not known: %v", err)
	}
	for _, f := range files {
		if strings.HasSuffix(f.Name, "-wal") && f.Size > mostWAL {
			return Warn("look for a backup, an export or another program that reads for long, and at the log for failed checkpoints", "the WAL has %s", humanize.IBytes(uint64(f.Size)))
		}
	}
	return Fine("the WAL has less than %s", humanize.IBytes(mostWAL))
}

func (e *Exam) serverSettings(ctx context.Context) Result {
	s, err := e.db.Server(ctx)
	if err != nil {
		return unread("the settings of the server", err)
	}
	if s.IsStandby {
		return Fail("let --database name the primary; target_session_attrs=read-write in the address finds it", "the server is a standby, which takes no writes")
	}
	var off []string
	for _, name := range []string{"fsync", "full_page_writes", "synchronous_commit", "autovacuum", "track_counts"} {
		if s.Settings[name] == "off" {
			off = append(off, name)
		}
	}
	switch {
	case slices.Contains(off, "fsync") || slices.Contains(off, "full_page_writes") || slices.Contains(off, "synchronous_commit"):
		return Fail("set them on: after a loss of power, answered writes or the whole database may be lost", "the server has off: %s", strings.Join(off, ", "))
	case len(off) > 0:
		return Warn("set them on, or tables grow and plans get slow", "the server has off: %s", strings.Join(off, ", "))
	}
	return Fine("PostgreSQL %s keeps what it has committed", s.Settings["server_version"])
}

func (e *Exam) encoding(ctx context.Context) Result {
	s, err := e.db.Server(ctx)
	if err != nil {
		return unread("the settings of the server", err)
	}
	if encoding := s.Settings["server_encoding"]; encoding != "UTF8" {
		return Fail("create a database WITH ENCODING 'UTF8' TEMPLATE template0, and copy to it", "the encoding of the database is %s, which cannot store all texts", encoding)
	}
	return Fine("the encoding of the database is UTF8")
}

// allowedDrift is how far the clock of the database may be from that of this machine.
const allowedDrift = 5 * time.Second

func (e *Exam) clock(ctx context.Context) Result {
	before := e.Now()
	there, err := e.db.Clock(ctx)
	after := e.Now()
	if err != nil {
		return unread("the clock of the server", err)
	}
	// The answer was made at some moment between the two looks.
	drift := max(before.Sub(there), there.Sub(after), 0)
	if drift > allowedDrift {
		return Warn("set the clock of both machines, by NTP", "the clock of the database and that of this machine are %s apart", drift.Round(time.Second))
	}
	return Fine("the clock of the database is that of this machine, but for %s at most", allowedDrift)
}

func (e *Exam) connections(ctx context.Context) Result {
	s, err := e.db.Server(ctx)
	switch {
	case err != nil:
		return unread("the connections of the server", err)
	case s.Pool > s.Free:
		return Warn("raise max_connections of the server, or set pool_max_conns in the address of each instance", "an instance opens up to %d connections, and the server has only %d for all of them", s.Pool, s.Free)
	}
	return Fine("an instance opens up to %d connections, and the server has %d for all of them", s.Pool, s.Free)
}

func (e *Exam) idleTransactions(ctx context.Context) Result {
	s, err := e.db.Server(ctx)
	switch {
	case err != nil:
		return unread("the sessions of the server", err)
	case s.Waiting > 0:
		return Warn("find them in pg_stat_activity, and end them: they keep locks and old rows", "%d sessions have been idle in a transaction for more than a minute", s.Waiting)
	}
	return Fine("no session has been idle in a transaction for more than a minute")
}

func (e *Exam) statistics(ctx context.Context) Result {
	tables, err := e.db.WithoutStatistics(ctx)
	switch {
	case err != nil:
		return unread("the statistics of the tables", err)
	case len(tables) > 0:
		return Warn("run ANALYZE on them", "the planner knows nothing of %s, which have many rows", listed(tables))
	}
	return Fine("all tables with many rows have statistics")
}

func (e *Exam) databaseTLS(context.Context) Result {
	open, err := sqldb.IsOpen(e.Database)
	switch {
	case err != nil:
		return Fail("check --database", "the address cannot be understood: %v", err)
	case open:
		return Warn("add sslmode=verify-full to the address", "the address lets the connection go over the network without TLS")
	}
	return Fine("the connection is on this machine, or uses TLS")
}
