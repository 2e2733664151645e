package main

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"

	declared "waybill/internal/customer"
	"waybill/internal/sqldb"
)

// plan is the query plan of a statement of a list.
type plan struct {
	list      asked
	statement string
	steps     string // a step a line
}

// plans are the plans of an engine.
type plans struct {
	options
	engine engine
	all    []plan
}

// showPlans reads every list from a large database with the code of the program, and
// returns the plans of the statements that it ran.
func (b *bench) showPlans(ctx context.Context) (fmt.Stringer, error) {
	r := customerResource
	filled, err := b.filled(ctx, r, b.large)
	if err != nil {
		return nil, err
	}
	progress("%s: asking for plans", b.engine)
	counts := r.totals(b.large)
	var lists []asked
	for _, l := range r.looks() {
		lists = append(lists, asked{l, l.number(counts[l.String()])})
	}
	all, err := b.engine.explain(ctx, filled, lists)
	return &plans{b.options, b.engine, all}, err
}

// asked is a list with a page number.
type asked struct {
	look
	number int
}

// read reads a list with the code of the server.
func (l asked) read(ctx context.Context, db *sqldb.DB) error {
	values, err := url.ParseQuery(l.query)
	if err != nil {
		return err
	}
	parameters := map[string]string{"page_size": strconv.Itoa(pageSize), "page": strconv.Itoa(l.number)}
	for name := range values {
		parameters[name] = values.Get(name)
	}
	query, err := declared.Resource.ParseQuery(parameters, nil, false)
	if err != nil {
		return err
	}
	return db.Read(ctx, func(tx *sqldb.ReadTx) error {
		_, err := declared.Resource.List(tx, organization, query)
		return err
	})
}

// trace collects statements.
type trace struct {
	mu         sync.Mutex
	statements []string
}

func (t *trace) add(statement string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.statements = append(t.statements, statement)
}

// take returns the statements that were collected since the last call.
func (t *trace) take() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	taken := t.statements
	t.statements = nil
	return taken
}

// String lists each statement with its plan once, below the lists that run it.
func (p *plans) String() string {
	var order []string
	lists := map[string][]string{}
	for _, one := range p.all {
		text := "    " + short(one.statement) + "\n\n" + indented(one.steps)
		if lists[text] == nil {
			order = append(order, text)
		}
		lists[text] = append(lists[text], one.list.String())
	}
	var all strings.Builder
	fmt.Fprintf(&all, "\n## %s, plans of lists at %d customers\n", p.engine, p.large)
	for _, text := range order {
		fmt.Fprintf(&all, "\n%s:\n\n%s", strings.Join(lists[text], "; "), text)
	}
	return all.String()
}

func indented(steps string) (text string) {
	for line := range strings.Lines(steps) {
		text += "        " + line
	}
	return text
}

var columnsPattern = regexp.MustCompile(`id, external_reference_id, [a-z_, ]*version`)

// short omits the columns, which are always the same.
func short(statement string) string { return columnsPattern.ReplaceAllString(statement, "…") }
