package tenant

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"waybill/internal/sqldb"
)

const (
	// usesEvery is how often the uses of keys are written.
	usesEvery = 30 * time.Second
	// usesPerWrite bounds a transaction, which other writes wait for.
	usesPerWrite = 100
	// lastWrite is how long a server that stops tries to write the last uses.
	lastWrite = 5 * time.Second
)

// uses notes in which minute each key was last used. A key that is in use is
// looked up every half second, and noted then: requests do nothing for it. What
// was noted is written by another goroutine, at most once a minute for a key.
type uses struct {
	mu      sync.Mutex
	noted   map[usedKey]int64 // the minute, in microseconds since 1970, to be written
	written map[usedKey]int64
}

type usedKey struct {
	organization int64
	id           string
}

func (u *uses) note(principal *Principal, now time.Time) {
	key, minute := usedKey{principal.Organization, principal.KeyID}, now.Truncate(time.Minute).UnixMicro()
	u.mu.Lock()
	defer u.mu.Unlock()
	if minute <= u.written[key] {
		return
	}
	if u.noted == nil {
		u.noted = map[usedKey]int64{}
	}
	u.noted[key] = max(u.noted[key], minute)
}

// take gives what is to be written, in the order of the keys, so that instances
// do not wait for each other in a circle.
func (u *uses) take() (keys []usedKey, minutes map[usedKey]int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	minutes, u.noted = u.noted, nil
	if u.written == nil || len(u.written) > remembered {
		u.written = map[usedKey]int64{}
	}
	maps.Copy(u.written, minutes)
	keys = slices.SortedFunc(maps.Keys(minutes), func(a, b usedKey) int {
		return cmp.Or(cmp.Compare(a.organization, b.organization), cmp.Compare(a.id, b.id))
	})
	return keys, minutes
}

// putBack notes again what could not be written.
func (u *uses) putBack(minutes map[usedKey]int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.noted == nil {
		u.noted = map[usedKey]int64{}
	}
	for key, minute := range minutes {
		delete(u.written, key)
		u.noted[key] = max(u.noted[key], minute)
	}
}

// WriteUses writes when keys were last used, as far as it is not written yet.
// After a failure the next call tries again.
func (a *Authenticator) WriteUses(ctx context.Context) error {
	// Another instance may have noted a later minute.
	const statement = `UPDATE api_keys SET last_used_at = $3
		WHERE organization_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < $3)`
	keys, minutes := a.uses.take()
	for some := range slices.Chunk(keys, usesPerWrite) {
		err := a.db.Write(ctx, func(tx *sqldb.Tx) error {
			for _, key := range some {
				if _, err := tx.Exec(statement, key.organization, key.id, minutes[key]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			a.uses.putBack(minutes)
			return fmt.Errorf("write when keys were last used: %w", err)
		}
	}
	return nil
}

// KeepUses writes when keys were last used, again and again until ctx ends, and
// then once more. What fails is logged, and tried again.
func (a *Authenticator) KeepUses(ctx context.Context, log *slog.Logger) {
	ticker := time.NewTicker(usesEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWrite)
			defer cancel()
			if err := a.WriteUses(last); err != nil {
				log.Warn("it was not written when keys were last used", "error", err)
			}
			return
		case <-ticker.C:
		}
		if err := a.WriteUses(ctx); err != nil && ctx.Err() == nil {
			log.Warn("it was not written when keys were last used", "error", err)
		}
	}
}
