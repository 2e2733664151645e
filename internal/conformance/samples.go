package conformance

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"waybill/internal/schema"
)

// valid returns a body with every field. The values are the declaration's examples.
func (s *suite) valid(reference string, changes body) body {
	valid := body{}
	for _, f := range s.Fields {
		switch {
		case f.Example != nil:
			valid[f.Name] = f.Example
		case f.Object != nil:
			valid[f.Name] = object(f)
		default:
			valid[f.Name] = unusual(f)
		}
	}
	valid[schema.ExternalReferenceID] = reference
	maps.Copy(valid, s.fixed)
	maps.Copy(valid, changes)
	return valid
}

// examples returns a body with the examples of a declaration.
func examples(fields []schema.Described) body {
	all := body{}
	for _, f := range fields {
		if f.Example != nil {
			all[f.Name] = f.Example
		}
	}
	return all
}

// object returns a nested object in which every member that is a text is set.
func object(f schema.Described) body {
	nested := body{}
	for _, member := range f.Object {
		if isAnyText(member) {
			nested[member.Name] = "a " + member.Name
		}
	}
	return nested
}

// bare returns a body with the required fields only, for large numbers of records.
func (s *suite) bare(reference string, changes body) body {
	bare := body{}
	for _, f := range s.Fields {
		if f.Required {
			bare[f.Name] = s.valid(reference, nil)[f.Name]
		}
	}
	bare[schema.ExternalReferenceID] = reference
	maps.Copy(bare, s.fixed)
	maps.Copy(bare, changes)
	return bare
}

// change returns an update that sets a text to a value of its number. So it changes a
// record unless the record has had the same change last.
func (s *suite) change(number int) body {
	for _, f := range s.Fields {
		if isAnyText(f) && f.Nullable && !f.Sortable {
			return body{f.Name: fmt.Sprint("change ", number)}
		}
	}
	panic(s.Plural + " have no text that may be null and that lists are not sorted by")
}

// isAnyText reports whether a field is a text that nothing restricts but its length.
func isAnyText(f schema.Described) bool {
	return f.Type == "string" && f.Enum == nil && f.Format == "" && f.Pattern == "" && f.Target == ""
}

// usual returns the value that most records of a test have.
func usual(f schema.Described) any {
	switch {
	case f.Type == "boolean":
		return f.Default
	case f.Enum != nil:
		return f.Enum[0]
	default:
		return "usual"
	}
}

// unusual returns a value that differs from the usual value: null if a field may be null.
func unusual(f schema.Described) any {
	switch {
	case f.Nullable:
		return nil
	case f.Type == "boolean":
		return f.Default == false
	case f.Enum != nil:
		return f.Enum[len(f.Enum)-1]
	default:
		return "unusual"
	}
}

// words are texts whose order differs from the order of their bytes. Some differ only in
// case.
var words = []string{"alpha", "Alpha", "ALPHA", "beta", "Éclair", "éclair", "straße", "STRASSE", "_x", "100%", "Ωmega", "zz", "漢字"}

// random returns a random value of a field that lists are sorted by. A nullable field is
// sometimes null.
func random(f schema.Described, from *rand.Rand) any {
	switch {
	case f.Nullable && from.IntN(6) == 0:
		return nil
	case f.Enum != nil:
		return f.Enum[from.IntN(len(f.Enum))]
	case f.Type == "number" || f.Type == "integer":
		return float64(1 + from.IntN(9))
	default:
		return words[from.IntN(len(words))]
	}
}

// payload returns the name of the payload in an item of a batch.
func (s *suite) payload() string { return strings.ToLower(s.Noun) }

// field returns the field with a name, or false.
func (s *suite) field(name string) (schema.Described, bool) {
	at := slices.IndexFunc(s.Fields, func(f schema.Described) bool { return f.Name == name })
	if at < 0 {
		return schema.Described{}, false
	}
	return s.Fields[at], true
}

// found reports whether the filter of a field for an exact value finds a record. The
// filter of a folded text finds the text in any letter case.
func (s *suite) found(record body, name string, asked any) bool {
	text, isText := record[name].(string)
	if sought, ok := asked.(string); ok && isText && s.ignoresCase(name) {
		return schema.Fold(text) == schema.Fold(sought)
	}
	return record[name] == asked
}

// ignoresCase reports whether the filter of a field compares folded texts.
func (s *suite) ignoresCase(name string) bool {
	return slices.ContainsFunc(s.Parameters, func(p *schema.Filter) bool { return p.Name == name && p.Column == schema.FoldedColumn(name) })
}

// sortable returns the fields that lists are sorted by.
func (s *suite) sortable() []schema.Described {
	return slices.DeleteFunc(slices.Clone(s.Fields), func(f schema.Described) bool { return !f.Sortable })
}

// sorts returns the values of the parameter sort.
func (s *suite) sorts() []string { return s.Parameters[len(s.Parameters)-1].Property.Enum }

// sortAs sorts records by a value of the parameter sort.
func (s *suite) sortAs(records []body, sort string) {
	name, descending := strings.CutPrefix(sort, "-")
	fold := schema.Fold
	if f, ok := s.field(name); ok && f.Enum != nil {
		fold = func(text string) string { return text }
	}
	slices.SortFunc(records, compareBy(name, fold))
	if descending {
		slices.Reverse(records)
	}
}

// compareBy compares records as the contract sorts by a field: texts as fold returns
// them, nulls last, and equal records by id.
func compareBy(name string, fold func(string) string) func(a, b body) int {
	return func(a, b body) int {
		return cmp.Or(compareValues(sortKey(a, name), sortKey(b, name), fold), cmp.Compare(a["id"].(string), b["id"].(string)))
	}
}

// sortKey returns the value that a record is sorted by. Answers have times to the second,
// which is too coarse. So the order of creation is the order of the ids, and a test
// notes the order of updates in touched.
func sortKey(record body, name string) any {
	switch name {
	case "created_at":
		return record["id"]
	case "updated_at":
		touched, _ := record["touched"].(int)
		return fmt.Sprintf("%05d", touched)
	}
	return record[name]
}

func compareValues(a, b any, fold func(string) string) int {
	if a == nil || b == nil {
		return cmp.Compare(isNull(a), isNull(b))
	}
	switch a := a.(type) {
	case float64:
		return cmp.Compare(a, b.(float64))
	case string:
		return cmp.Compare(fold(a), fold(b.(string)))
	default:
		panic(fmt.Sprintf("lists cannot be sorted by a %T", a))
	}
}

// isNull is 1 for null, which comes last.
func isNull(value any) int {
	if value == nil {
		return 1
	}
	return 0
}
