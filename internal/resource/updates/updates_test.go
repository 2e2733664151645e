package updates

import (
	"fmt"
	"strings"
	"testing"

	"waybill/internal/schema"
)

// wide is a record with many indexed columns.
type wide struct{ values [12]string }

func wideColumns() (columns []schema.Column[wide]) {
	for i := range len(wide{}.values) {
		columns = append(columns, schema.Column[wide]{
			Name:    fmt.Sprintf("column_%d", i),
			Indexed: i > 0,
			Value:   func(w *wide) any { return w.values[i] },
		})
	}
	return append(columns, schema.Column[wide]{Name: "version", Value: func(*wide) any { return 1 }})
}

// TestUpdateTexts: however many columns are indexed, a resource has at most 32 UPDATE
// statements. Each change has a statement that sets every changed column, and a change
// without an indexed column has a statement that sets none.
func TestUpdateTexts(t *testing.T) {
	t.Parallel()
	u := New("wides", wideColumns(), [][]string{{"column_1", "column_2", "column_3"}})
	if got := len(u.statements); got != 1<<mostGroups || got > 32 {
		t.Errorf("there are %d statements", got)
	}
	for set := range 1 << len(wide{}.values) {
		var before, after wide
		for i := range after.values {
			if set>>i&1 == 1 {
				after.values[i] = "changed"
			}
		}
		statement, differ := u.Between(&before, &after)
		if differ != (set != 0) {
			t.Fatalf("the set %b of changed columns: differ is %t", set, differ)
		}
		for i := range after.values {
			sets := strings.Contains(statement.SQL, fmt.Sprintf("column_%d = ", i))
			if changed := set>>i&1 == 1; changed && !sets || sets && set == 1 && i > 0 {
				t.Fatalf("the set %b of changed columns is written by %s", set, statement.SQL)
			}
		}
	}
}

// TestColumnsThatChangeTogether: a change of one column of a group sets the group, and no
// other indexed column.
func TestColumnsThatChangeTogether(t *testing.T) {
	t.Parallel()
	u := New("wides", wideColumns(), [][]string{{"column_1", "column_2"}, {"column_3"}})
	for column, want := range map[int]string{1: "column_0 column_1 column_2", 2: "column_0 column_1 column_2", 3: "column_0 column_3"} {
		var before, after wide
		after.values[column] = "changed"
		statement, _ := u.Between(&before, &after)
		var got []string
		for _, c := range statement.Columns {
			if c.Name != "version" {
				got = append(got, c.Name)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("a change of column_%d sets %v, want %s", column, got, want)
		}
	}
}
