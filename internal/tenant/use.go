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
	// useInterval is the time between two writes of the uses of keys.
	useInterval = 30 * time.Second
	// usesPerWrite bounds a transaction, for which other writes wait.
	usesPerWrite = 100
	// lastWriteTimeout bounds the last write of a server that stops.
	lastWriteTimeout = 5 * time.Second
)

// uses records the minute in which each key was last used. A key in use is looked
// up every half second, and recorded then, so a request costs nothing more. Another
// goroutine writes the minutes, at most once a minute for a key.
type uses struct {
	mu      sync.Mutex
	noted   map[usedKey]int64 // minutes to be written, in microseconds since 1970
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

// take returns the minutes to be written, in the order of the keys, so that
// instances do not deadlock.
func (u *uses) take() (keys []usedKey, minutes map[usedKey]int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	minutes, u.noted = u.noted, nil
	if u.written == nil || len(u.written) > cacheSize {
		u.written = map[usedKey]int64{}
	}
	maps.Copy(u.written, minutes)
	keys = slices.SortedFunc(maps.Keys(minutes), func(a, b usedKey) int {
		return cmp.Or(cmp.Compare(a.organization, b.organization), cmp.Compare(a.id, b.id))
	})
	return keys, minutes
}

// putBack records minutes again that could not be written.
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

// WriteUses writes when keys were last used. After a failure, the next call writes
// the same minutes again.
func (a *Authenticator) WriteUses(ctx context.Context) error {
	// Another instance may have written a later minute.
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

// KeepUses calls WriteUses periodically until ctx ends, and then once more. It logs
// failures and tries again.
func (a *Authenticator) KeepUses(ctx context.Context, log *slog.Logger) {
	ticker := time.NewTicker(useInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWriteTimeout)
			defer cancel()
			if err := a.WriteUses(last); err != nil {
				log.Warn("writing when keys were last used failed", "error", err)
			}
			return
		case <-ticker.C:
		}
		if err := a.WriteUses(ctx); err != nil && ctx.Err() == nil {
			log.Warn("writing when keys were last used failed", "error", err)
		}
	}
}
