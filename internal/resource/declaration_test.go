package resource_test

import (
	"strings"
	"testing"

	"waybill/internal/resource"
	"waybill/internal/schema"
)

// box is a record of a resource that only declarations are tested with.
type box struct {
	resource.Record
	Color, Size *string
	shelf       *string
}

func boxes(def resource.Def[box]) *resource.Resource[box] {
	def.Noun, def.Plural = "Box", "boxes"
	def.Record = func(b *box) *resource.Record { return &b.Record }
	def.Fields = []schema.Field[box]{
		schema.OptionalText("color", func(b *box) **string { return &b.Color }).Filterable(),
		schema.OptionalText("size", func(b *box) **string { return &b.Size }).Filterable(),
		schema.OptionalText("shelf", func(b *box) **string { return &b.shelf }).Hidden(),
	}
	return resource.New(def)
}

// TestDeclaredFilters: lists have the filters that a declaration names, in its order.
func TestDeclaredFilters(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		filters []string
		want    string
	}{
		{nil, "page page_size color size sort"},
		{[]string{"size", "color"}, "page page_size size color sort"},
		{[]string{"size"}, "page page_size size sort"},
		{[]string{}, "page page_size sort"},
	} {
		var names []string
		for _, p := range boxes(resource.Def[box]{Filters: test.filters}).Describe().Parameters {
			names = append(names, p.Name)
		}
		if got := strings.Join(names, " "); got != test.want {
			t.Errorf("the filters %q make %q, want %q", test.filters, got, test.want)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a filter that no field declares does not panic")
		}
	}()
	boxes(resource.Def[box]{Filters: []string{"weight"}})
}

// TestColumnsOfOtherIndexes: an update that changes no column of a group sets none of
// the group, also if no list is filtered by the columns. Setting a column writes to each
// index that has it.
func TestColumnsOfOtherIndexes(t *testing.T) {
	t.Parallel()
	for together, sets := range map[string]bool{"": true, "shelf": false} {
		r := boxes(resource.Def[box]{ChangeTogether: [][]string{strings.Fields(together)}})
		statements := r.Statements()
		if got := strings.Contains(statements["update"], "shelf"); got != sets {
			t.Errorf("together %q: an update of no group is %s", together, statements["update"])
		}
		if !strings.Contains(statements["update all"], "shelf = $") {
			t.Errorf("together %q: an update of all groups is %s", together, statements["update all"])
		}
	}
}
