package sqldb

import (
	"log/slog"
	"strings"
	"time"
)

// Observer receives the results of writes. A writer waits for its methods, so they
// must be quick. They must be safe for concurrent use.
type Observer interface {
	// Committed reports a transaction that is on disk: how many writes shared it, and
	// how long its commit took.
	Committed(writes int, took time.Duration)
	// NotKept reports writes that were rolled back because the database could not be
	// reached or its disk failed.
	NotKept(writes int)
	// Conflicted reports a transaction that was rolled back because of another
	// transaction. Its writes are retried.
	Conflicted(reason Conflict)
	// CheckpointFailed reports that SQLite's WAL could not be written into the file.
	CheckpointFailed()
}

// Conflict is the reason for which a transaction was rolled back because of another
// transaction.
type Conflict string

// The reasons of conflicts.
const (
	Deadlock      Conflict = "deadlock"      // each waited for a lock of the other
	Serialization Conflict = "serialization" // no serial order of both has the same result
	Outrun        Conflict = "outrun"        // the other changed a row that this transaction had read
)

type nobody struct{}

func (nobody) Committed(int, time.Duration) {}
func (nobody) NotKept(int)                  {}
func (nobody) Conflicted(Conflict)          {}
func (nobody) CheckpointFailed()            {}

// watcher sees the statements of a database: it traces them for tests and logs the
// slow ones.
type watcher struct {
	trace func(statement string)
	slow  time.Duration // 0 for never
	log   *slog.Logger
	Observer
}

func newWatcher(options Options) *watcher {
	return &watcher{trace: options.Trace, slow: options.SlowStatement, log: options.Log, Observer: options.Observer}
}

// begin is called before a statement runs. It returns the time, for end.
func (w *watcher) begin(statement string) time.Time {
	w.trace(statement)
	return time.Now()
}

// end logs a statement that took long, without its arguments, which may be
// personal data.
func (w *watcher) end(statement string, begun time.Time) {
	if w.isSlow(begun) {
		w.log.Warn("slow statement", "took_us", time.Since(begun).Microseconds(),
			"statement", strings.Join(strings.Fields(statement), " "))
	}
}

func (w *watcher) isSlow(begun time.Time) bool { return w.slow > 0 && time.Since(begun) >= w.slow }
