package api

import (
	"errors"
	"io"
	"sync"

	"waybill/internal/apierr"
)

// This file reads the bodies of requests within a budget of memory. The buffer of a body
// doubles as bytes arrive, so a Content-Length alone takes no memory. If the budget is
// used up, the body is refused at once and its memory is returned, so that the other
// bodies can be read to their ends.

// smallBody is the size up to which a body is not counted: it takes no more memory than
// its connection. Nearly every body is small.
const smallBody = 8 << 10

// errNoRoomForBody means that the budget is used up. A later attempt may succeed.
var errNoRoomForBody = errors.New("the bodies of other requests use the memory for bodies")

// bodyLimits are the limits of bodies: of each by its size, and of all together.
type bodyLimits struct {
	budget      *bodyBudget
	body, batch int64 // bytes of the largest body
	importFile  int64 // bytes of the largest file of an import, which is kept on disk
}

// size returns the size of the largest body of an operation.
func (l *bodyLimits) size(o Operation) int64 {
	switch o {
	case Batch:
		return l.batch
	case Import:
		return l.importFile
	}
	return l.body
}

// bodyBudget is the memory for the bodies of all requests. It is safe for concurrent
// use.
type bodyBudget struct {
	mu    sync.Mutex
	free  int64
	share int64           // the most that one organization may hold
	held  map[int64]int64 // by organization; no entry for 0
}

// newBodyBudget returns a budget of which one organization may hold half.
func newBodyBudget(bytes int64) *bodyBudget {
	return &bodyBudget{free: bytes, share: bytes / 2, held: map[int64]int64{}}
}

// LeastBodyBudget returns the smallest budget in which a body of largest bytes can be
// read. A body takes up to one and a half times its size while its buffer grows, and an
// organization may hold half of the budget.
func LeastBodyBudget(largest int64) int64 { return 4 * largest }

// has reports whether take would succeed now.
func (b *bodyBudget) has(organization, bytes int64) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.fits(organization, bytes)
}

func (b *bodyBudget) fits(organization, bytes int64) bool {
	return bytes <= b.free && bytes <= b.share-b.held[organization]
}

// take takes bytes for an organization. It reports false, and takes nothing, if they do
// not fit.
func (b *bodyBudget) take(organization, bytes int64) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.fits(organization, bytes) {
		return false
	}
	b.free -= bytes
	b.held[organization] += bytes
	return true
}

// giveBack returns bytes that take has taken.
func (b *bodyBudget) giveBack(organization, bytes int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.free += bytes
	if b.held[organization] -= bytes; b.held[organization] == 0 {
		delete(b.held, organization)
	}
}

// bodyReader reads the body of a request. Its zero value holds nothing.
type bodyReader struct {
	budget       *bodyBudget
	organization int64
	taken        int64 // of the budget
}

// read reads a body of length bytes, or of up to limit bytes if length is -1. It returns
// what it has read together with an error: apierr.Unavailable if the budget is used up,
// io.ErrUnexpectedEOF if the body ends before its length.
func (r *bodyReader) read(from io.Reader, length, limit int64) ([]byte, error) {
	whole := length
	if length < 0 {
		whole = limit + 1 // from fails for a longer body
	}
	if length > smallBody && !r.budget.has(r.organization, length) {
		return nil, apierr.Overloaded(errNoRoomForBody)
	}
	body := make([]byte, 0, firstSize(whole))
	for int64(len(body)) != length {
		if len(body) == cap(body) {
			grown, err := r.grow(body, whole)
			if err != nil {
				return body, err
			}
			body = grown
		}
		n, err := from.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return body, err
		}
	}
	if int64(len(body)) < length {
		return body, io.ErrUnexpectedEOF
	}
	return body, nil
}

// firstSize returns the size of a body's first buffer. After some doublings it is the
// size of the whole body, so no part of the last buffer is unused.
func firstSize(whole int64) int64 {
	for whole > smallBody {
		whole = (whole + 1) / 2
	}
	return whole
}

// grow returns the body in a buffer of twice the size, at most that of the whole body.
// Both buffers are counted until the bytes are copied.
func (r *bodyReader) grow(body []byte, whole int64) ([]byte, error) {
	size := min(2*int64(cap(body)), whole)
	if !r.budget.take(r.organization, size) {
		return nil, apierr.Overloaded(errNoRoomForBody)
	}
	grown := append(make([]byte, 0, size), body...)
	r.taken += size
	r.shrink(size)
	return grown, nil
}

// shrink returns all memory but size bytes to the budget.
func (r *bodyReader) shrink(size int64) {
	if r.taken > size {
		r.budget.giveBack(r.organization, r.taken-size)
		r.taken = size
	}
}
