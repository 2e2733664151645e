package sqldb

import (
	"fmt"
)

// postgresContaining lets the planner decide whether to use the trigram index, if there
// is one. For texts such as fff…b…fff, LIKE and strpos take time in the product of both
// lengths. So a long text is compared as bytes, which is fast also then.
func postgresContaining(table, column, text string, place int) Containing {
	parts, whole := indexed(text)
	c := Containing{Compared: fmt.Sprintf("strpos(%s, $%d) > 0", column, place)}
	if !whole {
		c.Compared = fmt.Sprintf("position(convert_to($%d, 'UTF8') IN convert_to(%s, 'UTF8')) > 0", place, column)
	}
	found := c.Compared
	switch {
	case !hasTrigrams(text):
	case whole:
		found = postgresLike(column, place)
	default:
		for i, part := range parts {
			c.Args = append(c.Args, part)
			found = postgresLike(column, place+1+i) + " AND " + found
		}
	}
	c.From = table + " WHERE organization_id = $1 AND " + found
	c.Count = "SELECT count(*) FROM " + c.From
	return c
}

// postgresLike returns a condition that the trigram index supports.
func postgresLike(column string, place int) string {
	return fmt.Sprintf(`%s LIKE '%%' || replace(replace(replace($%d, '\', '\\'), '%%', '\%%'), '_', '\_') || '%%'`, column, place)
}
