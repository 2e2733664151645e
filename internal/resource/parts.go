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
	byReference *sqldb.Lookup
	byID        *sqldb.Lookup
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
	if p.targetOf(to) >= 0 {
		return
	}
	columns := append([]string{"id", schema.ExternalReferenceID, "name"}, to.Extra...)
	find := "SELECT " + strings.Join(columns, ", ") + " FROM " + to.Table + " WHERE organization_id = $1 AND "
	p.targets = append(p.targets, target{to, sqldb.NewLookup(find+schema.ExternalReferenceID, ""), sqldb.NewLookup(find+"id", "")})
}

// reader returns a function that scans a row of the target into a reference, and calls
// found with it.
func (t *target) reader(found func(schema.Ref)) func(scan func(...any) error) error {
	var ref schema.Ref
	extra := make([]*string, len(t.Extra))
	dests := []any{&ref.ID, &ref.ExternalReferenceID, &ref.Name}
	for i := range extra {
		dests = append(dests, &extra[i])
	}
	return func(scan func(...any) error) error {
		if err := scan(dests...); err != nil {
			return err
		}
		ref.Extra = slices.Clone(extra)
		found(ref)
		return nil
	}
}

// isShort reports whether the texts of a reference have at most 512 bytes. Others are not
// cached, so that the caches of all connections take some MB at most.
func isShort(ref *schema.Ref) bool {
	size := len(ref.ID) + len(ref.ExternalReferenceID)
	for _, text := range append([]*string{ref.Name}, ref.Extra...) {
		if text != nil {
			size += len(*text)
		}
	}
	return size <= 512
}

// foundRefs are the records that were looked up.
type foundRefs map[refKey]schema.Ref

// refKey is an external reference of a record of a table.
type refKey struct{ table, reference string }

func (f foundRefs) find(to *schema.Target, reference string) (schema.Ref, bool) {
	ref, ok := f[refKey{to.Table, reference}]
	return ref, ok
}

// lookUp looks up the records that the given records refer to, by one statement at most for
// each target. It needs none for those that the transaction has in its cache.
func (p *parts[T]) lookUp(tx *sqldb.ReadTx, organization int64, records ...*T) (foundRefs, error) {
	found, missing := foundRefs{}, make([][]string, len(p.targets))
	want := func(to *schema.Target, reference string) {
		if ref, ok := tx.Cached(organization, to.Table, reference).(schema.Ref); ok {
			found[refKey{to.Table, reference}] = ref
			return
		}
		i := p.targetOf(to)
		missing[i] = append(missing[i], reference)
	}
	for _, record := range records {
		for _, part := range p.all {
			part.Wanted(record, want)
		}
	}
	if !slices.ContainsFunc(missing, func(references []string) bool { return len(references) > 0 }) {
		return found, nil
	}
	for i := range missing {
		slices.Sort(missing[i])
		missing[i] = slices.Compact(missing[i])
	}
	err := tx.LookUp(func() (finds []sqldb.Find) {
		for i := range p.targets {
			finds = append(finds, p.targets[i].find(tx, organization, missing[i], found))
		}
		return finds
	})
	if err != nil {
		return nil, fmt.Errorf("look up references: %w", err)
	}
	return found, nil
}

// find returns the Find that adds the records under some external references to found, and to
// the cache of the transaction.
func (t *target) find(tx *sqldb.ReadTx, organization int64, references []string, found foundRefs) sqldb.Find {
	for _, reference := range references {
		delete(found, refKey{t.Table, reference})
	}
	return sqldb.Find{By: t.byReference, Organization: organization, Keys: references, Row: t.reader(func(ref schema.Ref) {
		found[refKey{t.Table, ref.ExternalReferenceID}] = ref
		if isShort(&ref) {
			tx.Cache(organization, t.Table, ref.ExternalReferenceID, ref)
		}
	})}
}

// readParts reads the children of records and the names of the records that they refer
// to. The number of statements does not depend on the number of records. The statements
// of tx must see one snapshot.
func (r *Resource[T]) readParts(tx *sqldb.ReadTx, organization int64, records []T) error {
	if tx.CachesRecords() {
		return r.readPartsAnd(tx, organization, records, schema.Alone)
	}
	return r.readPartsAnd(tx, organization, records, schema.WithNames)
}

// readPartsAnd is readParts that joins the children with what they refer to. With schema.Alone
// it looks in the cache for that, and then reads the rest.
func (r *Resource[T]) readPartsAnd(tx *sqldb.ReadTx, organization int64, records []T, joined schema.Joined) error {
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
	err := tx.LookUp(func() (finds []sqldb.Find) {
		for i := range p.children {
			finds = append(finds, p.children[i].read(organization, ids, owner, records, joined))
		}
		if joined == schema.Alone {
			return append(finds, p.completeRefs(tx, organization, pointers(records))...)
		}
		for i := range p.targets {
			finds = append(finds, p.readNames(organization, &p.targets[i], records))
		}
		return finds
	})
	if err != nil {
		return fmt.Errorf("read the parts of %s: %w", r.def.Plural, err)
	}
	return nil
}

// readPartsOf is readParts for a record that will be changed: it also reads what the hidden
// fields are derived from.
func (r *Resource[T]) readPartsOf(tx *sqldb.ReadTx, organization int64, record *T) error {
	if r.parts == nil {
		return nil
	}
	records := []T{*record}
	err := r.readPartsAnd(tx, organization, records, schema.WithExtra)
	*record = records[0]
	return err
}

// readNames returns the Find that reads the names of a target's records into the records
// that refer to them. The names in children are read together with the children.
func (p *parts[T]) readNames(organization int64, to *target, records []T) sqldb.Find {
	refs, ids := make(map[string][]*schema.Ref, len(records)), []string{}
	for _, link := range p.links {
		if link.Target.Table != to.Table {
			continue
		}
		for i := range records {
			ref := link.at(&records[i])
			if ref.ID == "" {
				continue
			}
			same := refs[ref.ID]
			if same == nil {
				ids = append(ids, ref.ID)
			}
			refs[ref.ID] = append(same, ref)
		}
	}
	return sqldb.Find{By: to.byID, Organization: organization, Keys: ids, Row: to.reader(func(found schema.Ref) {
		for _, ref := range refs[found.ID] {
			*ref = found
		}
	})}
}

func pointers[T any](records []T) []*T {
	all := make([]*T, len(records))
	for i := range records {
		all[i] = &records[i]
	}
	return all
}

// refByID is a reference in the cache under its id. It has another type than a reference under
// its external reference, which may be the same text as an id.
type refByID schema.Ref

// completeRefs returns a Find for each target, which completes the references of some records
// that have ids only: from the cache, and by one statement for the rest. The records are read
// by Finds before them.
func (p *parts[T]) completeRefs(tx *sqldb.ReadTx, organization int64, records []*T) []sqldb.Find {
	finds, missing := make([]sqldb.Find, len(p.targets)), []map[string][]*schema.Ref(nil)
	for i := range p.targets {
		to := &p.targets[i]
		var row func(scan func(...any) error) error
		finds[i].Organization = organization
		finds[i].Shorter = func() (*sqldb.Lookup, []string) {
			if missing == nil {
				missing = p.completeFromCache(tx, organization, records)
			}
			if len(missing[i]) == 0 {
				return nil, nil
			}
			row = to.reader(func(found schema.Ref) {
				for _, ref := range missing[i][found.ID] {
					*ref = found
				}
				if isShort(&found) {
					tx.Cache(organization, to.Table, found.ID, refByID(found))
				}
			})
			return to.byID, slices.Collect(maps.Keys(missing[i]))
		}
		finds[i].Row = func(scan func(...any) error) error { return row(scan) }
	}
	return finds
}

// completeFromCache completes the references that are in the cache. It returns the others by
// the number of their target and their id.
func (p *parts[T]) completeFromCache(tx *sqldb.ReadTx, organization int64, records []*T) []map[string][]*schema.Ref {
	missing := make([]map[string][]*schema.Ref, len(p.targets))
	complete := func(to *schema.Target, ref *schema.Ref) {
		if ref.ID == "" {
			return
		}
		if cached, ok := tx.Cached(organization, to.Table, ref.ID).(refByID); ok {
			*ref = schema.Ref(cached)
			return
		}
		i := p.targetOf(to)
		if missing[i] == nil {
			missing[i] = map[string][]*schema.Ref{}
		}
		missing[i][ref.ID] = append(missing[i][ref.ID], ref)
	}
	for _, record := range records {
		for _, part := range p.all {
			part.Shown(record, complete)
		}
	}
	return missing
}

// targetOf returns the number of a target, or -1.
func (p *parts[T]) targetOf(to *schema.Target) int {
	return slices.IndexFunc(p.targets, func(t target) bool { return t.Table == to.Table })
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
	owner  string // the column with the id of the record
	insert *sqldb.Rows
	delete string
	// by reads the children of records by the ids of the records.
	by [schema.WithExtra + 1]*sqldb.Lookup
}

func newChildren[T any](noun string, list schema.Children[T]) children[T] {
	owner := strings.ToLower(noun) + "_id"
	columns := list.ChildColumns()
	table := list.Table()
	c := children[T]{
		Children: list,
		owner:    owner,
		insert:   sqldb.NewRows(table, append([]string{"organization_id", owner, "position"}, columns...)),
		delete:   "DELETE FROM " + table + " WHERE organization_id = $1 AND " + owner + " = $2",
	}
	for joined := range c.by {
		c.by[joined] = sqldb.NewLookup(c.selectOf(schema.Joined(joined)), c.inOrder())
	}
	return c
}

// selectOf begins the statement that reads children, up to the column with the id of the
// record.
func (c *children[T]) selectOf(joined schema.Joined) string {
	return selectJoined(c.Table(), append([]string{c.owner}, c.ChildColumns()...), c.Links(), joined) + " AND c." + c.owner
}

// inOrder ends that statement.
func (c *children[T]) inOrder() string { return " ORDER BY c." + c.owner + ", c.position" }

// selectJoined returns the statement that selects columns of a table, and after them what is
// joined of each linked record.
func selectJoined(table string, columns []string, links []schema.ForeignKey, joined schema.Joined) string {
	if joined == schema.Alone {
		links = nil
	}
	var selected []string
	for _, column := range columns {
		selected = append(selected, "c."+column)
	}
	from := " FROM " + table + " c"
	for i, link := range links {
		name := fmt.Sprintf("l%d", i)
		selected = append(selected, name+"."+schema.ExternalReferenceID, name+".name")
		if joined == schema.WithExtra {
			for _, column := range link.Target.Extra {
				selected = append(selected, name+"."+column)
			}
		}
		from += " LEFT JOIN " + link.Target.Table + " " + name + " ON " + name + ".organization_id = c.organization_id AND " +
			name + ".id = c." + link.Column
	}
	return "SELECT " + strings.Join(selected, ", ") + from + " WHERE c.organization_id = $1"
}

// read returns the Find that reads the children of records, whose ids are ids, in place of
// those they have.
func (c *children[T]) read(organization int64, ids []string, owner func(id string) *T, records []T, joined schema.Joined) sqldb.Find {
	for i := range records {
		c.Clear(&records[i])
	}
	return sqldb.Find{By: c.by[joined], Organization: organization, Keys: ids, Row: c.Reader(joined, owner)}
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
