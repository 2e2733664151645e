package sqldb

import (
	"container/list"
	"sync"
	"time"
)

// Total is the number of rows of an organization that matched the filters of a list at
// one moment, with the counts that later prove whether the number is still right.
type Total struct {
	Rows int64
	// Count was the count of the table.
	Count TableCount
	// Since is an id. SinceAll and SinceRows are the numbers of rows with greater ids,
	// of all rows and of those that matched.
	Since               string
	SinceAll, SinceRows int64
}

// TableCount is the count of an organization's rows of a table, as commits keep it. If
// the count is the same at two moments, so are the rows: LastWrite and LastChange are
// sums of random numbers, of which each commit replaces one. LastChange is the same if
// no row was updated or deleted in between.
type TableCount struct {
	All, LastWrite, LastChange int64
}

// TotalKey identifies the list of a remembered total.
type TotalKey struct {
	Organization int64
	Filters      string // the table, the filters and their values
}

// The bounds of Totals.
const (
	mostTotals    = 4096
	organizations = 8 // that together may use all of them
	longestKey    = 1024
)

// settled is the age from which on ids are expected to be committed.
const settled = 2 * time.Second

// Totals remembers the totals of lists, those that were used last. Its methods are safe
// for concurrent use, also on nil, which remembers nothing.
type Totals struct {
	now   func() time.Time
	mu    sync.Mutex
	byKey map[TotalKey]*list.Element
	used  list.List // of rememberedTotal, the last used first
	held  map[int64]int
}

type rememberedTotal struct {
	key   TotalKey
	total Total
}

func newTotals(now func() time.Time) *Totals {
	return &Totals{now: now, byKey: map[TotalKey]*list.Element{}, held: map[int64]int{}}
}

// Totals returns the remembered totals of lists. It returns nil within a write, which
// sees changes that may be rolled back.
func (tx *ReadTx) Totals() *Totals { return tx.totals }

// SettledID returns an id of two seconds ago. Few transactions that commit from now on
// have an id before it.
func (t *Totals) SettledID(prefix string) string { return firstID(prefix, t.now().Add(-settled)) }

// Recall returns the total that was remembered last. The caller must compare its count
// with the count of now.
func (t *Totals) Recall(key TotalKey) (total Total, ok bool) {
	if t == nil {
		return Total{}, false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	found, ok := t.byKey[key]
	if !ok {
		return Total{}, false
	}
	t.used.MoveToFront(found)
	return found.Value.(*rememberedTotal).total, true
}

// Remember remembers a total. It forgets another total if there are too many of the
// organization, or too many in all. It does not remember a very long key.
func (t *Totals) Remember(key TotalKey, total Total) {
	if t == nil || len(key.Filters) > longestKey {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if found, ok := t.byKey[key]; ok {
		found.Value.(*rememberedTotal).total = total
		t.used.MoveToFront(found)
		return
	}
	if t.held[key.Organization] >= mostTotals/organizations {
		t.forget(t.oldest(key.Organization))
	}
	t.byKey[key] = t.used.PushFront(&rememberedTotal{key, total})
	t.held[key.Organization]++
	if t.used.Len() > mostTotals {
		t.forget(t.used.Back())
	}
}

// oldest returns the total of an organization that was not used for the longest time.
func (t *Totals) oldest(organization int64) *list.Element {
	e := t.used.Back()
	for e.Value.(*rememberedTotal).key.Organization != organization {
		e = e.Prev()
	}
	return e
}

func (t *Totals) forget(e *list.Element) {
	key := t.used.Remove(e).(*rememberedTotal).key
	delete(t.byKey, key)
	if t.held[key.Organization]--; t.held[key.Organization] == 0 {
		delete(t.held, key.Organization)
	}
}
