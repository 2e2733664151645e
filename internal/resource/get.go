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

// wholeStatements read a record, joined with the records that it refers to or alone, and each
// of its lists of children, by the key of the record.
type wholeStatements struct {
	record, alone *sqldb.Lookup
	children      []*sqldb.Lookup
}

func newWhole[T any](table string, columns []schema.Column[T], p *parts[T]) (w whole) {
	if p == nil {
		return w
	}
	var links []schema.ForeignKey
	for _, link := range p.links {
		links = append(links, link.ForeignKey)
	}
	read := func(joined schema.Joined, key string) *sqldb.Lookup {
		return sqldb.NewLookup(selectJoined(table, readColumns(columns), links, joined)+" AND c."+key, "")
	}
	w.byReference.record, w.byID.record = read(schema.WithNames, schema.ExternalReferenceID), read(schema.WithNames, "id")
	w.byReference.alone, w.byID.alone = read(schema.Alone, schema.ExternalReferenceID), read(schema.Alone, "id")
	for _, list := range p.children {
		id := " = (SELECT id FROM " + table + " WHERE organization_id = $1 AND " + schema.ExternalReferenceID
		ofReference := sqldb.NewLookup(list.selectOf(schema.WithNames)+id, ")"+list.inOrder())
		w.byReference.children = append(w.byReference.children, ofReference)
		w.byID.children = append(w.byID.children, list.by[schema.WithNames])
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
		if tx.CachesRecords() {
			return append(r.findAlone(statements, organization, key, record, &found), r.parts.completeRefs(tx, organization, []*T{record})...)
		}
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

// findWhole returns the Finds that read a record and its children, with the names of the records
// that they refer to. No Find needs the result of another.
func (r *Resource[T]) findWhole(statements *wholeStatements, organization int64, key string, record *T, found *bool) []sqldb.Find {
	keys := []string{key}
	finds := make([]sqldb.Find, 0, 1+len(statements.children))
	finds = append(finds, sqldb.Find{By: statements.record, Organization: organization, Keys: keys, Row: r.rowOf(schema.WithNames, record, found)})
	for i, by := range statements.children {
		finds = append(finds, sqldb.Find{By: by, Organization: organization, Keys: keys,
			Row: r.parts.children[i].Reader(schema.WithNames, func(string) *T { return record })})
	}
	return finds
}

// findAlone returns the Finds that read a record and its children, without the names of the
// records that they refer to. The children are found by the id of the record.
func (r *Resource[T]) findAlone(statements *wholeStatements, organization int64, key string, record *T, found *bool) []sqldb.Find {
	finds := make([]sqldb.Find, 0, 1+len(r.parts.children)+len(r.parts.targets))
	finds = append(finds, sqldb.Find{By: statements.alone, Organization: organization, Keys: []string{key}, Row: r.rowOf(schema.Alone, record, found)})
	for i := range r.parts.children {
		list := &r.parts.children[i]
		finds = append(finds, sqldb.Find{Organization: organization, Row: list.Reader(schema.Alone, func(string) *T { return record }),
			Shorter: func() (*sqldb.Lookup, []string) {
				if !*found {
					return nil, nil
				}
				return list.by[schema.Alone], []string{r.def.Record(record).ID}
			}})
	}
	return finds
}

// rowOf returns a function that scans a row into a record, with what is joined of the records
// that it refers to.
func (r *Resource[T]) rowOf(joined schema.Joined, record *T, found *bool) func(scan func(...any) error) error {
	return func(scan func(...any) error) error {
		*found = true
		dests := dests(r.shown, record)
		for _, link := range r.parts.links {
			dests = append(dests, link.Target.Join(joined, link.at(record))...)
		}
		return scan(dests...)
	}
}
