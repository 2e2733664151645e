package sqldb

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"sync/atomic"
	"time"
)

// clock gives times that only grow, even when the machine's clock is set back
// while the program runs or two calls fall into one microsecond.
type clock struct {
	now  func() time.Time
	last atomic.Int64 // microseconds
}

func (c *clock) next() time.Time {
	for {
		last := c.last.Load()
		next := max(c.now().UnixMicro(), last+1)
		if c.last.CompareAndSwap(last, next) {
			return time.UnixMicro(next).UTC()
		}
	}
}

// idDigits are in the order of bytes, so that ids sort as their numbers do.
var idDigits = base32.NewEncoding("0123456789abcdefghijklmnopqrstuv").WithPadding(base32.NoPadding)

// newID encodes seven bytes of the time, which last until the year 4253, two bytes
// that count within a transaction, and six random bytes. So new rows are adjacent
// in an index, ids sort in the order of creation, and instances need not coordinate.
func newID(prefix string, at time.Time, count uint16) string {
	var raw [16]byte
	binary.BigEndian.PutUint64(raw[:8], uint64(at.UnixMicro()))
	binary.BigEndian.PutUint16(raw[8:10], count)
	// crypto/rand never fails; the program ends if the system has no random bytes.
	_, _ = rand.Read(raw[10:])
	return encodeID(prefix, raw)
}

// firstID returns the least id of a time.
func firstID(prefix string, at time.Time) string {
	var raw [16]byte
	binary.BigEndian.PutUint64(raw[:8], uint64(at.UnixMicro()))
	return encodeID(prefix, raw)
}

func encodeID(prefix string, raw [16]byte) string {
	id := make([]byte, 0, len(prefix)+24)
	return string(idDigits.AppendEncode(append(id, prefix...), raw[1:]))
}
