package schema

import (
	"math"
	"strconv"

	"waybill/internal/apierr"
)

// CountField is an integer of 64 bits from 0, never null. It accepts what an IntegerField
// accepts, apart from true, false and numbers with an exponent or a point.
type CountField[T any] struct {
	scalar[T, int64, *CountField[T]]
}

// Count declares an integer from 0.
func Count[T any](name string, at func(*T) *int64) *CountField[T] {
	f := &CountField[T]{scalar: newScalar[*CountField[T]](name, at)}
	f.field = f
	return f
}

// Property describes the field for the OpenAPI document.
func (f *CountField[T]) Property() Property {
	least := 0.0
	return Property{Type: "integer", Format: "int64", Minimum: &least}
}

// Columns returns the column of the integer.
func (f *CountField[T]) Columns() []Column[T] { return []Column[T]{f.column()} }

// Filters returns none.
func (f *CountField[T]) Filters() []*Filter { return nil }

// AppendJSON appends the integer.
func (f *CountField[T]) AppendJSON(dst []byte, from *T) []byte {
	return strconv.AppendInt(dst, *f.at(from), 10)
}

func (f *CountField[T]) read(v value, _ Rules, into *T) *apierr.Details {
	text := string(v)
	if v.isText() {
		unquoted, ok := v.text()
		if !ok {
			return invalid(notUnicode())
		}
		text = unquoted
	} else if !v.isInteger() {
		return invalid(notAnInteger())
	}
	integer, _, broken := parseInteger(text)
	switch {
	case broken != nil:
		return broken
	case integer < 0:
		return invalid(lessThan(0))
	case integer == math.MaxInt64:
		return invalid(integerTooLong())
	}
	return f.set(into, integer)
}
