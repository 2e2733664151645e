package sqldb

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// entering is an owner that has a place, or waits for one.
type entering struct {
	mu    sync.Mutex // a timer orders nothing for the race detector
	leave func()
	err   error
	stop  context.CancelFunc
}

func (e *entering) has() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.leave != nil
}

func (e *entering) enter(ctx context.Context, l *listAdmission, owner int64) {
	leave, err := l.enter(ctx, owner)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.leave, e.err = leave, err
}

// enterAll has an owner ask for a number of places at once.
func enterAll(t *testing.T, l *listAdmission, owner int64, n int) (all []*entering) {
	t.Helper()
	for range n {
		ctx, stop := context.WithCancel(context.Background())
		one := &entering{stop: stop}
		all = append(all, one)
		l.seen(owner)
		go one.enter(ctx, l, owner)
		synctest.Wait() // so that they come one after another
	}
	return all
}

func having(all []*entering) (n int) {
	for _, one := range all {
		if one.has() {
			n++
		}
	}
	return n
}

func leaveAll(all []*entering) {
	for _, one := range all {
		one.stop()
		synctest.Wait()
		if one.has() {
			one.leave()
		}
	}
}

// An owner that is alone has half of the places, and with others a quarter. Others
// have a place at once however many of its lists wait.
func TestLineHasShares(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newListAdmission(8)
		time.Sleep(companyTime)
		first := enterAll(t, l, 1, 1)
		time.Sleep(companyTime) // the first request of all comes after a request of nobody
		first = append(first, enterAll(t, l, 1, 11)...)
		if n := having(first); n != 4 {
			t.Errorf("an owner alone has %d places of 8, want 4", n)
		}
		second := enterAll(t, l, 2, 12)
		if n := having(second); n != 2 {
			t.Errorf("an owner that is not alone has %d places of 8, want 2", n)
		}
		first[0].leave()
		first[0].leave = nil
		synctest.Wait()
		if n := having(first); n != 3 {
			t.Errorf("an owner that is no longer alone has %d places, after it gave one of 4 back", n)
		}
		leaveAll(append(first, second...))
		time.Sleep(time.Minute) // until all places have rested
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.free != 8 || len(l.held) != 0 || len(l.waiting) != 0 {
			t.Errorf("in the end %d places are free, owners hold %v, and %d wait", l.free, l.held, len(l.waiting))
		}
	})
}

// Owners with many lists take turns: who comes last waits for a list of each owner,
// and not for all lists that came before.
func TestLineTakesTurns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newListAdmission(2) // of which an owner has one
		owners := [][]*entering{enterAll(t, l, 1, 12), enterAll(t, l, 2, 12)}
		last := enterAll(t, l, 3, 1)
		turns := 0
		for ; turns < 12 && !last[0].has(); turns++ {
			for _, all := range owners {
				for _, one := range all {
					if one.has() {
						one.leave()
						one.leave = nil
						break
					}
				}
				synctest.Wait()
			}
		}
		if turns > 2 {
			t.Errorf("the last to come waits for %d lists of each of the others", turns)
		}
		leaveAll(slices.Concat(owners[0], owners[1], last))
	})
}

// A place that was used for long rests as long, but not for an owner that is alone.
func TestLineRestsAfterLongLists(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		others bool
		used   time.Duration
		rest   time.Duration
	}{
		"long and alone":     {false, time.Second / 2, 0},
		"short with others":  {true, freeTime, 0},
		"long with others":   {true, time.Second / 2, time.Second/2 - freeTime},
		"longer with others": {true, 2 * time.Second, 2*time.Second - freeTime},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				// The clock is the test's own, and moves only while all goroutines wait.
				l := newListAdmission(2) // of which an owner has one
				time.Sleep(companyTime)
				l.seen(1)
				time.Sleep(companyTime)
				all := enterAll(t, l, 1, 2)
				time.Sleep(test.used)
				if test.others {
					l.seen(2)
				}
				all[0].leave()
				if test.rest > 0 {
					time.Sleep(test.rest - 1)
					synctest.Wait()
					if all[1].has() {
						t.Error("the place does not rest")
					}
					time.Sleep(time.Nanosecond)
				}
				synctest.Wait()
				if !all[1].has() {
					t.Errorf("the place rests for more than %s", test.rest)
				}
				leaveAll(all[1:])
			})
		})
	}
}

// Who gives up holds nothing: neither who waits, nor who gets a place in the same
// moment.
func TestLineForgetsWhoGivesUp(t *testing.T) {
	t.Parallel()
	l := newListAdmission(2)
	first := l.join(1)
	l.seen(2)
	second := l.join(1)
	l.giveUp(second)
	l.giveUp(first) // which has a place
	if l.free != 2 || len(l.held) != 0 || len(l.waiting) != 0 {
		t.Errorf("in the end %d places are free, owners hold %v, and %d wait", l.free, l.held, len(l.waiting))
	}
	ended, end := context.WithCancel(t.Context())
	l.join(1)
	end()
	if _, err := l.enter(ended, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("to give up is %v", err)
	}
}
