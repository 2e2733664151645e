package api

import (
	"errors"
	"io"
	"sync"

	"waybill/internal/apierr"
)

// smallBody is how many bytes of a body no budget counts: they take no more than
// the connection does that they come by. Nearly every body is small.
const smallBody = 8 << 10

// errNoRoomForBody is why a body is refused that a later try may find room for.
var errNoRoomForBody = errors.New("the bodies of other requests take the memory that there is for bodies")

// bodyBudget is the memory that the bodies of all requests share. A body takes of
// it as its bytes come, and never waits for more: one that finds nothing left is
// refused and gives back its part, so those that are left can end.
type bodyBudget struct {
	mu    sync.Mutex
	free  int64
	share int64           // the most that one organization may hold
	held  map[int64]int64 // by organization; none that holds nothing
}

// newBodyBudget shares bytes so that one organization always leaves half of them
// to the others.
func newBodyBudget(bytes int64) *bodyBudget {
	return &bodyBudget{free: bytes, share: bytes / 2, held: map[int64]int64{}}
}

// LeastBodyBudget is the least budget for bodies of up to largest bytes. A body
// takes up to half as much again while it grows, and an organization has a half.
func LeastBodyBudget(largest int64) int64 { return 4 * largest }

// has reports whether an organization could take bytes now.
func (b *bodyBudget) has(organization, bytes int64) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.fits(organization, bytes)
}

func (b *bodyBudget) fits(organization, bytes int64) bool {
	return bytes <= b.free && bytes <= b.share-b.held[organization]
}

// take takes bytes for an organization, or reports that they are not there.
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

// giveBack returns bytes that were taken.
func (b *bodyBudget) giveBack(organization, bytes int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.free += bytes
	if b.held[organization] -= bytes; b.held[organization] == 0 {
		delete(b.held, organization)
	}
}

// bodyReader reads the body of one request.
type bodyReader struct {
	budget       *bodyBudget
	organization int64
	taken        int64 // of the budget
}

// read reads a body of a length that is known, or of -1 for one of at most limit
// bytes. A body of a known length that ends early is io.ErrUnexpectedEOF. With an
// error comes what was read.
func (r *bodyReader) read(from io.Reader, length, limit int64) ([]byte, error) {
	whole := length
	if length < 0 {
		whole = limit + 1 // from returns the error of a body that is longer
	}
	if length > smallBody && !r.budget.has(r.organization, length) {
		return nil, apierr.Overloaded(errNoRoomForBody)
	}
	body := make([]byte, 0, firstRoom(whole))
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

// firstRoom is the room that a body begins with. Doubled some times it is the
// room for the whole, so that no room is left over.
func firstRoom(whole int64) int64 {
	for whole > smallBody {
		whole = (whole + 1) / 2
	}
	return whole
}

// grow gives a body twice the room, up to that for the whole: what a client only
// promises takes no memory. Both rooms are taken until the bytes have moved.
func (r *bodyReader) grow(body []byte, whole int64) ([]byte, error) {
	size := min(2*int64(cap(body)), whole)
	if !r.budget.take(r.organization, size) {
		return nil, apierr.Overloaded(errNoRoomForBody)
	}
	grown := append(make([]byte, 0, size), body...)
	r.keep(size)
	return grown, nil
}

// keep gives back all that was taken but the last size bytes.
func (r *bodyReader) keep(size int64) {
	r.taken += size
	r.shrink(size)
}

// shrink gives back what was taken beyond size.
func (r *bodyReader) shrink(size int64) {
	if r.taken > size {
		r.budget.giveBack(r.organization, r.taken-size)
		r.taken = size
	}
}
