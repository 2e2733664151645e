package bulk

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/bulk/cell"
	"waybill/internal/jsonvalue"
	"waybill/internal/spelling"
)

// header is the first row of a CSV file: which cell of a row is which member of a record.
type header struct {
	width   int
	columns []column // in the order of the declaration
	names   []string
	unnamed []int // cells without a column, which must be empty
}

// column is a member of a record in a row, or of an object or item in it.
type column struct {
	node    *node
	own     int      // its own cell; -1 for none
	members []column // of an object
	items   []item   // of a list, by their numbers
}

// item is an item of a list.
type item struct {
	number  int
	columns []column
}

// unusable returns the error of a file without rows that can be read.
func unusable(rule, message string) error {
	return apierr.InvalidInput(apierr.ListDetails(apierr.Detail{Type: rule, Loc: []any{"body"}, Msg: message}))
}

// newHeader returns the header with some names. It returns an apierr.Invalid with all names
// that are unknown or repeated.
func newHeader(nodes []node, names []string) (*header, error) {
	h := &header{width: len(names)}
	if len(names) > mostColumns {
		return nil, unusable("too_long", fmt.Sprintf("The file has %d columns, and may have %d", len(names), mostColumns))
	}
	var broken apierr.Details
	add := func(rule, name, message string) {
		broken.Add(apierr.Detail{Type: rule, Loc: []any{"body", name}, Msg: message})
	}
	for at, name := range names {
		name = strings.TrimSpace(name)
		h.names = append(h.names, name)
		switch {
		case name == "":
			h.unnamed = append(h.unnamed, at)
		case slices.Contains(h.names[:at], name):
			add("repeated_column", name, "The column is there twice")
		case !addColumn(&h.columns, nodes, strings.Split(name, "."), at):
			question := ""
			if !broken.IsFull() {
				question = guess(name, nodes)
			}
			add("unknown_column", name, "There is no such column"+question)
		}
	}
	if !broken.IsEmpty() {
		broken.Add(apierr.Detail{Type: "columns", Loc: []any{"body"}, Msg: "The columns are " + strings.Join(knownColumns(nodes), ", ")})
	}
	return h, apierr.InvalidInput(broken)
}

// addColumn adds the column of a path. It reports false if there is no such member.
func addColumn(columns *[]column, nodes []node, path []string, at int) bool {
	index := slices.IndexFunc(nodes, func(n node) bool { return n.name == path[0] })
	if index < 0 {
		return false
	}
	n := &nodes[index]
	c := columnFor(columns, n)
	switch {
	case len(path) == 1:
		if !n.isScalar() && !n.marked {
			return false
		}
		c.own = at
		return true
	case n.list && len(path) > 2:
		number, err := strconv.Atoi(path[1])
		if err != nil || number < 1 || number > n.most || strconv.Itoa(number) != path[1] {
			return false
		}
		return addColumn(&c.item(number).columns, n.members, path[2:], at)
	case !n.list && !n.isScalar():
		return addColumn(&c.members, n.members, path[1:], at)
	}
	return false
}

// columnFor returns the column of a member, and adds it if there is none.
func columnFor(columns *[]column, n *node) *column {
	for i := range *columns {
		if (*columns)[i].node == n {
			return &(*columns)[i]
		}
	}
	*columns = append(*columns, column{node: n, own: -1})
	return &(*columns)[len(*columns)-1]
}

// item returns the item with a number, and adds it if there is none.
func (c *column) item(number int) *item {
	at, found := slices.BinarySearchFunc(c.items, number, func(i item, number int) int { return i.number - number })
	if !found {
		c.items = slices.Insert(c.items, at, item{number: number})
	}
	return &c.items[at]
}

// knownColumns returns the columns that a client may send; of a list, those of the first
// item.
func knownColumns(nodes []node) []string {
	var sent func(nodes []node) []node
	sent = func(nodes []node) (kept []node) {
		for _, n := range nodes {
			if !n.answered {
				n.members = sent(n.members)
				kept = append(kept, n)
			}
		}
		return kept
	}
	longest := map[string]int{}
	for _, n := range nodes {
		longest[n.name] = 1
	}
	return newLayout(sent(nodes), longest).names
}

// guess returns a question with the known column that is most like a name, or "".
func guess(name string, nodes []node) string {
	best, least := "", len(name)/2+1
	numbered := strings.Split(name, ".")
	for _, known := range knownColumns(nodes) {
		parts := strings.Split(known, ".")
		if len(parts) == 3 && len(numbered) == 3 {
			parts[1] = numbered[1]
		}
		known = strings.Join(parts, ".")
		if d := spelling.Distance(plain(name), plain(known)); d < least {
			best, least = known, d
		}
	}
	if best == "" {
		return ""
	}
	return ": did you mean " + best + "?"
}

// plain returns a name without letter case and with one kind of gap.
func plain(name string) string {
	return strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(name))
}

// record returns the JSON object of a row. Numbers has the numbers of the items of each list
// whose items are not counted from 1 without a gap.
func (h *header) record(cells []string) (object []byte, numbers map[string][]int, err error) {
	for _, at := range h.unnamed {
		if cells[at] != "" {
			return nil, nil, fmt.Errorf("cell %d has a value, and its column has no name", at+1)
		}
	}
	e := rowEncoder{cells: cells}
	object, _ = e.object(nil, h.columns)
	return object, e.numbers, e.err
}

// rowEncoder writes the cells of a row as JSON. The fields judge the values: a cell is null
// or a text, which they read as Pydantic reads texts.
type rowEncoder struct {
	cells   []string
	numbers map[string][]int
	err     error
}

// object appends the object of some columns, and reports whether any cell says something.
func (e *rowEncoder) object(dst []byte, columns []column) (_ []byte, sent bool) {
	dst = append(dst, '{')
	for i := range columns {
		c := &columns[i]
		if c.node.answered {
			continue
		}
		before := len(dst)
		if sent {
			dst = append(dst, ',')
		}
		dst = append(append(append(dst, '"'), c.node.name...), `":`...)
		var says bool
		if dst, says = e.value(dst, c); !says {
			dst = dst[:before]
		}
		sent = sent || says
	}
	return append(dst, '}'), sent
}

// value appends the value of a column, and reports whether any cell says something.
func (e *rowEncoder) value(dst []byte, c *column) ([]byte, bool) {
	own := ""
	if c.own >= 0 {
		own = e.cells[c.own]
	}
	if c.node.isScalar() {
		return appendCell(dst, own), own != ""
	}
	before, says := len(dst), false
	if c.node.list {
		dst, says = e.list(dst, c)
	} else {
		dst, says = e.object(dst, c.members)
	}
	switch {
	case own == "":
		return dst, says
	case says:
		e.err = fmt.Errorf("%s and columns that begin with %[1]s. are filled both", c.node.name)
	case own == cell.Empty && c.node.list:
		return append(dst[:before], "[]"...), true
	}
	return appendCell(dst[:before], own), true
}

// list appends the list of the items that say something.
func (e *rowEncoder) list(dst []byte, c *column) (_ []byte, sent bool) {
	dst = append(dst, '[')
	var numbers []int
	gaps := false
	for i := range c.items {
		before := len(dst)
		if sent {
			dst = append(dst, ',')
		}
		var says bool
		if dst, says = e.object(dst, c.items[i].columns); !says {
			dst = dst[:before]
			continue
		}
		sent = true
		numbers = append(numbers, c.items[i].number)
		gaps = gaps || c.items[i].number != len(numbers)
	}
	if gaps {
		if e.numbers == nil {
			e.numbers = map[string][]int{}
		}
		e.numbers[c.node.name] = numbers
	}
	return append(dst, ']'), sent
}

// appendCell appends a cell as JSON.
func appendCell(dst []byte, written string) []byte {
	if written == cell.Null || written == "" {
		return append(dst, "null"...)
	}
	return jsonvalue.AppendText(dst, cell.Text(written))
}
