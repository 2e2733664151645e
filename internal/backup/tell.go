package backup

import (
	"context"

	"waybill/internal/tenant"
)

// state is how the backups of a keeper are.
type state int

const (
	unknown state = iota // no attempt since the start, and no backup that is young enough
	good
	failing
)

// state returns how the backups are: failing since an attempt, until there is a newer backup.
func (k *Keeper) state() state {
	verified := k.Verified()
	switch {
	case k.failed.After(verified):
		return failing
	case k.Now().Sub(verified) < k.Every:
		return good
	}
	return unknown
}

// tell tells the organizations of another state. If it fails, as on a full disk, the next call
// tells them. After a start it looks once at what they were told last: the server may have
// stopped between a backup and its events.
func (k *Keeper) tell(ctx context.Context) {
	now := k.state()
	if now == unknown || now == k.told {
		return
	}
	if err := tenant.TellBackups(ctx, k.DB, now == failing, k.Verified()); err != nil {
		if ctx.Err() == nil {
			k.Log.Warn("cannot write events of the backups yet", "error", err)
		}
		return
	}
	k.told = now
}
