package openapi

import (
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"waybill/internal/apierr"
	"waybill/internal/resource"
	"waybill/internal/schema"
)

const (
	exampleTime = "2026-01-29T10:30:00Z"
	// noVersion is an entity tag that no record has: versions are positive.
	noVersion        = `"0"`
	exampleRequestID = "4f9c1e0a7b2d4c5e8f6a1b3c5d7e9f01"
)

func (d resourceDoc) noun() string { return strings.ToLower(d.Noun) }

// tag is the resource's plural as a title, "Customers".
func (d resourceDoc) tag() string { return strings.ToUpper(d.Plural[:1]) + d.Plural[1:] }

func (d resourceDoc) exampleID() string { return d.IDPrefix + "abc123def456" }

// exampleKey is the external reference in examples; it is always the first field.
func (d resourceDoc) exampleKey() string {
	key, _ := d.Fields[0].Example.(string)
	return key
}

func (d resourceDoc) exampleInput() object { return sent.exampleOf(d.Fields, nil) }

func (d resourceDoc) exampleRecord() object {
	record := append(object{{"id", d.exampleID()}}, answered.exampleOf(d.Fields, nil)...)
	return append(record, member{"created_at", exampleTime}, member{"updated_at", exampleTime})
}

// exampleOf returns an object with an example of each member that a view shows:
// the given example, or else its own. A member that a client may leave out and that has
// no example is left out.
func (v view) exampleOf(fields []schema.Described, given map[string]jsontext.Value) (o object) {
	for _, f := range v.members(fields) {
		if value, ok := given[f.Name]; ok {
			o = append(o, member{f.Name, value})
		} else if value, ok := v.example(f); ok {
			o = append(o, member{f.Name, value})
		}
	}
	return o
}

// example returns an example of a field: the declared one, or else the default, or
// else null. It reports false for none of these where a client may leave it out.
func (v view) example(f schema.Described) (value any, ok bool) {
	switch {
	case objectOf(f.Property) != nil:
		return v.exampleObjects(f), true
	case f.Example != nil:
		return f.Example, true
	case f.Default != nil:
		return f.Default, true
	case f.Nullable:
		return nil, true
	}
	return sample(f.Property), f.Required || v == answered
}

// exampleObjects returns an example of a field that is an object or a list of
// objects. It is made of the examples of their members, and of the items that the
// declaration gives as the example of a list.
func (v view) exampleObjects(f schema.Described) any {
	inside := objectOf(f.Property)
	if f.Items == nil {
		return v.exampleOf(inside, nil)
	}
	items := []object{}
	for _, given := range givenItems(f) {
		items = append(items, v.exampleOf(inside, given))
	}
	return items
}

// givenItems returns the members that the example of a list gives for each item.
// Without an example the list has as many items as it must have, at least one.
func givenItems(f schema.Described) (items []map[string]jsontext.Value) {
	if f.Example == nil {
		return make([]map[string]jsontext.Value, max(1, f.MinItems))
	}
	text, err := json.Marshal(f.Example)
	if err == nil {
		err = json.Unmarshal(text, &items)
	}
	if err != nil {
		panic("the example of " + f.Name + " is not a list of objects: " + err.Error())
	}
	return items
}

// sample returns a value of a property that has no example.
func sample(p schema.Property) any {
	switch {
	case p.Enum != nil:
		return p.Enum[0]
	case p.Format == "date-time":
		return exampleTime
	case p.Type == "boolean":
		return false
	case p.Type == "array":
		return []any{}
	case p.Type == "string":
		return strings.Repeat("x", max(1, p.MinLength))
	case p.Minimum != nil:
		return *p.Minimum
	}
	return 0
}

func (d resourceDoc) examplePage() object {
	return examplePageOf(d.exampleRecord())
}

func examplePageOf(item any) object {
	return object{
		{"items", []any{item}},
		{"pagination", object{
			{"page", 1}, {"page_size", 50}, {"total", 1}, {"total_items", 1}, {"total_pages", 1},
			{"has_more", false}, {"has_next", false}, {"has_previous", false},
		}},
	}
}

// batchResult is the answer to a batch.
func batchResult(outcomes []resource.Outcome) object {
	failures, results := 0, []object{}
	for _, o := range outcomes {
		result := object{{schema.ExternalReferenceID, o.Key}, {"operation", o.Operation}, {"success", o.Failure == nil}}
		if o.Failure != nil {
			failures++
			result = append(result, member{"error", o.Failure.Error()})
		} else {
			result = append(result, member{"id", o.ID})
		}
		results = append(results, result)
	}
	return object{{"success_count", len(outcomes) - failures}, {"error_count", failures}, {"results", results}}
}

// invalid is input that breaks one rule.
func invalid(rule, msg string, loc ...any) *apierr.Error {
	return &apierr.Error{Kind: apierr.Invalid, Details: apierr.ListDetails(apierr.Detail{Type: rule, Loc: loc, Msg: msg})}
}
