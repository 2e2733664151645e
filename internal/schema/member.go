package schema

import (
	"fmt"

	"waybill/internal/apierr"
)

// member is what the kinds of a single value share: the options, and where the
// value V stands in a record T. F is the kind itself; every option returns it, so
// that a declaration is one chain of calls.
type member[T, V, F any] struct {
	field        F
	spec         Spec
	at           func(*T) *V  // nil when the value may be null
	nullableAt   func(*T) **V // nil when it may not
	defaultValue V
	checks       []func(*V) error
	filters      []parameter
	counted      bool
}

// parameter is a filter as it is declared.
type parameter struct {
	name  string
	match Match
}

// Required makes the field required in a new record.
func (m *member[T, V, F]) Required() F {
	m.spec.Required = true
	return m.field
}

// ReadOnly makes the field one that is answered, but never read from a client.
func (m *member[T, V, F]) ReadOnly() F {
	m.spec.ReadOnly = true
	return m.field
}

// Hidden makes the field one that is stored, sorted and filtered by, but neither
// read from a client nor answered.
func (m *member[T, V, F]) Hidden() F {
	m.spec.Hidden = true
	return m.field
}

// Default sets the value that the field has when it is left out. Without it, that
// is null, or the zero value of a field that may not be null.
func (m *member[T, V, F]) Default(value V) F {
	m.defaultValue = value
	return m.field
}

// Sortable lets lists be sorted by the field. Texts are sorted by Unicode case
// folding.
func (m *member[T, V, F]) Sortable() F {
	m.spec.Sortable = true
	return m.field
}

// Filterable adds the query parameter of the field's name, which lists the
// records with exactly this value.
func (m *member[T, V, F]) Filterable() F { return m.FilteredBy(m.spec.Name, Equals) }

// FilteredBy adds a query parameter that compares the field.
func (m *member[T, V, F]) FilteredBy(name string, match Match) F {
	m.filters = append(m.filters, parameter{name, match})
	return m.field
}

// Counted keeps the number of records for each value of the field, so that a list
// that is filtered by it has its total at hand. It is for fields of few values.
func (m *member[T, V, F]) Counted() F {
	m.counted = true
	return m.field
}

// Check adds a rule of the resource's own. The check gets a value that keeps the
// kind's rules, and may rewrite it. The text of its error is the message of the
// client, after "Value error, ".
func (m *member[T, V, F]) Check(check func(*V) error) F {
	m.checks = append(m.checks, check)
	return m.field
}

// Doc describes the field in the OpenAPI document.
func (m *member[T, V, F]) Doc(sentence string) F {
	m.spec.Doc = sentence
	return m.field
}

// Example sets the value that the OpenAPI document shows.
func (m *member[T, V, F]) Example(value V) F {
	m.spec.Example = value
	return m.field
}

// Spec returns the options that every kind has.
func (m *member[T, V, F]) Spec() Spec { return m.spec }

// get returns the value in a record, or false for null.
func (m *member[T, V, F]) get(from *T) (value V, ok bool) {
	if m.at != nil {
		return *m.at(from), true
	}
	if p := *m.nullableAt(from); p != nil {
		return *p, true
	}
	return value, false
}

// acceptsNull sets the field to null when v is null and the field may be. It
// reports whether v has been read.
func (m *member[T, V, F]) acceptsNull(v value, into *T) bool {
	if m.at != nil || !v.isNull() {
		return false
	}
	*m.nullableAt(into) = nil
	return true
}

// set sets the field to a value that keeps the kind's rules, and returns the error
// of the first check that it fails.
func (m *member[T, V, F]) set(into *T, read V) apierr.Details {
	p := m.slot(into)
	*p = read
	for _, check := range m.checks {
		if err := check(p); err != nil {
			return invalid(valueError(err))
		}
	}
	return apierr.Details{}
}

// slot returns where the value of a record is stored, with a new value in place of
// null. The old value of an optional field is not reused: another record may share
// it.
func (m *member[T, V, F]) slot(into *T) *V {
	if m.at != nil {
		return m.at(into)
	}
	p := new(V)
	*m.nullableAt(into) = p
	return p
}

func (m *member[T, V, F]) fill(into *T) {
	if m.at != nil {
		*m.at(into) = m.defaultValue
	} else {
		*m.nullableAt(into) = nil
	}
}

func (m *member[T, V, F]) copy(into, from *T) {
	if m.at != nil {
		*m.at(into) = *m.at(from)
	} else {
		*m.nullableAt(into) = *m.nullableAt(from)
	}
}

// column returns the column of the field's name, whose type is V.
func (m *member[T, V, F]) column() Column[T] {
	return Column[T]{
		Name:    m.spec.Name,
		Indexed: len(m.filters) > 0 || m.spec.Sortable,
		Counted: m.counted,
		Value: func(from *T) any {
			if value, ok := m.get(from); ok {
				return value
			}
			return nil
		},
		Dest: func(into *T) any {
			if m.at != nil {
				return m.at(into)
			}
			return optional[V]{m.nullableAt(into)}
		},
	}
}

// optional scans a value that may be null, without the reflection by which
// database/sql would do so for every row.
type optional[V any] struct{ into **V }

// Scan stores a value or null. The error is for a value of another type.
func (o optional[V]) Scan(stored any) error {
	if stored == nil {
		*o.into = nil
		return nil
	}
	value := new(V)
	if err := assign(value, stored); err != nil {
		return err
	}
	*o.into = value
	return nil
}

// assign stores a value of the database in dest, which Column.Dest returned.
func assign(dest, stored any) error {
	switch dest := dest.(type) {
	case interface{ Scan(stored any) error }:
		return dest.Scan(stored)
	case *string:
		if text, ok := stored.(string); ok {
			*dest = text
			return nil
		}
	case *float64:
		if number, ok := stored.(float64); ok {
			*dest = number
			return nil
		}
	case *int32:
		if number, ok := stored.(int64); ok {
			*dest = int32(number)
			return nil
		}
	case *int64:
		if number, ok := stored.(int64); ok {
			*dest = number
			return nil
		}
	case *bool:
		switch flag := stored.(type) {
		case bool:
			*dest = flag
			return nil
		case int64: // SQLite has no booleans
			*dest = flag != 0
			return nil
		}
	}
	return fmt.Errorf("the stored value is a %T, which no %T holds", stored, dest)
}

// queryParameters returns the declared filters, each with what the kind adds.
func (m *member[T, V, F]) queryParameters(p Property, parse func(text string, match Match, strict bool) (any, apierr.Details)) []*Filter {
	filters := make([]*Filter, len(m.filters))
	for i, declared := range m.filters {
		filters[i] = &Filter{
			Name: declared.name, Column: m.spec.Name, Match: declared.match, Counted: m.counted,
			Doc: matchDocs[declared.match] + "`" + m.spec.Name + "`.", Property: p,
			Parse: func(text string, strict bool) (any, apierr.Details) {
				return parse(text, declared.match, strict)
			},
		}
	}
	return filters
}

// matchDocs begin the sentences that describe filters.
var matchDocs = map[Match]string{
	Equals:  "Exactly this ",
	Suffix:  "The end of ",
	AtLeast: "The least ",
	AtMost:  "The greatest ",
}
