package resource

import (
	"fmt"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Get returns the record under key, which is its external reference or else its id. It
// returns apierr.NotFound when there is none. The hidden fields of a resource with parts are
// not read.
func (r *Resource[T]) Get(tx *sqldb.ReadTx, organization int64, key string) (*T, error) {
	if r.parts == nil {
		return r.GetRow(tx, organization, key)
	}
	record, err := r.getWhole(tx, &r.whole.byReference, organization, key)
	if apierr.KindOf(err) == apierr.NotFound && r.mayBeID(key) {
		return r.getWhole(tx, &r.whole.byID, organization, key)
	}
	return record, err
}

// whole has the statements that read one record with its parts.
type whole struct{ byReference, byID wholeStatements }

// wholeStatements read a record, joined with the records that it refers to, and each of
// its lists of children, by the key of the record.
type wholeStatements struct {
	record   *sqldb.Lookup
	children []*sqldb.Lookup
}

func newWhole[T any](table string, columns []schema.Column[T], p *parts[T]) (w whole) {
	if p == nil {
		return w
	}
	var links []schema.ForeignKey
	for _, link := range p.links {
		links = append(links, link.ForeignKey)
	}
	record := selectJoined(table, readColumns(columns), links, false)
	w.byReference.record = sqldb.NewLookup(record+" AND c."+schema.ExternalReferenceID, "")
	w.byID.record = sqldb.NewLookup(record+" AND c.id", "")
	for _, list := range p.children {
		id := " = (SELECT id FROM " + table + " WHERE organization_id = $1 AND " + schema.ExternalReferenceID
		ofReference := sqldb.NewLookup(list.selectOf(false)+id, ")"+list.inOrder())
		w.byReference.children = append(w.byReference.children, ofReference)
		w.byID.children = append(w.byID.children, list.shown)
	}
	return w
}

// getWhole returns the record with its parts, or apierr.NotFound.
func (r *Resource[T]) getWhole(tx *sqldb.ReadTx, statements *wholeStatements, organization int64, key string) (*T, error) {
	if !canBeKey(key) {
		return nil, apierr.MissingRecord(r.def.Noun, key)
	}
	var record *T
	found := false
	err := tx.LookUp(func() []sqldb.Find {
		record, found = new(T), false
		return r.findWhole(statements, organization, key, record, &found)
	})
	if err != nil {
		return nil, fmt.Errorf("get %s %q: %w", r.def.Noun, key, err)
	}
	if !found {
		return nil, apierr.MissingRecord(r.def.Noun, key)
	}
	return record, nil
}

// findWhole returns the Finds that read a record and its children.
func (r *Resource[T]) findWhole(statements *wholeStatements, organization int64, key string, record *T, found *bool) []sqldb.Find {
	keys := []string{key}
	finds := make([]sqldb.Find, 0, 1+len(statements.children))
	finds = append(finds, sqldb.Find{By: statements.record, Organization: organization, Keys: keys, Row: func(scan func(...any) error) error {
		*found = true
		return r.scanJoined(scan, record)
	}})
	ofRecord := func(string) *T { return record }
	for i, by := range statements.children {
		list := &r.parts.children[i]
		finds = append(finds, sqldb.Find{By: by, Organization: organization, Keys: keys, Row: list.Reader(false, ofRecord),
			Shorter: func() (*sqldb.Lookup, []string) {
				if !*found {
					return nil, nil
				}
				return list.shown, []string{r.def.Record(record).ID}
			}})
	}
	return finds
}

// scanJoined scans a record and the names of the records that it refers to.
func (r *Resource[T]) scanJoined(scan func(...any) error, record *T) error {
	dests := dests(r.shown, record)
	for _, link := range r.parts.links {
		dests = append(dests, link.Target.Join(false, link.at(record))...)
	}
	return scan(dests...)
}
