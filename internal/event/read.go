package event

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
)

// Query says which events to read.
type Query struct {
	After    int64    // only events with greater numbers
	Limit    int      // how many events at most
	Resource string   // such as customer; empty for all
	Record   string   // the external reference or the id of a record; empty for all
	Types    []string // such as customer.created, or customer.* for all of a resource; none for all
}

// Page is a page of the feed.
type Page struct {
	Events []Event
	// Next is the number to read after next. It may be greater than that of the last
	// event, because the events between do not match the query.
	Next int64
	Head int64 // the number of the last event of the organization
}

// window bounds the events that a page looks at, so that a page is quick when only few
// events match. A page that ends with the window may have fewer events than it could.
const window = 10_000

// Read returns the events of an organization after a number, in the order of the numbers.
// It returns apierr.Expired if some of them were removed, and if there is no event of that
// number yet. The statements of tx must see one snapshot.
func Read(tx *sqldb.ReadTx, organization int64, q Query) (*Page, error) {
	page := &Page{Next: q.After}
	var removed int64
	var full bool
	err := tx.Each(2, func(tx *sqldb.ReadTx, i int) (err error) {
		if i == 0 {
			page.Head, removed, err = Head(tx, organization)
			return err
		}
		page.Events, full, err = find(tx, organization, &q)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	switch {
	case q.After < removed:
		return nil, apierr.RemovedEvents(removed)
	case q.After > page.Head:
		return nil, apierr.UnknownEvent(q.After, page.Head, removed+1)
	case full:
		page.Next = page.Events[len(page.Events)-1].Sequence
	default:
		page.Next = min(lastOf(q.After), page.Head)
	}
	return page, nil
}

// lastOf returns the number of the last event of the window after a number.
func lastOf(after int64) int64 {
	if after > math.MaxInt64-window {
		return math.MaxInt64
	}
	return after + window
}

// Head returns the number of the last event of an organization, and the number up to which
// old events were removed. Both are 0 for an organization without events.
func Head(tx *sqldb.ReadTx, organization int64) (head, removed int64, err error) {
	err = tx.Row("SELECT seq, removed FROM event_heads WHERE organization_id = $1", []any{organization}, &head, &removed)
	if errors.Is(err, sqldb.ErrNoRows) {
		return 0, 0, nil
	}
	return head, removed, err
}

// mostBytes bounds the data of a page, unless its first event has more.
const mostBytes = 4 << 20

// find returns the events of the window that match the query, and reports whether the page
// is full.
func find(tx *sqldb.ReadTx, organization int64, q *Query) (events []Event, full bool, err error) {
	args := []any{organization, q.After, lastOf(q.After)}
	place := func(value any) string {
		args = append(args, value)
		return fmt.Sprintf("$%d", len(args))
	}
	where := "organization_id = $1 AND seq > $2 AND seq <= $3" + q.condition(place)
	statement := "SELECT " + columns + " FROM events WHERE " + where + " ORDER BY seq LIMIT " + place(q.Limit)
	size := 0
	err = tx.Rows(statement, args, func(scan func(...any) error) error {
		if full {
			return nil // an error would end the statements of other requests, too
		}
		var e Event
		if err := e.scan(scan); err != nil {
			return err
		}
		if size += len(e.Data); size > mostBytes && len(events) > 0 {
			full = true
			return nil
		}
		events = append(events, e)
		return nil
	})
	return events, full || len(events) == q.Limit, err
}

// condition returns the condition of the filters. Place adds an argument, and returns its
// place in the statement.
func (q *Query) condition(place func(any) string) (condition string) {
	if q.Resource != "" {
		condition += " AND resource = " + place(q.Resource)
	}
	if strings.IndexByte(q.Record, 0) >= 0 {
		return " AND 1 = 0" // no record has such a name, and PostgreSQL refuses the text
	}
	if q.Record != "" {
		record := place(q.Record)
		condition += " AND (reference = " + record + " OR record_id = " + record + ")"
	}
	var types []string
	for _, name := range q.Types {
		resource, action, _ := strings.Cut(name, ".")
		if action == "*" {
			types = append(types, "resource = "+place(resource))
			continue
		}
		types = append(types, "(resource = "+place(resource)+" AND action = "+place(action)+")")
	}
	if len(types) > 0 {
		condition += " AND (" + strings.Join(types, " OR ") + ")"
	}
	return condition
}
