package openapi

import (
	"strings"

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

func (d describe) noun() string { return strings.ToLower(d.Noun) }

// tag is the resource's plural as a title, "Customers".
func (d describe) tag() string { return strings.ToUpper(d.Plural[:1]) + d.Plural[1:] }

func (d describe) exampleID() string { return d.IDPrefix + "abc123def456" }

// exampleKey is the external reference in examples; it is always the first field.
func (d describe) exampleKey() string {
	key, _ := d.Fields[0].Example.(string)
	return key
}

// exampleInput has every field: its example, or else its default, or else null.
func (d describe) exampleInput() (input object) {
	for _, f := range d.Fields {
		value := f.Example
		if value == nil {
			value = f.Default
		}
		input = append(input, member{f.Name, value})
	}
	return input
}

func (d describe) exampleRecord() object {
	record := append(object{{"id", d.exampleID()}}, d.exampleInput()...)
	return append(record, member{"created_at", exampleTime}, member{"updated_at", exampleTime})
}

func (d describe) examplePage() object {
	return object{
		{"items", []object{d.exampleRecord()}},
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
