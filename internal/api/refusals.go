package api

import (
	"container/heap"
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/resource"
	"waybill/internal/schema"
)

// This file keeps the refused requests of each organization in memory, and lists them.
// Only a request that fails reaches it, so a request that succeeds takes no lock and
// allocates nothing for it. refusals_shown.go has what is kept of a request.

const (
	// mostRefusals is how many refused requests of an organization are kept.
	mostRefusals = 1000
	// refusalBytes bounds the memory of the refusals of all organizations.
	refusalBytes = 16 << 20
	// refusalOverhead estimates the memory of a refusal beside its text.
	refusalOverhead = 64
)

// refusal is a refused request, as the list shows it.
type refusal struct {
	status int
	text   []byte // JSON
}

func (r *refusal) size() int { return len(r.text) + refusalOverhead }

// refusals keeps the last refused requests of each organization. It is safe for
// concurrent use.
type refusals struct {
	declared declarations
	most     int // of an organization
	budget   int // bytes of all organizations

	mu             sync.Mutex
	byOrganization map[int64]*refusedRequests
	largest        largestFirst
	bytes          int
}

// refusedRequests are the refused requests of an organization, oldest first.
type refusedRequests struct {
	organization int64
	list         []refusal
	bytes        int
	index        int // in largestFirst
}

func newRefusals(declared declarations) *refusals {
	return &refusals{declared: declared, most: mostRefusals, budget: refusalBytes, byOrganization: map[int64]*refusedRequests{}}
}

// note keeps a request that was refused, if its organization is known.
func (r *refusals) note(c *call, failure *apierr.Error, err error, now time.Time) {
	status := failure.Kind.Status()
	if c.principal == nil || status < http.StatusBadRequest || status >= http.StatusInternalServerError {
		return
	}
	text := r.declared.appendRefusal(nil, c, failure, err, now)
	r.add(c.principal.Organization, refusal{status, text})
}

// add adds the newest refusal of an organization. When the refusals exceed the budget,
// the oldest ones of the organization that has the most bytes are dropped.
func (r *refusals) add(organization int64, newest refusal) {
	r.mu.Lock()
	defer r.mu.Unlock()
	of := r.byOrganization[organization]
	if of == nil {
		of = &refusedRequests{organization: organization}
		r.byOrganization[organization] = of
		heap.Push(&r.largest, of)
	}
	of.list = append(of.list, newest)
	of.bytes += newest.size()
	r.bytes += newest.size()
	if len(of.list) > r.most {
		r.dropOldest(of)
	}
	heap.Fix(&r.largest, of.index)
	for r.bytes > r.budget {
		r.shrinkLargest()
	}
}

func (r *refusals) shrinkLargest() {
	largest := r.largest[0]
	r.dropOldest(largest)
	if len(largest.list) > 0 {
		heap.Fix(&r.largest, largest.index)
		return
	}
	heap.Pop(&r.largest)
	delete(r.byOrganization, largest.organization)
}

func (r *refusals) dropOldest(of *refusedRequests) {
	size := of.list[0].size()
	of.list[0] = refusal{} // the array stays for a while, the text need not
	of.list = of.list[1:]
	of.bytes -= size
	r.bytes -= size
}

// page returns the JSON of the refusals of a page, newest first, without brackets, and
// how many refusals match. A status of 0 matches all.
func (r *refusals) page(organization int64, status int, page resource.PageQuery) (items []byte, total int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	of := r.byOrganization[organization]
	if of == nil {
		return nil, 0
	}
	for i := len(of.list) - 1; i >= 0; i-- {
		if status != 0 && status != of.list[i].status {
			continue
		}
		if place := total - page.Offset(); place >= 0 && place < int64(page.Size) {
			if len(items) > 0 {
				items = append(items, ',')
			}
			items = append(items, of.list[i].text...)
		}
		total++
	}
	return items, total
}

// largestFirst is a heap of organizations, with the one that has the most bytes first.
type largestFirst []*refusedRequests

func (l largestFirst) Len() int           { return len(l) }
func (l largestFirst) Less(i, j int) bool { return l[i].bytes > l[j].bytes }

// Swap exchanges two organizations.
func (l largestFirst) Swap(i, j int) {
	l[i], l[j] = l[j], l[i]
	l[i].index, l[j].index = i, j
}

// Push adds an organization, for package heap.
func (l *largestFirst) Push(of any) {
	last := of.(*refusedRequests)
	last.index = len(*l)
	*l = append(*l, last)
}

// Pop removes the last organization, for package heap.
func (l *largestFirst) Pop() any {
	last := len(*l) - 1
	of := (*l)[last]
	(*l)[last] = nil
	*l = (*l)[:last]
	return of
}

const refusalsPath = ownPath + "/requests"

// refusalRoute is the route of the list of refused requests.
func refusalRoute() Route {
	return Route{http.MethodGet, refusalsPath, ListRefusals, []string{"read:requests"}, apierr.DetailEnvelope, listRefusals}
}

// anyRefusal is the status of all refused requests.
const anyRefusal = "4xx"

// refusalStatus is the filter of the list by status. Its value is 0 for any status.
var refusalStatus = &schema.Filter{
	Name: "status", Doc: "`" + anyRefusal + "` for all refused requests, or one status.", Parse: parseRefusalStatus,
	Property: schema.Property{Type: "string", Pattern: refusalStatusPattern, Default: anyRefusal},
}

const refusalStatusPattern = "^4([0-9][0-9]|xx)$"

func parseRefusalStatus(text string, _ bool) (any, *apierr.Details) {
	if text == anyRefusal {
		return 0, nil
	}
	status, err := strconv.Atoi(text)
	if err != nil || len(text) != len(anyRefusal) || !strings.HasPrefix(text, "4") {
		broken := apierr.ListDetails(apierr.Detail{
			Type: "string_pattern_mismatch", Msg: "String should match pattern '" + refusalStatusPattern + "'"})
		return nil, &broken
	}
	return status, nil
}

// RefusalParameters describes the parameters of the list of refused requests.
func RefusalParameters() []*schema.Filter {
	return append([]*schema.Filter{refusalStatus}, resource.PageParameters()...)
}

func listRefusals(_ context.Context, b *backend, c *call) (*answer, error) {
	parameters := parseQuery(c.Request)
	status, _ := parameters.Filter(refusalStatus).(int)
	page := resource.ParsePage(parameters)
	if err := apierr.InvalidInput(parameters.Broken()); err != nil {
		return nil, err
	}
	items, total := b.refusals.page(c.principal.Organization, status, page)
	return b.compressors.compressList(c, viewAnswer(b, c, &resource.Shown{JSON: items, Place: page.Listing(total)})), nil
}

// firstFailure returns the failure of the first item that failed an atomic batch, and
// the index of the item. Any other error is its own failure, with the index -1.
func firstFailure(failure *apierr.Error, err error) (*apierr.Error, int) {
	batch, ok := errors.AsType[*notApplied](err)
	if !ok {
		return failure, -1
	}
	for i, o := range batch.outcomes {
		if item, ok := errors.AsType[*apierr.Error](o.Failure); ok && item.Kind != apierr.NotApplied {
			return item, i
		}
	}
	return failure, -1
}
