package resource

import (
	"fmt"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
)

// Finished says by which values of a column a record is finished. All others are
// active.
type Finished struct {
	Column string
	Values []string
}

// guard keeps a record from being deleted while records of another resource refer
// to it. $1 is the organization and $2 the id of the record.
type guard struct {
	referring string // whose records refer: "loads"
	exists    string // whether any does
	isActive  string // whether an active one does; empty where none is ever finished
}

// Guarded is a resource as Connect sees it.
type Guarded interface {
	Plural() string
	guards() []guardOf
	setGuards(all []guard)
}

// Unconnected returns a copy of the resource for one server: which other resources
// there are differs from server to server.
func (r *Resource[T]) Unconnected() *Resource[T] {
	unconnected := *r
	unconnected.setGuards(nil)
	return &unconnected
}

// guardOf is a guard with the table of the records that it keeps.
type guardOf struct {
	table string
	guard
}

// Connect tells the resources of a server which of them refer to which, so that they
// refuse to delete a record that is referred to. It is to be called with resources
// of Unconnected, before they are used.
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

// guards are those of the links of the resource, one for each link of a record or of
// its children.
func (r *Resource[T]) guards() (all []guardOf) {
	if r.parts == nil {
		return nil
	}
	for _, link := range r.parts.links {
		from := " FROM " + r.def.Plural + " WHERE organization_id = $1 AND " + link.column + " = $2"
		all = append(all, guardOf{link.table, r.guard("EXISTS (SELECT 1"+from+")", "EXISTS (SELECT 1"+from+r.unfinished("")+")")})
	}
	for _, c := range r.parts.children {
		for _, link := range c.Links() {
			from := " FROM " + c.Table() + " WHERE organization_id = $1 AND " + link.Column + " = $2"
			joined := " FROM " + r.def.Plural + " r JOIN " + c.Table() + " c ON c.organization_id = r.organization_id AND c." +
				c.owner + " = r.id WHERE r.organization_id = $1 AND c." + link.Column + " = $2"
			all = append(all, guardOf{link.Target.Table, r.guard("EXISTS (SELECT 1"+from+")", "EXISTS (SELECT 1"+joined+r.unfinished("r.")+")")})
		}
	}
	return all
}

func (r *Resource[T]) guard(exists, isActive string) guard {
	if r.def.Finished.Column == "" {
		isActive = ""
	}
	return guard{referring: r.def.Plural, exists: exists, isActive: isActive}
}

// unfinished is the condition that leaves the active records.
func (r *Resource[T]) unfinished(of string) string {
	return " AND coalesce(" + of + r.def.Finished.Column + " NOT IN ('" + strings.Join(r.def.Finished.Values, "', '") + "'), TRUE)"
}

// guarded are the guards of a resource, and what they make of its statements.
type guarded struct {
	guards []guard
	delete string
	tell   string // one row with what each guard finds
}

func (r *Resource[T]) setGuards(all []guard) {
	g := &guarded{guards: all, delete: r.sql.delete}
	var asked []string
	for _, one := range all {
		g.delete += " AND NOT " + one.exists
		asked = append(asked, one.exists)
		if one.isActive != "" {
			asked = append(asked, one.isActive)
		}
	}
	g.tell = "SELECT " + strings.Join(asked, ", ")
	r.guarded = g
}

// refusal tells why a record was not deleted: apierr.Referenced, or nil when no
// guard keeps it.
func (g *guarded) refusal(tx *sqldb.ReadTx, organization int64, noun, id string) error {
	if len(g.guards) == 0 {
		return nil
	}
	exists, active := make([]bool, len(g.guards)), make([]bool, len(g.guards))
	var dests []any
	for i, one := range g.guards {
		if dests = append(dests, &exists[i]); one.isActive != "" {
			dests = append(dests, &active[i])
		}
	}
	if err := tx.Row(g.tell, []any{organization, id}, dests...); err != nil {
		return fmt.Errorf("look for what refers to %s %q: %w", noun, id, err)
	}
	for i, one := range g.guards {
		if active[i] {
			return apierr.ReferencedRecord(noun, "active "+one.referring)
		}
	}
	for i, one := range g.guards {
		if exists[i] {
			return apierr.ReferencedRecord(noun, one.referring)
		}
	}
	return nil
}
