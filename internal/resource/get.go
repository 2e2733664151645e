package resource

import (
	"errors"
	"fmt"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Get returns the record under key, which is its external reference or else its id. It
// returns apierr.NotFound when there is none. If the resource HasParts, the statements
// of tx must see one snapshot.
func (r *Resource[T]) Get(tx *sqldb.ReadTx, organization int64, key string) (*T, error) {
	if r.parts == nil {
		return r.get(tx, organization, key)
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
// its lists of children. All take the organization and the key of the record. No
// statement needs the result of another, so they take one network round trip.
type wholeStatements struct {
	record   string
	children []string
}

func newWhole[T any](table string, columns []schema.Column[T], p *parts[T]) (w whole) {
	if p == nil {
		return w
	}
	var links []schema.ForeignKey
	for _, link := range p.links {
		links = append(links, link.ForeignKey)
	}
	record := selectJoined(table, readColumns(columns), links)
	w.byReference.record = record + " AND c." + schema.ExternalReferenceID + " = $2"
	w.byID.record = record + " AND c.id = $2"
	for _, list := range p.children {
		id := "(SELECT id FROM " + table + " WHERE organization_id = $1 AND " + schema.ExternalReferenceID + " = $2)"
		w.byReference.children = append(w.byReference.children, list.ofOne+id+inOrder)
		w.byID.children = append(w.byID.children, list.ofOne+"$2"+inOrder)
	}
	return w
}

// getWhole returns the record with its parts, or apierr.NotFound.
func (r *Resource[T]) getWhole(tx *sqldb.ReadTx, statements *wholeStatements, organization int64, key string) (*T, error) {
	if !canBeKey(key) {
		return nil, apierr.MissingRecord(r.def.Noun, key)
	}
	record, args := new(T), []any{organization, key}
	err := tx.Each(1+len(statements.children), func(tx *sqldb.ReadTx, i int) error {
		if i == 0 {
			return r.readJoined(tx, statements.record, args, record)
		}
		return tx.Rows(statements.children[i-1], args, r.parts.children[i-1].Reader(func(string) *T { return record }))
	})
	if errors.Is(err, sqldb.ErrNoRows) {
		return nil, apierr.MissingRecord(r.def.Noun, key)
	}
	if err != nil {
		return nil, fmt.Errorf("get %s %q: %w", r.def.Noun, key, err)
	}
	return record, nil
}

// readJoined reads a record and the names of the records that it refers to.
func (r *Resource[T]) readJoined(tx *sqldb.ReadTx, statement string, args []any, record *T) error {
	dests := r.dests(record)
	joined := make([]func(), len(r.parts.links))
	for i, link := range r.parts.links {
		more, done := link.Target.Join(link.at(record))
		dests, joined[i] = append(dests, more...), done
	}
	if err := tx.Row(statement, args, dests...); err != nil {
		return err
	}
	for _, done := range joined {
		done()
	}
	return nil
}
