package resource

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// parts are what a record has outside of its own row: its children, and the names of
// the records that it refers to. A resource that has none has nil parts, and its
// operations skip the steps for them.
type parts[T any] struct {
	all      []schema.Part[T] // in the order of the fields
	names    []string         // the names of the fields in all
	children []children[T]
	links    []linkedTo[T] // the references of the record itself
	targets  []target      // what the record and its children refer to
}

// linkedTo is a reference of the record itself.
type linkedTo[T any] struct {
	schema.ForeignKey
	at func(*T) *schema.Ref
}

// target is a table that records or children refer to.
type target struct {
	*schema.Target
	byReference lookups // finds records by external references
	byID        lookups // finds records by ids
}

// lookups are the texts of a statement that takes 1, 2, 4 … up to mostLookedUp keys.
type lookups []string

// mostLookedUp is how many keys one statement takes at most. Fewer keys are padded to a
// power of two, so that a connection prepares few statements.
const mostLookedUp = 128

// newLookups returns the texts of a statement in which the list of keys, with its IN,
// stands between before and after.
func newLookups(before, after string) (texts lookups) {
	for count := 1; count <= mostLookedUp; count *= 2 {
		texts = append(texts, before+" IN "+sqldb.Places(2, count)+after)
	}
	return texts
}

// run runs the statement for all keys, up to mostLookedUp at a time, and calls row for
// each row. The last key is repeated until a statement has all of its arguments.
func (l lookups) run(tx *sqldb.ReadTx, organization int64, keys []string, row func(scan func(...any) error) error) error {
	for chunk := range slices.Chunk(keys, mostLookedUp) {
		text, count := l[0], 1
		for i := 1; count < len(chunk); i++ {
			text, count = l[i], 2*count
		}
		args := make([]any, 0, 1+count)
		args = append(args, organization)
		for i := range count {
			args = append(args, chunk[min(i, len(chunk)-1)])
		}
		if err := tx.Rows(text, args, row); err != nil {
			return err
		}
	}
	return nil
}

// newParts returns the parts that fields declare, or nil if there are none.
func newParts[T any](noun string, fields []schema.Field[T]) *parts[T] {
	p := &parts[T]{}
	for _, field := range fields {
		part, ok := field.(schema.Part[T])
		if !ok {
			continue
		}
		p.all, p.names = append(p.all, part), append(p.names, field.Spec().Name)
		if list, ok := field.(schema.Children[T]); ok {
			p.children = append(p.children, newChildren(noun, list))
			for _, link := range list.Links() {
				p.addTarget(link.Target)
			}
		}
		if linked, ok := field.(schema.Linked[T]); ok {
			to, column, at := linked.Link()
			p.links = append(p.links, linkedTo[T]{schema.ForeignKey{Target: to, Column: column}, at})
			p.addTarget(to)
		}
	}
	if len(p.all) == 0 {
		return nil
	}
	return p
}

// addTarget adds the look-ups of a target, unless the parts have them.
func (p *parts[T]) addTarget(to *schema.Target) {
	if slices.ContainsFunc(p.targets, func(t target) bool { return t.Table == to.Table }) {
		return
	}
	columns := append([]string{"id", schema.ExternalReferenceID, "name"}, to.Extra...)
	find := "SELECT " + strings.Join(columns, ", ") + " FROM " + to.Table + " WHERE organization_id = $1 AND "
	p.targets = append(p.targets, target{to, newLookups(find+schema.ExternalReferenceID, ""), newLookups(find+"id", "")})
}

// reader returns a function that scans a row of the target into a reference, and calls
// found with it.
func (t *target) reader(found func(schema.Ref)) func(scan func(...any) error) error {
	return func(scan func(...any) error) error {
		ref := schema.Ref{Extra: make([]*string, len(t.Extra))}
		dests := []any{&ref.ID, &ref.ExternalReferenceID, &ref.Name}
		for i := range ref.Extra {
			dests = append(dests, &ref.Extra[i])
		}
		if err := scan(dests...); err != nil {
			return err
		}
		found(ref)
		return nil
	}
}

// foundRefs are the records that were looked up, by table and external reference.
type foundRefs map[string]map[string]schema.Ref

func (f foundRefs) find(to *schema.Target, reference string) (schema.Ref, bool) {
	ref, ok := f[to.Table][reference]
	return ref, ok
}

// lookUp looks up the records that the given records refer to, by one statement for
// each target.
func (p *parts[T]) lookUp(tx *sqldb.ReadTx, organization int64, records ...*T) (foundRefs, error) {
	found := foundRefs{}
	for _, record := range records {
		for _, part := range p.all {
			part.Wanted(record, func(to *schema.Target, reference string) {
				if found[to.Table] == nil {
					found[to.Table] = map[string]schema.Ref{}
				}
				found[to.Table][reference] = schema.Ref{}
			})
		}
	}
	if len(found) == 0 {
		return found, nil
	}
	err := tx.Each(len(p.targets), func(tx *sqldb.ReadTx, i int) error {
		to := &p.targets[i]
		wanted := found[to.Table]
		references := slices.Sorted(maps.Keys(wanted))
		clear(wanted)
		return to.byReference.run(tx, organization, references, to.reader(func(ref schema.Ref) {
			wanted[ref.ExternalReferenceID] = ref
		}))
	})
	if err != nil {
		return nil, fmt.Errorf("look up references: %w", err)
	}
	return found, nil
}

// readParts reads the children of records and the names of the records that they refer
// to. The number of statements does not depend on the number of records. The statements
// of tx must see one snapshot.
func (r *Resource[T]) readParts(tx *sqldb.ReadTx, organization int64, records []T) error {
	p := r.parts
	if p == nil || len(records) == 0 {
		return nil
	}
	byID, ids := make(map[string]*T, len(records)), make([]string, len(records))
	for i := range records {
		ids[i] = r.def.Record(&records[i]).ID
		byID[ids[i]] = &records[i]
	}
	owner := func(id string) *T { return byID[id] }
	err := tx.Each(len(p.children)+len(p.targets), func(tx *sqldb.ReadTx, i int) error {
		if i < len(p.children) {
			return p.children[i].read(tx, organization, ids, owner, records)
		}
		return p.readNames(tx, organization, &p.targets[i-len(p.children)], records)
	})
	if err != nil {
		return fmt.Errorf("read the parts of %s: %w", r.def.Plural, err)
	}
	return nil
}

// readPartsOf is readParts for one record.
func (r *Resource[T]) readPartsOf(tx *sqldb.ReadTx, organization int64, record *T) error {
	if r.parts == nil {
		return nil
	}
	records := []T{*record}
	err := r.readParts(tx, organization, records)
	*record = records[0]
	return err
}

// readNames reads the names of a target's records into the records that refer to them.
// The names in children are read together with the children.
func (p *parts[T]) readNames(tx *sqldb.ReadTx, organization int64, to *target, records []T) error {
	refs := map[string][]*schema.Ref{}
	for _, link := range p.links {
		if link.Target.Table != to.Table {
			continue
		}
		for i := range records {
			if ref := link.at(&records[i]); ref.ID != "" {
				refs[ref.ID] = append(refs[ref.ID], ref)
			}
		}
	}
	ids := slices.Sorted(maps.Keys(refs))
	return to.byID.run(tx, organization, ids, to.reader(func(found schema.Ref) {
		for _, ref := range refs[found.ID] {
			*ref = found
		}
	}))
}

// bind replaces the external references in after by the records that they name, and
// checks the ids of children. Before is nil for a record that is created. If found is
// nil, bind looks the references up. The error is apierr.Invalid, with places that
// begin at the record, unless a look-up fails.
func (p *parts[T]) bind(tx *sqldb.Tx, organization int64, before, after *T, sent func(field string) bool, found foundRefs) error {
	for _, c := range p.children {
		c.Detach(after)
	}
	if found == nil {
		var err error
		if found, err = p.lookUp(&tx.ReadTx, organization, after); err != nil {
			return err
		}
	}
	var broken apierr.Details
	for i, part := range p.all {
		if before == nil || sent(p.names[i]) {
			broken.Join(part.Bind(before, after, found.find))
		}
	}
	return apierr.InvalidInput(broken)
}

// changedLists gives new children their ids, and returns the lists that differ from
// before.
func (p *parts[T]) changedLists(tx *sqldb.Tx, before, after *T) (changed []*children[T]) {
	for i := range p.children {
		if p.children[i].Identify(before, after, tx.NewID) {
			changed = append(changed, &p.children[i])
		}
	}
	return changed
}

// children is a list of children with the statements of its table.
type children[T any] struct {
	schema.Children[T]
	owner   string // the column with the id of the record
	insert  *sqldb.Rows
	byOwner lookups // reads the children of records by the ids of the records
	delete  string
	// ofOne begins the statement that reads the children of one record. The id of the
	// record follows, and then inOrder.
	ofOne string
}

func newChildren[T any](noun string, list schema.Children[T]) children[T] {
	owner := strings.ToLower(noun) + "_id"
	columns := list.ChildColumns()
	table := list.Table()
	read := selectJoined(table, append([]string{owner}, columns...), list.Links()) + " AND c." + owner
	return children[T]{
		Children: list,
		owner:    owner,
		insert:   sqldb.NewRows(table, append([]string{"organization_id", owner, "position"}, columns...)),
		byOwner:  newLookups(read, " ORDER BY c."+owner+", c.position"),
		ofOne:    read + " = ",
		delete:   "DELETE FROM " + table + " WHERE organization_id = $1 AND " + owner + " = $2",
	}
}

// selectJoined returns the statement that selects columns of a table, and after them
// the external reference, the name and the Extra columns of each linked record.
func selectJoined(table string, columns []string, links []schema.ForeignKey) string {
	var selected []string
	for _, column := range columns {
		selected = append(selected, "c."+column)
	}
	from := " FROM " + table + " c"
	for i, link := range links {
		name := fmt.Sprintf("l%d", i)
		for _, column := range append([]string{schema.ExternalReferenceID, "name"}, link.Target.Extra...) {
			selected = append(selected, name+"."+column)
		}
		from += " LEFT JOIN " + link.Target.Table + " " + name + " ON " + name + ".organization_id = c.organization_id AND " +
			name + ".id = c." + link.Column
	}
	return "SELECT " + strings.Join(selected, ", ") + from + " WHERE c.organization_id = $1"
}

// inOrder ends the statement that reads the children of one record.
const inOrder = " ORDER BY c.position"

// read reads the children of records, whose ids are ids, in place of those they have.
func (c *children[T]) read(tx *sqldb.ReadTx, organization int64, ids []string, owner func(id string) *T, records []T) error {
	for i := range records {
		c.Clear(&records[i])
	}
	return c.byOwner.run(tx, organization, ids, c.Reader(owner))
}

// write inserts the children of a record.
func (c *children[T]) write(tx *sqldb.Tx, organization int64, id string, record *T) error {
	values := c.Values(nil, record, func(args []any, position int) []any { return append(args, organization, id, int64(position)) })
	return tx.InsertRows(c.insert, values)
}

// replace deletes the stored children of a record and inserts the current ones.
func (c *children[T]) replace(tx *sqldb.Tx, organization int64, id string, record *T) error {
	if _, err := tx.Exec(c.delete, organization, id); err != nil {
		return err
	}
	return c.write(tx, organization, id, record)
}
