package schema

import (
	"hash/maphash"

	"waybill/internal/apierr"
)

// unknownMembers collects the members of an object that no field has. Each name is one
// error, in the order in which the names first occur. If not strict, it ignores them.
type unknownMembers struct {
	strict bool
	seen   map[nameHash]struct{}
	broken apierr.Details
}

// nameHash identifies a name, so that a million names take little memory. It has 128
// bits under seeds that no client knows, so two names do not collide.
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
