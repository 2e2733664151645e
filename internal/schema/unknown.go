package schema

import (
	"hash/maphash"

	"waybill/internal/apierr"
)

// unknownMembers gathers the members of one object that are no fields. Each name
// is an error once, where it stood first. It ignores them all unless strict.
type unknownMembers struct {
	strict bool
	seen   map[nameHash]struct{}
	broken apierr.Details
}

// nameHash stands for a name, so that a million names take little memory. It has
// 128 bits under seeds that no client knows, so two names do not share one.
type nameHash [2]uint64

var nameSeeds = [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

func (u *unknownMembers) add(name []byte) {
	if !u.strict {
		return
	}
	hash := nameHash{maphash.Bytes(nameSeeds[0], name), maphash.Bytes(nameSeeds[1], name)}
	if _, again := u.seen[hash]; again {
		return
	}
	if u.seen == nil {
		u.seen = map[nameHash]struct{}{}
	}
	u.seen[hash] = struct{}{}
	if u.broken.IsFull() {
		u.broken.AddUnlisted(1)
		return
	}
	u.broken.Add(forbidden().In(string(name)))
}
