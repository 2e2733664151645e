package resource

import (
	"fmt"
	"slices"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// parts are what a record has outside the row of its own table: children, and what
// the records say that it refers to. A resource without any has no parts, and its
// operations take no step for them.
type parts[T any] struct {
	all      []schema.Part[T] // in the order of the fields
	names    []string         // of all
	children []children[T]
	links    []linkedTo[T] // of the record itself
	targets  []target      // of links of the record and of its children
}

// linkedTo is a link of the record itself.
type linkedTo[T any] struct {
	table  string
	column string
	at     func(*T) *schema.Ref
}

// target is a table that records or children refer to.
type target struct {
	*schema.Target
	byReference lookups // by external references
	byID        lookups
}

// lookups are the texts of a statement for 1, 2, 4 and so on arguments.
type lookups []string

// mostLookedUp is how many records one statement looks up at most. Fewer are
// padded to a power of two, so that a connection prepares few statements.
const mostLookedUp = 128

// newLookups makes texts of a statement that ends in what follows IN.
func newLookups(before, after string) (texts lookups) {
	for count := 1; count <= mostLookedUp; count *= 2 {
		texts = append(texts, before+" IN "+sqldb.Places(2, count)+after)
	}
	return texts
}

// chunks calls each with a statement and its arguments for up to mostLookedUp of the
// keys at a time. The last key is repeated where a statement takes more.
func (l lookups) chunks(tx *sqldb.ReadTx, organization int64, keys []string, row func(scan func(...any) error) error) error {
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
			p.links = append(p.links, linkedTo[T]{to.Table, column, at})
			p.addTarget(to)
		}
	}
	if len(p.all) == 0 {
		return nil
	}
	return p
}

func (p *parts[T]) addTarget(to *schema.Target) {
	if slices.ContainsFunc(p.targets, func(t target) bool { return t.Table == to.Table }) {
		return
	}
	columns := append([]string{"id", schema.ExternalReferenceID, "name"}, to.Extra...)
	find := "SELECT " + strings.Join(columns, ", ") + " FROM " + to.Table + " WHERE organization_id = $1 AND "
	p.targets = append(p.targets, target{to, newLookups(find+schema.ExternalReferenceID, ""), newLookups(find+"id", "")})
}

// reader gives a function that reads a row of lookups into a reference.
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

// known are the records of each target, by their external references.
type known map[string]map[string]schema.Ref

func (k known) find(to *schema.Target, reference string) (schema.Ref, bool) {
	ref, ok := k[to.Table][reference]
	return ref, ok
}

// lookUp looks up all records that some inputs refer to, by a statement for each
// target.
func (p *parts[T]) lookUp(tx *sqldb.ReadTx, organization int64, records ...*T) (known, error) {
	found := known{}
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
	err := tx.Each(len(p.targets), func(tx *sqldb.ReadTx, i int) error {
		to := &p.targets[i]
		wanted := found[to.Table]
		references := make([]string, 0, len(wanted))
		for reference := range wanted {
			references = append(references, reference)
		}
		clear(wanted)
		slices.Sort(references)
		return to.byReference.chunks(tx, organization, references, to.reader(func(ref schema.Ref) {
			wanted[ref.ExternalReferenceID] = ref
		}))
	})
	if err != nil {
		return nil, fmt.Errorf("look up references: %w", err)
	}
	return found, nil
}

// complete reads what records have outside the rows of their own table, by a fixed
// number of statements. Their transaction must be of one moment.
func (r *Resource[T]) complete(tx *sqldb.ReadTx, organization int64, records []T) error {
	p := r.parts
	if p == nil || len(records) == 0 {
		return nil
	}
	places, ids := make(map[string]*T, len(records)), make([]string, len(records))
	for i := range records {
		ids[i] = r.def.Record(&records[i]).ID
		places[ids[i]] = &records[i]
	}
	owner := func(id string) *T { return places[id] }
	err := tx.Each(len(p.children)+len(p.targets), func(tx *sqldb.ReadTx, i int) error {
		if i < len(p.children) {
			return p.children[i].read(tx, organization, ids, owner, records)
		}
		return p.name(tx, organization, &p.targets[i-len(p.children)], records)
	})
	if err != nil {
		return fmt.Errorf("read the parts of %s: %w", r.def.Plural, err)
	}
	return nil
}

// completeOne is complete for one record.
func (r *Resource[T]) completeOne(tx *sqldb.ReadTx, organization int64, record *T) error {
	if r.parts == nil {
		return nil
	}
	one := []T{*record}
	err := r.complete(tx, organization, one)
	*record = one[0]
	return err
}

// name reads what a target's records say that records themselves refer to. Children
// are read together with the records that they refer to.
func (p *parts[T]) name(tx *sqldb.ReadTx, organization int64, to *target, records []T) error {
	refs := map[string][]*schema.Ref{}
	for _, link := range p.links {
		if link.table != to.Table {
			continue
		}
		for i := range records {
			if ref := link.at(&records[i]); ref.ID != "" {
				refs[ref.ID] = append(refs[ref.ID], ref)
			}
		}
	}
	ids := make([]string, 0, len(refs))
	for id := range refs {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return to.byID.chunks(tx, organization, ids, to.reader(func(found schema.Ref) {
		for _, ref := range refs[found.ID] {
			*ref = found
		}
	}))
}

// bind replaces the external references that a client sent in a record, and gives
// its new children their ids. Before is nil for a record that is created. A nil
// found has the references looked up. It gives the lists that have changed. The
// error has the broken rules, relative to the record.
func (p *parts[T]) bind(tx *sqldb.Tx, organization int64, before, after *T, sent func(field string) bool, found known) error {
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

// identify gives new children their ids, and gives the lists that differ from
// before.
func (p *parts[T]) identify(tx *sqldb.Tx, before, after *T) (changed []*children[T]) {
	for i := range p.children {
		if p.children[i].Identify(before, after, tx.NewID) {
			changed = append(changed, &p.children[i])
		}
	}
	return changed
}

// children are a list of a resource with the statements of its table.
type children[T any] struct {
	schema.Children[T]
	owner  string // the column with the id of the record
	insert *sqldb.Rows
	ofPage lookups
	delete string
}

func newChildren[T any](noun string, list schema.Children[T]) children[T] {
	owner := strings.ToLower(noun) + "_id"
	columns := list.ChildColumns()
	table := list.Table()
	return children[T]{
		Children: list,
		owner:    owner,
		insert:   sqldb.NewRows(table, append([]string{"organization_id", owner, "position"}, columns...)),
		ofPage:   childLookups(table, owner, columns, list.Links()),
		delete:   "DELETE FROM " + table + " WHERE organization_id = $1 AND " + owner + " = $2",
	}
}

// childLookups reads children of records in their order, each with what the records
// say that it refers to.
func childLookups(table, owner string, columns []string, links []schema.ChildLink) lookups {
	selected := []string{"c." + owner}
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
	return newLookups("SELECT "+strings.Join(selected, ", ")+from+" WHERE c.organization_id = $1 AND c."+owner,
		" ORDER BY c."+owner+", c.position")
}

// read reads the children of records.
func (c *children[T]) read(tx *sqldb.ReadTx, organization int64, ids []string, owner func(id string) *T, records []T) error {
	for i := range records {
		c.Clear(&records[i])
	}
	return c.ofPage.chunks(tx, organization, ids, c.Reader(owner))
}

// write inserts the children of a record.
func (c *children[T]) write(tx *sqldb.Tx, organization int64, id string, record *T) error {
	values := c.Values(nil, record, func(args []any, position int) []any { return append(args, organization, id, int64(position)) })
	return tx.InsertRows(c.insert, values)
}

// replace removes the children that a record has, and inserts others.
func (c *children[T]) replace(tx *sqldb.Tx, organization int64, id string, record *T) error {
	if _, err := tx.Exec(c.delete, organization, id); err != nil {
		return err
	}
	return c.write(tx, organization, id, record)
}
