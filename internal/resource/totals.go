package resource

import (
	"fmt"
	"slices"
	"strings"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// The total of a filtered list is remembered, because counting takes most of the time
// of a list with many rows. A remembered total is answered only if the database proves
// that it is still right, in the statement that reads the page:
//
//	the count of the table is as it was            the total is as it was
//	only new rows, all after the remembered id     the total and the new rows that match
//	anything else                                  count all rows
//
// The second case is asked only after the first has failed.

// mostNew is the largest number of new rows that are compared with the filters.
const mostNew = 10_000

// counting is the part of a statement that finds the total, or what proves it: columns
// after the columns of a record, and the WITH that they need.
type counting struct {
	selection
	with    []string
	columns []string
	dests   []any
	// comparesRows says that the columns are about rows that match, not only about the
	// count of the table.
	comparesRows bool
}

func (s *selection) counting() *counting {
	c := &counting{selection: *s}
	c.args = slices.Clip(c.args)
	return c
}

func (c *counting) column(sql string, dest any) {
	c.columns, c.dests = append(c.columns, "("+sql+")"), append(c.dests, dest)
}

// total counts the rows.
func (c *counting) total(dest *int64) {
	c.column(c.selection.total, dest)
	c.comparesRows = true
}

// tableCount reads the count of the table.
func (c *counting) tableCount(dest *sqldb.TableCount) {
	const sum = "CAST(coalesce(sum(%[1]s), 0) AS BIGINT) AS %[1]s"
	c.with = append(c.with, "counted AS MATERIALIZED (SELECT "+fmt.Sprintf(sum, "row_count")+", "+fmt.Sprintf(sum, "last_write")+", "+
		fmt.Sprintf(sum, "last_change")+" FROM row_counts WHERE organization_id = $1 AND resource = "+literal(c.table)+")")
	c.column("SELECT row_count FROM counted", &dest.All)
	c.column("SELECT last_write FROM counted", &dest.LastWrite)
	c.column("SELECT last_change FROM counted", &dest.LastChange)
}

// newRows counts the rows with ids after since, up to mostNew and one more, and the
// rows of them that match the filters.
func (c *counting) newRows(since string, all, matching *int64) {
	c.args, c.comparesRows = append(c.args, since), true
	name := fmt.Sprint("since_", len(c.args))
	columns := slices.Compact(slices.Sorted(slices.Values(c.selection.columns)))
	c.with = append(c.with, fmt.Sprintf("%s AS MATERIALIZED (SELECT count(*) AS new_rows, count(*) FILTER (WHERE %s) AS matching"+
		" FROM (SELECT %s FROM %s WHERE organization_id = $1 AND id > $%d LIMIT %d) AS recent)",
		name, strings.Join(c.compared, " AND "), strings.Join(columns, ", "), c.table, len(c.args), mostNew+1))
	c.column("SELECT new_rows FROM "+name, all)
	c.column("SELECT matching FROM "+name, matching)
}

// withClause begins the statement.
func (c *counting) withClause() string {
	with := append(slices.Clip(c.with), c.typed()...)
	if len(with) == 0 {
		return ""
	}
	return "WITH " + strings.Join(with, ", ") + " "
}

// typed tells PostgreSQL the types of the arguments for a text index, which a statement
// that does not use the index does not name.
func (c *counting) typed() (with []string) {
	for _, place := range c.textArgs {
		with = append(with, fmt.Sprintf("argument_%d AS (SELECT CAST($%[1]d AS TEXT))", place))
	}
	return with
}

// alone runs the counting without reading any record.
func (c *counting) alone() (bool, error) {
	if !c.comparesRows {
		c.args, c.textArgs = c.args[:1], nil // the statement names no other argument
	}
	err := c.rows(c.withClause()+"SELECT "+strings.Join(c.columns, ", "), c.args,
		func(scan func(...any) error) error { return scan(c.dests...) })
	return err == nil, err
}

// counter runs a statement with a counting, and reports whether it had a row.
type counter func(*counting) (found bool, err error)

// countBy returns the total that run finds. It calls run again, with another counting,
// when a remembered total is not right any more. If run finds no row, there is no total.
func (s *selection) countBy(run counter) (total int64, found bool, err error) {
	if s.known != nil {
		found, err = run(s.counting())
		return *s.known, found, err
	}
	known, ok := s.totals.Recall(s.key)
	if !ok {
		return s.countAll(run)
	}
	var now sqldb.TableCount
	c := s.counting()
	c.tableCount(&now)
	found, err = run(c)
	if err != nil || !found || now == known.Count {
		return known.Rows, found, err
	}
	if now.LastChange == known.Count.LastChange {
		total, isRight, found, err := s.countNew(known, run)
		if err != nil || !found || isRight {
			return total, found, err
		}
	}
	return s.countAll(run)
}

// countNew adds new rows to a remembered total. The total is right if all rows that the
// table has gained are new rows.
func (s *selection) countNew(known sqldb.Total, run counter) (total int64, isRight, found bool, err error) {
	next := sqldb.Total{Since: s.totals.SettledID(s.idPrefix)}
	var all, matching int64
	c := s.counting()
	c.tableCount(&next.Count)
	c.newRows(known.Since, &all, &matching)
	c.newRows(next.Since, &next.SinceAll, &next.SinceRows)
	if found, err = run(c); err != nil || !found {
		return 0, false, found, err
	}
	isRight = next.Count.LastChange == known.Count.LastChange && known.SinceAll <= mostNew && all <= mostNew &&
		next.Count.All-known.Count.All == all-known.SinceAll
	if isRight {
		next.Rows = known.Rows + matching - known.SinceRows
		s.totals.Remember(s.key, next)
	}
	return next.Rows, isRight, found, nil
}

// countAll counts all rows that match, and remembers the total.
func (s *selection) countAll(run counter) (total int64, found bool, err error) {
	var known sqldb.Total
	c := s.counting()
	c.total(&known.Rows)
	if s.remembered {
		known.Since = s.totals.SettledID(s.idPrefix)
		c.tableCount(&known.Count)
		c.newRows(known.Since, &known.SinceAll, &known.SinceRows)
	}
	found, err = run(c)
	if s.remembered && found && err == nil {
		s.totals.Remember(s.key, known)
	}
	return known.Rows, found, err
}

// remember makes the selection remember its total, unless the total is kept, or depends
// on other rows than those of the table.
func (r *Resource[T]) remember(s *selection, totals *sqldb.Totals, organization int64, filters []appliedFilter) {
	if totals == nil || len(filters) == 0 || len(filters) == 1 && filters[0].isKept() {
		return
	}
	key := []byte(r.def.Plural)
	for _, f := range filters {
		if !slices.ContainsFunc(r.stored, func(c schema.Column[T]) bool { return c.Name == f.filter.Column }) {
			return
		}
		key = fmt.Appendf(key, " %s=%#v", f.filter.Name, f.value)
	}
	s.remembered, s.totals, s.idPrefix = true, totals, r.def.IDPrefix
	s.key = sqldb.TotalKey{Organization: organization, Filters: string(key)}
}

// isMany reports whether there were too many rows to materialize when they were last
// counted.
func (s *selection) isMany() bool {
	known, ok := s.totals.Recall(s.key)
	return ok && known.Rows > materializeLimit
}
