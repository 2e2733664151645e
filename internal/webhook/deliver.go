package webhook

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"waybill/internal/event"
	"waybill/internal/sqldb"
)

const (
	// maxLanes is how many endpoints an instance delivers to at once. Each organization has
	// at most MostEndpoints of them, so one organization does not take all lanes.
	maxLanes = 256
	// scanEvery is how long an event may wait for a lane, apart from the time of a scan.
	scanEvery = 250 * time.Millisecond
)

// Deliverer delivers the events of all organizations to their endpoints. Several instances
// may run on one database.
type Deliverer struct {
	db      *sqldb.DB
	sender  *Sender
	hub     *event.Hub
	log     *slog.Logger
	observe func(Outcome)
	lingers int // how often a lane waits a second for the next event

	mu      sync.Mutex
	running map[endpointKey]bool // endpoints with a lane
	lanes   sync.WaitGroup
	crowded atomic.Bool // whether endpoints wait for a lane
}

// endpointKey identifies an endpoint.
type endpointKey struct {
	organization int64
	id           string
}

// NewDeliverer returns a deliverer. It calls observe with the outcome of each request.
func NewDeliverer(db *sqldb.DB, sender *Sender, hub *event.Hub, log *slog.Logger, observe func(Outcome)) *Deliverer {
	return &Deliverer{db: db, sender: sender, hub: hub, log: log, observe: observe, lingers: 2, running: map[endpointKey]bool{}}
}

// Run delivers until ctx ends, and waits for the requests that are under way to end with it.
func (d *Deliverer) Run(ctx context.Context) {
	ticker := time.NewTicker(scanEvery)
	defer ticker.Stop()
	defer d.lanes.Wait()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if err := d.start(ctx); err != nil && ctx.Err() == nil {
			d.log.Warn("cannot look for webhooks that are due", "error", err)
		}
	}
}

func (d *Deliverer) isCrowded() bool { return d.crowded.Load() }

// start starts a lane for each endpoint that is due, as far as there are lanes.
func (d *Deliverer) start(ctx context.Context) error {
	due, err := d.due(ctx)
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	waiting := false
	for _, key := range due {
		switch {
		case d.running[key]:
		case len(d.running) >= maxLanes:
			waiting = true
		default:
			d.running[key] = true
			d.lanes.Go(func() { d.runLane(ctx, key) })
		}
	}
	d.crowded.Store(waiting)
	return nil
}

func (d *Deliverer) runLane(ctx context.Context, key endpointKey) {
	defer func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.running, key)
	}()
	l := &lane{Deliverer: d, Endpoint: Endpoint{Organization: key.organization, ID: key.id}, token: rand.Text()}
	l.run(ctx)
}

// due returns endpoints that have something to do and no lease. The endpoints whose last lease
// ended first come first.
func (d *Deliverer) due(ctx context.Context) (all []endpointKey, err error) {
	const statement = `SELECT w.organization_id, w.id FROM webhooks w JOIN event_heads h ON h.organization_id = w.organization_id
		WHERE w.status = 'active' AND w.leased_until <= $1 AND w.retry_at <= $1 AND w.key_print = $2 AND (w.cursor <> h.seq OR w.due = 1)
		ORDER BY w.leased_until, w.id LIMIT $3`
	err = d.db.Read(ctx, func(tx *sqldb.ReadTx) error {
		all = nil
		return tx.Rows(statement, []any{sqldb.Microseconds(d.db.Now()), d.sender.Key.Fingerprint(), 2 * maxLanes}, func(scan func(...any) error) error {
			var key endpointKey
			if err := scan(&key.organization, &key.id); err != nil {
				return err
			}
			all = append(all, key)
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("find webhooks that are due: %w", err)
	}
	return all, nil
}
