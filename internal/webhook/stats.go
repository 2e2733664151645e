package webhook

import (
	"context"
	"fmt"
	"time"

	"waybill/internal/sqldb"
)

// Stats says how far the endpoints of a database are behind.
type Stats struct {
	Endpoints map[Status]int64
	Parked    int64
	// LagEvents is the lag of the active endpoint that is furthest behind, and LagTime the age
	// of the oldest event that an active endpoint has not got.
	LagEvents int64
	LagTime   time.Duration
}

// ReadStats reads the stats of all organizations.
func ReadStats(ctx context.Context, db *sqldb.DB) (*Stats, error) {
	s := &Stats{Endpoints: map[Status]int64{Active: 0, Paused: 0, Disabled: 0}}
	err := db.ReadSnapshot(ctx, func(tx *sqldb.ReadTx) error {
		err := tx.Rows(`SELECT status, count(*) FROM webhooks GROUP BY status`, nil, func(scan func(...any) error) error {
			var status string
			var count int64
			err := scan(&status, &count)
			s.Endpoints[Status(status)] = count
			return err
		})
		if err != nil {
			return err
		}
		if err := tx.Row(`SELECT count(*) FROM webhook_parked`, nil, &s.Parked); err != nil {
			return err
		}
		var oldest int64
		err = tx.Row(`SELECT coalesce(max(h.seq - w.cursor), 0), coalesce(min(e.at), 0) FROM webhooks w
			JOIN event_heads h ON h.organization_id = w.organization_id
			LEFT JOIN events e ON e.organization_id = w.organization_id AND e.seq = w.cursor + 1
			WHERE w.status = 'active'`, nil, &s.LagEvents, &oldest)
		s.LagTime = 0
		if oldest > 0 {
			s.LagTime = max(db.Now().Sub(sqldb.TimeOf(oldest)), 0)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the lag of webhooks: %w", err)
	}
	return s, nil
}
