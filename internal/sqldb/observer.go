package sqldb

import (
	"log/slog"
	"strings"
	"time"
)

// Observer is told what becomes of writes. Its methods are called while a writer
// waits, so they are quick, and safe for concurrent use.
type Observer interface {
	// Committed says that a number of writes shared a transaction that is on disk
	// now, and how long its commit took of that.
	Committed(writes int, took time.Duration)
	// NotKept says that a number of writes were rolled back because the database could
	// not be reached or its disk failed.
	NotKept(writes int)
	// Conflicted says that the database gave a transaction up because of another
	// one. Its writes are tried again.
	Conflicted(reason Conflict)
	// CheckpointFailed says that SQLite's WAL could not be written into the file.
	CheckpointFailed()
}

// Conflict is why a transaction was given up because of another one.
type Conflict string

// The reasons of conflicts.
const (
	Deadlock      Conflict = "deadlock"      // each waited for a lock of the other
	Serialization Conflict = "serialization" // there is no order in which both could be done
	Outrun        Conflict = "outrun"        // the other changed what this one had read
)

type nobody struct{}

func (nobody) Committed(int, time.Duration) {}
func (nobody) NotKept(int)                  {}
func (nobody) Conflicted(Conflict)          {}
func (nobody) CheckpointFailed()            {}

// watcher sees the statements of a database: tests trace them, and those that
// are slow are logged.
type watcher struct {
	trace func(statement string)
	slow  time.Duration // 0 for never
	log   *slog.Logger
	Observer
}

func newWatcher(options Options) *watcher {
	return &watcher{trace: options.Trace, slow: options.SlowStatement, log: options.Log, Observer: options.Observer}
}

// begin is called before a statement runs, and gives the time for end.
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
