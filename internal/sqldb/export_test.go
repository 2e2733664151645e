package sqldb

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
)

// MostCached is how many values the cache of records has at most.
const MostCached = mostCached

// Pause is what writes wait before another attempt.
var Pause = pause

// LongestPause is the longest one.
const LongestPause = longestPause

// CountPauses counts the pauses of writes. It is called before any write.
func (db *DB) CountPauses() *atomic.Int64 {
	var pauses atomic.Int64
	e := db.engine.(*postgresEngine)
	wait := e.pause
	e.pause = func(ctx context.Context, attempt int) {
		pauses.Add(1)
		wait(ctx, attempt)
	}
	return &pauses
}

// IdleHaveEnded says whether the end of every idle connection can be read.
func (db *DB) IdleHaveEnded(ctx context.Context) bool {
	ended := true
	for _, conn := range db.engine.(*postgresEngine).pool.AcquireAllIdle(ctx) {
		ended = hasInput(conn.Conn().PgConn().Conn()) && ended
		conn.Release()
	}
	return ended
}

// Committers is how many groups of writes are done at once.
func (db *DB) Committers() int { return len(db.engine.committers()) }

// Waiting is how many writes no committer has taken yet.
func (db *DB) Waiting() int { return len(db.writer.waiting) }

// Lists is how many lists run at once.
func (db *DB) Lists() int { return db.engine.lists() }

// Indexed gives the parts of a text that a text index is asked for.
func Indexed(text string) (parts []string, whole bool) { return indexed(text) }

// LargeWaiting is how many writes wait for a committer that does large ones.
func (db *DB) LargeWaiting() int { return len(db.writer.large) }

// ConnectTimeout is how long one host of an address is waited for.
func ConnectTimeout(address string) (time.Duration, error) {
	config, err := postgresConfig(address)
	if err != nil {
		return 0, err
	}
	return config.ConnConfig.ConnectTimeout, nil
}

// CheckWAL fails when the WAL beside a file is of another file.
func CheckWAL(file string) error { return checkWAL(file) }

// MaxPrepared is how many prepared statements a connection to SQLite keeps.
const MaxPrepared = maxPrepared

// PreparedStatements is how many statements the writer of SQLite has prepared.
func (db *DB) PreparedStatements() int { return len(db.engine.(*sqliteEngine).writer.prepared.byText) }

// SameHeldRow reports whether holds with these arguments exclude each other.
func SameHeldRow(args, others []any) bool { return newHeldRow("", args) == newHeldRow("", others) }

// ReadGroup does reads in one group, on new connections, and returns their errors.
func (db *DB) ReadGroup(ctx context.Context, n int, fn func(*ReadTx) error) (errs []error) {
	r := db.engine.(*postgresEngine).reader
	r.pool.Reset()
	group := make([]*snapshotRead, n)
	for i := range group {
		group[i] = &snapshotRead{ctx: ctx, fn: func(s session) error { return fn(&ReadTx{ctx: ctx, session: s}) }, done: make(chan struct{})}
	}
	r.answerSnapshots(slices.Clone(group))
	for _, read := range group {
		<-read.done
		errs = append(errs, read.err)
	}
	return errs
}

// LookUpGroup does look-ups in one group, on new connections, and returns their errors.
func (db *DB) LookUpGroup(ctx context.Context, all []func() []Find) (errs []error) {
	r := db.engine.(*postgresEngine).reader
	r.pool.Reset()
	group := make([]*findRead, len(all))
	for i, finds := range all {
		group[i] = &findRead{ctx: ctx, finds: withKeys(finds), done: make(chan struct{})}
	}
	r.answerFinds(slices.Clone(group))
	for _, read := range group {
		<-read.done
		errs = append(errs, read.err)
	}
	return errs
}

// NewTotals creates a memory of totals.
var NewTotals = newTotals

// MostTotals is the largest number of totals that are remembered.
const MostTotals = mostTotals

// CheckPrepared fails when a pooler takes the prepared statements of a connection away.
func CheckPrepared(ctx context.Context, config *pgx.ConnConfig) error {
	first, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return err
	}
	return errors.Join(checkPrepared(ctx, config, first), first.Close(ctx))
}

// HasInput reports whether a read of a network connection would return at once.
var HasInput = hasInput
