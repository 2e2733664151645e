package event

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"waybill/internal/sqldb"
)

// Hub lets many callers wait for the next event of their organizations.
//
//	commit in this process ──▶ wakes all callers of the organization
//	commit of another process ─▶ a look at event_heads, every 200 ms while somebody waits
//
// Nobody polls for himself, and the commit of a change sends no message.
type Hub struct {
	db      *sqldb.DB
	log     *slog.Logger
	mu      sync.Mutex
	waiting map[int64]map[*waiter]bool // by organization
	looking bool                       // whether a goroutine looks at event_heads
}

// waiter is a caller of Wait.
type waiter struct {
	after int64
	woken chan struct{} // closed at the first event after that number
}

// lookEvery is how long an event of another process may stay unseen, apart from the time
// of a look.
const lookEvery = 200 * time.Millisecond

// NewHub returns a hub of the events of a database. A database has at most one hub.
func NewHub(db *sqldb.DB, log *slog.Logger) *Hub {
	h := &Hub{db: db, log: log, waiting: map[int64]map[*waiter]bool{}}
	db.WhenTold(h.wake)
	return h
}

// Wait returns nil once the organization has an event with a number greater than after, or
// the error of ctx. It may return nil earlier, so the caller must look for itself.
func (h *Hub) Wait(ctx context.Context, organization, after int64) error {
	w := &waiter{after: after, woken: make(chan struct{})}
	h.add(organization, w)
	defer h.remove(organization, w)
	// An event that was committed before the caller was added has woken nobody.
	head, err := h.head(ctx, organization)
	if err != nil || head > after {
		return err
	}
	select {
	case <-w.woken:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *Hub) head(ctx context.Context, organization int64) (head int64, err error) {
	err = h.db.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		head, _, err = Head(tx, organization)
		return err
	})
	return head, err
}

func (h *Hub) add(organization int64, w *waiter) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.waiting[organization] == nil {
		h.waiting[organization] = map[*waiter]bool{}
	}
	h.waiting[organization][w] = true
	if !h.looking {
		h.looking = true
		go h.look()
	}
}

func (h *Hub) remove(organization int64, w *waiter) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.waiting[organization], w)
	if len(h.waiting[organization]) == 0 {
		delete(h.waiting, organization)
	}
}

// wake wakes all callers that wait for an event of an organization.
func (h *Hub) wake(organization int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for w := range h.waiting[organization] {
		h.wakeOne(organization, w)
	}
}

// wakeOne wakes a caller. The lock of the hub must be held.
func (h *Hub) wakeOne(organization int64, w *waiter) {
	close(w.woken)
	delete(h.waiting[organization], w)
}

// look looks at event_heads until nobody waits.
func (h *Hub) look() {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		<-ticker.C
		organizations := h.organizations()
		if organizations == nil {
			return
		}
		heads, err := h.heads(context.Background(), organizations)
		if err != nil {
			h.log.Warn("cannot look for events of other processes", "error", err)
			continue
		}
		h.wakeReached(heads)
	}
}

// organizations returns the organizations whose events somebody waits for. If there are
// none, the goroutine that asks must end.
func (h *Hub) organizations() []int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.waiting) == 0 {
		h.looking = false
		return nil
	}
	return slices.Collect(maps.Keys(h.waiting))
}

// wakeReached wakes the callers whose organization has an event after their number.
func (h *Hub) wakeReached(heads map[int64]int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for organization, head := range heads {
		for w := range h.waiting[organization] {
			if head > w.after {
				h.wakeOne(organization, w)
			}
		}
	}
}

// headsAtOnce is how many heads one statement reads.
const headsAtOnce = 100

// heads returns the numbers of the last events of organizations.
func (h *Hub) heads(ctx context.Context, organizations []int64) (map[int64]int64, error) {
	heads := make(map[int64]int64, len(organizations))
	err := h.db.Read(ctx, func(tx *sqldb.ReadTx) error {
		for some := range slices.Chunk(organizations, headsAtOnce) {
			if err := readHeads(tx, some, heads); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the numbers of the last events: %w", err)
	}
	return heads, nil
}

// selectHeads takes headsAtOnce organizations.
var selectHeads = "SELECT organization_id, seq FROM event_heads WHERE organization_id IN " + sqldb.Places(1, headsAtOnce)

// readHeads adds the heads of some organizations. The last is repeated until the statement
// has all of its arguments.
func readHeads(tx *sqldb.ReadTx, organizations []int64, heads map[int64]int64) error {
	args := make([]any, headsAtOnce)
	for i := range args {
		args[i] = organizations[min(i, len(organizations)-1)]
	}
	return tx.Rows(selectHeads, args, func(scan func(...any) error) error {
		var organization, seq int64
		if err := scan(&organization, &seq); err != nil {
			return err
		}
		heads[organization] = seq
		return nil
	})
}
