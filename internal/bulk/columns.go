package bulk

import (
	"fmt"

	"waybill/internal/schema"
)

// This file has the columns of a CSV file. They are named after the members of a record:
// name, sales_rep.email, stops.1.stop_type. An object or list has a column of its own if it
// may be null or empty, which its members cannot say.

// node is a member of a record, with the members of an object or of the items of a list.
type node struct {
	name     string
	answered bool // only answered, never sent
	text     bool // a text of any characters
	marked   bool // may be null or empty as a whole
	list     bool
	most     int // items of a list
	members  []node
}

// nodesOf returns the members of a record, in the order of an answer.
func nodesOf(fields []schema.Described) []node {
	nodes := []node{{name: "id", answered: true}}
	nodes = append(nodes, membersOf(fields)...)
	return append(nodes, node{name: "created_at", answered: true}, node{name: "updated_at", answered: true})
}

func membersOf(fields []schema.Described) (nodes []node) {
	for _, f := range fields {
		if f.Hidden {
			continue
		}
		n := node{name: f.Name, answered: f.ReadOnly, text: f.Type == "string" && f.Format != "date-time"}
		switch {
		case f.Object != nil:
			n.members, n.marked = membersOf(f.Object), f.Nullable
		case f.Items != nil:
			n.list, n.most, n.members, n.marked = true, f.MaxItems, membersOf(f.Items.Object), !f.Required
		}
		nodes = append(nodes, n)
	}
	return nodes
}

// isScalar reports whether the member has neither members nor items.
func (n *node) isScalar() bool { return n.members == nil }

// layout places the members of a record in the cells of a row.
type layout struct {
	names  []string // of the columns
	places map[string]place
}

// place is where a member stands in a row.
type place struct {
	at   int // its own cell; -1 for none
	text bool
	of   map[string]place   // the members of an object
	each []map[string]place // the members of each item of a list
}

// newLayout returns the layout of records whose lists have up to a number of items, by the
// name of the list.
func newLayout(nodes []node, longest map[string]int) *layout {
	l := &layout{}
	l.places = l.add("", nodes, longest)
	return l
}

func (l *layout) add(prefix string, nodes []node, longest map[string]int) map[string]place {
	places := map[string]place{}
	for i := range nodes {
		n := &nodes[i]
		p := place{at: -1, text: n.text}
		if n.isScalar() || n.marked {
			p.at = len(l.names)
			l.names = append(l.names, prefix+n.name)
		}
		switch {
		case n.list:
			for item := range longest[n.name] {
				p.each = append(p.each, l.add(itemPrefix(prefix+n.name, item), n.members, nil))
			}
		case !n.isScalar():
			p.of = l.add(prefix+n.name+".", n.members, nil)
		}
		places[n.name] = p
	}
	return places
}

// itemPrefix begins the names of the columns of an item of a list. Items count from 0, and
// from 1 in names.
func itemPrefix(list string, item int) string { return fmt.Sprintf("%s.%d.", list, item+1) }
