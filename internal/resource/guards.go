package resource

import (
	"fmt"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
)

// Finished has the values of a column that make a record finished. A record with any
// other value, or with null, is active. The zero Finished is for a resource whose
// records are never finished.
type Finished struct {
	Column string
	Values []string
}

// guard is a condition that keeps a record from being deleted while records of another
// resource refer to it. In its SQL, $1 is the organization and $2 the record's id.
type guard struct {
	referring string // the plural of the resource that refers: "loads"
	exists    string // SQL: whether any record refers
	isActive  string // SQL: whether an active record refers; "" if none is ever finished
}

// Guarded is a resource of any type, for Connect.
type Guarded interface {
	Plural() string
	guards() []tableGuard
	setGuards(all []guard)
	setContactGuard(g ContactGuard)
}

// Unconnected returns a copy of the resource for one server, which no other resource
// refers to until Connect is called. Servers differ in the resources that they have.
func (r *Resource[T]) Unconnected() *Resource[T] {
	unconnected := *r
	unconnected.setGuards(nil)
	return &unconnected
}

// tableGuard is a guard with the table of the records that it keeps.
type tableGuard struct {
	table string
	guard
}

// Connect makes the resources of a server refuse to delete a record that a record of
// another resource refers to. The resources must come from Unconnected, and must not be
// in use yet.
func Connect(resources ...Guarded) {
	for _, to := range resources {
		var all []guard
		for _, from := range resources {
			for _, g := range from.guards() {
				if g.table == to.Plural() {
					all = append(all, g.guard)
				}
			}
		}
		to.setGuards(all)
	}
}

// guards returns a guard of another resource for each reference that the resource has,
// in its records or in their children.
//
// A table or view counts the references of children. For example, load_locations counts the
// references of stops to locations. Its column uses is the number of children that refer to a
// record, and active_uses is the number of those children whose own record is not finished. A
// view may have several rows for a record.
func (r *Resource[T]) guards() (all []tableGuard) {
	if r.parts == nil {
		return nil
	}
	for _, link := range r.parts.links {
		from := " FROM " + r.def.Plural + " WHERE organization_id = $1 AND " + link.Column + " = $2"
		all = append(all, tableGuard{link.Target.Table, r.guard(from, from+r.unfinished())})
	}
	for _, c := range r.parts.children {
		for _, link := range c.Links() {
			noun := strings.ToLower(r.def.Noun)
			key := strings.ToLower(link.Target.Noun) + "_id"
			from := " FROM " + noun + "_" + link.Target.Table + " WHERE organization_id = $1 AND " + key + " = $2"
			all = append(all, tableGuard{link.Target.Table, r.guard(from+" AND uses > 0", from+" AND active_uses > 0")})
		}
	}
	return all
}

// guard returns a guard. Referring selects the records that refer, and active those of
// them that are not finished. Both begin with FROM.
func (r *Resource[T]) guard(referring, active string) guard {
	g := guard{referring: r.def.Plural, exists: "EXISTS (SELECT 1" + referring + ")"}
	if r.def.Finished.Column != "" {
		g.isActive = "EXISTS (SELECT 1" + active + ")"
	}
	return g
}

// unfinished is the condition for active records.
func (r *Resource[T]) unfinished() string {
	return " AND coalesce(" + r.def.Finished.Column + " NOT IN ('" + strings.Join(r.def.Finished.Values, "', '") + "'), TRUE)"
}

// guarded are the guards of a resource with the statements that depend on them.
type guarded struct {
	guards []guard
	delete string // deletes a record unless a guard keeps it
	reason string // selects a row that tells which guards keep a record
}

func (r *Resource[T]) setGuards(all []guard) {
	g := &guarded{guards: all, delete: r.sql.delete}
	var conditions []string
	for _, guard := range all {
		g.delete += " AND NOT " + guard.exists
		conditions = append(conditions, guard.exists)
		if guard.isActive != "" {
			conditions = append(conditions, guard.isActive)
		}
	}
	g.reason = "SELECT " + strings.Join(conditions, ", ")
	r.guarded = g
}

// whyKept returns apierr.Referenced if a guard keeps a record from being deleted. It
// returns nil if none does, so that the record was not deleted for another reason.
func (g *guarded) whyKept(tx *sqldb.ReadTx, organization int64, noun, id string) error {
	if len(g.guards) == 0 {
		return nil
	}
	exists, active := make([]bool, len(g.guards)), make([]bool, len(g.guards))
	var dests []any
	for i, guard := range g.guards {
		if dests = append(dests, &exists[i]); guard.isActive != "" {
			dests = append(dests, &active[i])
		}
	}
	if err := tx.Row(g.reason, []any{organization, id}, dests...); err != nil {
		return fmt.Errorf("look for what refers to %s %q: %w", noun, id, err)
	}
	for i, guard := range g.guards {
		if active[i] {
			return apierr.ReferencedRecord(noun, "active "+guard.referring)
		}
	}
	for i, guard := range g.guards {
		if exists[i] {
			return apierr.ReferencedRecord(noun, guard.referring)
		}
	}
	return nil
}
