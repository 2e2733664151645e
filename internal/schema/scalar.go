package schema

import (
	"waybill/internal/apierr"
)

// scalar is a member that is stored in one column.
type scalar[T, V, F any] struct {
	member[T, V, F]
	filters []parameter
	counted bool
}

// parameter is a filter as it is declared.
type parameter struct {
	name  string
	match Match
}

func newScalar[F, T, V any](name string, at func(*T) *V) scalar[T, V, F] {
	return scalar[T, V, F]{member: member[T, V, F]{options: options[F]{spec: Spec{Name: name}}, at: at}}
}

func newOptional[F, T, V any](name string, at func(*T) **V) scalar[T, V, F] {
	return scalar[T, V, F]{member: member[T, V, F]{options: options[F]{spec: Spec{Name: name}}, nullableAt: at}}
}

// Default sets the value of a field that is left out, which is otherwise the zero
// value. The default of an optional field is always null.
func (s *scalar[T, V, F]) Default(value V) F {
	s.defaultValue = value
	return s.field
}

// Sortable lets lists be sorted by the field. Texts are sorted by Unicode case
// folding.
func (s *scalar[T, V, F]) Sortable() F {
	s.spec.Sortable = true
	return s.field
}

// Filterable adds the query parameter of the field's name, which lists the
// records with exactly this value.
func (s *scalar[T, V, F]) Filterable() F { return s.FilteredBy(s.spec.Name, Equals) }

// FilteredBy adds a query parameter that compares the field.
func (s *scalar[T, V, F]) FilteredBy(name string, match Match) F {
	s.filters = append(s.filters, parameter{name, match})
	return s.field
}

// Example sets the value that the OpenAPI document shows.
func (s *scalar[T, V, F]) Example(value V) F {
	s.spec.Example = value
	return s.field
}

// column returns the column of the field's name, whose type is V.
func (s *scalar[T, V, F]) column() Column[T] {
	return Column[T]{
		Name:    s.spec.Name,
		Indexed: len(s.filters) > 0 || s.spec.Sortable,
		Counted: s.counted,
		Value: func(from *T) any {
			if value, ok := s.get(from); ok {
				return value
			}
			return nil
		},
		Dest: func(into *T) any {
			if s.at != nil {
				return s.at(into)
			}
			return optional[V]{s.nullableAt(into)}
		},
	}
}

// optional scans a value that may be null.
type optional[V any] struct{ into **V }

// Null stores null. The database package calls it or NotNull for each row.
func (o optional[V]) Null() { *o.into = nil }

// NotNull returns the destination of a value that is not null.
func (o optional[V]) NotNull() (dest any) {
	*o.into = new(V)
	return *o.into
}

// queryParameters returns the declared filters. The kind gives their property and parse.
func (s *scalar[T, V, F]) queryParameters(p Property, parse func(text string, match Match, strict bool) (any, *apierr.Details)) []*Filter {
	filters := make([]*Filter, len(s.filters))
	for i, declared := range s.filters {
		filters[i] = &Filter{
			Name: declared.name, Column: s.spec.Name, Match: declared.match, Counted: s.counted,
			Doc: matchDocs[declared.match] + "`" + s.spec.Name + "`.", Property: p,
			Parse: func(text string, strict bool) (any, *apierr.Details) {
				return parse(text, declared.match, strict)
			},
		}
	}
	return filters
}

// matchDocs begin the sentences that describe filters.
var matchDocs = map[Match]string{
	Equals:  "Exactly this ",
	Prefix:  "The beginning of ",
	Suffix:  "The end of ",
	AtLeast: "The least ",
	AtMost:  "The greatest ",
}
