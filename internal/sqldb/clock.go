package sqldb

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"sync/atomic"
	"time"
)

// clock gives times and ids that only grow, even when the machine's clock is
// set back while the program runs or two calls fall into one microsecond.
type clock struct {
	now  func() time.Time
	last atomic.Int64 // microseconds
}

func (c *clock) next() time.Time { return time.UnixMicro(c.tick()).UTC() }

func (c *clock) tick() int64 {
	for {
		last := c.last.Load()
		next := max(c.now().UnixMicro(), last+1)
		if c.last.CompareAndSwap(last, next) {
			return next
		}
	}
}

// idDigits are in the order of bytes, so that ids sort as their numbers do.
var idDigits = base32.NewEncoding("0123456789abcdefghijklmnopqrstuv").WithPadding(base32.NoPadding)

// newID puts seven bytes of time before eight of chance: new rows then lie next
// to each other in an index, and instances need not agree on anything.
func (c *clock) newID(prefix string) string {
	var raw [16]byte
	binary.BigEndian.PutUint64(raw[:8], uint64(c.tick()))
	// crypto/rand never fails; the program ends when the system has no chance.
	_, _ = rand.Read(raw[8:])
	id := make([]byte, 0, len(prefix)+24)
	return string(idDigits.AppendEncode(append(id, prefix...), raw[1:]))
}
