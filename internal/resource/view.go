package resource

import (
	"time"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// View is a read that shows what many records have in common, beside the operations on a
// resource: an addition to the contract.
type View struct {
	Path       string   // below the path of additions; its segment {id} is the key of a record
	Noun       string   // of a record of the path; empty for a path without
	Scopes     []string // that a key must have
	Parameters []*schema.Filter
	Doc        ViewDoc
	// Parse reads the parameters, and returns the function that reads the view. The
	// statements of tx must see one snapshot. It returns apierr.NotFound when there is no
	// record under key.
	Parse func(p *schema.Parameters) ReadView
}

// ReadView reads a view of an organization at a time.
type ReadView func(tx *sqldb.ReadTx, organization int64, key string, now time.Time) (*Shown, error)

// Shown is the result of a view.
type Shown struct {
	JSON  []byte   // the answer, or the items of a list without brackets
	Place *Listing // of a list; nil for an answer that is none
}

// ViewDoc describes a view in the OpenAPI document.
type ViewDoc struct {
	ID, Summary, Text string             // of the operation
	Component         string             // the name of the answer, or of an item of a list
	Fields            []schema.Described // of the answer, or of an item
	Item              string             // describes an item of a list; empty for an answer that is no list
	Example           []byte             // JSON of the answer, or of an item
}

// PageQuery is the page of a list that a client asks for.
type PageQuery struct {
	Number int64  // or the greatest integer of 64 bits for a greater number
	Text   string // the number as JSON writes it
	Size   int
}

// ParsePage reads the page that a client asks for.
func ParsePage(p *schema.Parameters) PageQuery {
	q := PageQuery{Number: 1, Text: "1", Size: defaultSize}
	p.Page("page", &q.Number, &q.Text)
	p.Size("page_size", &q.Size, largestSize)
	return q
}

// PageParameters describes the parameters of ParsePage.
func PageParameters() []*schema.Filter {
	return []*schema.Filter{
		{Name: "page", Doc: "The page, counted from 1.", Property: schema.PageProperty(1)},
		{Name: "page_size", Doc: "How many items a page has.", Property: schema.PageSizeProperty(defaultSize, largestSize)},
	}
}

// Offset returns the number of rows before the page.
func (q PageQuery) Offset() int64 { return offsetOf(q.Number, q.Size) }

// Listing returns the place of the page in a list of some items.
func (q PageQuery) Listing(total int64) *Listing {
	l := &Listing{Number: q.Text, Page: q.Number, Size: q.Size, Total: total}
	l.setPages()
	return l
}
