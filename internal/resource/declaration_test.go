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
		schema.OptionalText("size", func(b *box) **string { return &b.Size }).Filterable().Sortable(),
		schema.OptionalText("shelf", func(b *box) **string { return &b.shelf }).Hidden(),
	}
	return resource.New(def)
}

// TestDeclaredParameters: lists have the filters and the orders that a declaration
// names, in its order.
func TestDeclaredParameters(t *testing.T) {
	t.Parallel()
	const sorts = " updated_since sort: size -size created_at -created_at updated_at -updated_at"
	for _, test := range []struct {
		def  resource.Def[box]
		want string
	}{
		{resource.Def[box]{}, "page page_size color size" + sorts},
		{resource.Def[box]{Filters: []string{"size", "color"}}, "page page_size size color" + sorts},
		{resource.Def[box]{Filters: []string{"size"}}, "page page_size size" + sorts},
		{resource.Def[box]{Filters: []string{}}, "page page_size" + sorts},
		{resource.Def[box]{Filters: []string{}, Sorts: []string{"updated_at", "created_at", "size"}},
			"page page_size updated_since sort: updated_at -updated_at created_at -created_at size -size"},
	} {
		var names []string
		parameters := boxes(test.def).Describe().Parameters
		for _, p := range parameters {
			names = append(names, p.Name)
		}
		got := strings.Join(names, " ") + ": " + strings.Join(parameters[len(parameters)-1].Property.Enum, " ")
		if got != test.want {
			t.Errorf("%+v makes %q, want %q", test.def, got, test.want)
		}
	}
}

// TestUnknownParameters: a declaration that names what no field has panics.
func TestUnknownParameters(t *testing.T) {
	t.Parallel()
	for _, def := range []resource.Def[box]{{Filters: []string{"weight"}}, {Sorts: []string{"color"}}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%+v does not panic", def)
				}
			}()
			boxes(def)
		}()
	}
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
