package main

import (
	"errors"
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
	synctest.Test(t, func(t *testing.T) {
		var to writes
		g := &gatherer{to: &to}
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
		lazy := lazily{g}
		write(lazy, "a\n")
		write(lazy, "b\n")
		time.Sleep(gatheredTime - time.Nanosecond)
		expect()
		time.Sleep(time.Nanosecond)
		expect("a\nb\n")
		write(lazy, "c\n")
		write(g, "an error\n")
		expect("c\nan error\n")
		time.Sleep(gatheredTime)
		expect()
		write(lazy, "d\n")
		g.flush()
		g.flush()
		expect("d\n")
		long := strings.Repeat("x", gatheredBytes)
		write(lazy, long)
		expect(long)
		time.Sleep(gatheredTime) // nothing waits for what is over
	})
}

func TestALogThatCannotBeWrittenIsTold(t *testing.T) {
	t.Parallel()
	g := &gatherer{to: broken{}}
	if _, err := g.Write([]byte("x")); err == nil {
		t.Error("the failure is lost")
	}
	if len(g.waiting) > 0 {
		t.Error("what cannot be written fills the memory")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("on purpose") }
