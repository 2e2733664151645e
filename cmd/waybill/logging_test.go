package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// writes keeps each write.
type writes struct {
	mu  sync.Mutex
	all []string
}

func (w *writes) Write(part []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = append(w.all, string(part))
	return len(part), nil
}

// take gives what was written since the last time.
func (w *writes) take() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	defer func() { w.all = nil }()
	return strings.Join(w.all, "|")
}

// TestLinesOfTheAccessLogWait, but not for long, and none is late for one that
// does not.
func TestLinesOfTheAccessLogWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // its clock moves only while all wait
		var to writes
		g := newLogQueue(&to, nil)
		expect := func(want ...string) {
			t.Helper()
			synctest.Wait()
			if got := to.take(); got != strings.Join(want, "|") {
				t.Fatalf("written are %q, want %q", got, want)
			}
		}
		write := func(w interface{ Write([]byte) (int, error) }, line string) {
			if n, err := w.Write([]byte(line)); n != len(line) || err != nil {
				t.Fatal(n, err)
			}
		}
		lazy := delayed{g}
		write(lazy, "a\n")
		write(lazy, "b\n")
		time.Sleep(flushInterval - time.Nanosecond)
		expect()
		time.Sleep(time.Nanosecond)
		expect("a\nb\n")
		write(lazy, "c\n")
		write(g, "an error\n")
		expect("c\nan error\n")
		time.Sleep(flushInterval)
		expect()
		write(lazy, "d\n")
		g.flush()
		g.flush()
		expect("d\n")
		long := strings.Repeat("x", flushBytes)
		write(lazy, long)
		expect(long)
		time.Sleep(flushInterval) // nothing waits for what is over
	})
}

func TestALogThatCannotBeWrittenIsTold(t *testing.T) {
	t.Parallel()
	q := newLogQueue(broken{}, nil)
	if _, err := q.Write([]byte("x\ny\n")); err == nil {
		t.Error("the failure is lost")
	}
	if len(q.waiting) > 0 {
		t.Error("what cannot be written fills the memory")
	}
	if got := q.dropped.Load(); got != 2 {
		t.Errorf("%d lines are counted as dropped, want 2", got)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("on purpose") }

// TestALineIsWrittenBeforeItsReturn: a crash right after it has been logged does not
// lose a line.
func TestALineIsWrittenBeforeItsReturn(t *testing.T) {
	t.Parallel()
	var to strings.Builder // which no other goroutine may write to
	q := newLogQueue(&to, nil)
	q.ready = func() bool { return true }
	long := strings.Repeat("x", 3*atOnce) + "\n"
	for _, write := range []func([]byte) (int, error){delayed{q}.Write, q.Write} {
		if _, err := write([]byte(long)); err != nil {
			t.Fatal(err)
		}
	}
	if got := to.String(); got != long+long {
		t.Errorf("written are %d bytes, want %d", len(got), 2*len(long))
	}
}

// stuck takes nothing until it is released.
type stuck struct {
	writes
	released chan struct{}
}

func (s *stuck) Write(part []byte) (int, error) {
	<-s.released
	return s.writes.Write(part)
}

// TestALogThatIsNotRead: nobody waits for its reader, its lines take a bounded
// memory, and once they are read they say how many are missing.
func TestALogThatIsNotRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		to := stuck{released: make(chan struct{})}
		q := newLogQueue(&to, func(dropped int64) []byte { return fmt.Appendf(nil, "dropped %d\n", dropped) })
		q.ready = func() bool { return false }
		line := strings.Repeat("x", 1023) + "\n"
		const lines, held = 5000, queuedBytes / 1024
		write := func(to io.Writer) {
			if _, err := io.WriteString(to, line); err != nil {
				t.Fatal(err)
			}
		}
		write(q)
		synctest.Wait() // the goroutine is stuck with the first line
		for range lines / 2 {
			write(q)
			write(delayed{q})
		}
		if got := q.dropped.Load(); got != lines-held {
			t.Errorf("%d lines are dropped, want %d", got, lines-held)
		}
		begun := time.Now()
		q.flush()
		if took := time.Since(begun); took != flushTimeout {
			t.Errorf("the end waits for %s, want %s", took, flushTimeout)
		}
		close(to.released)
		q.flush()
		write(q)
		synctest.Wait()
		want := strings.Repeat(line, 1+held) + fmt.Sprintf("dropped %d\n", lines-held) + line
		if got := strings.ReplaceAll(to.take(), "|", ""); got != want {
			t.Errorf("written are %d bytes, want %d", len(got), len(want))
		}
	})
}
