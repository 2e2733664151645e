package schema

import (
	"math"
	"strconv"
	"strings"

	"waybill/internal/apierr"
)

// BooleanField is true or false, never null. It reads what Pydantic 2 reads as
// one: "yes", "off", 1, 0.0 and their kind,
// https://docs.pydantic.dev/latest/api/standard_library_types/#booleans.
type BooleanField[T any] struct {
	spec         Spec
	at           func(*T) *bool
	defaultValue bool
	filterable   bool
}

// Boolean declares a boolean that is false when left out.
func Boolean[T any](name string, at func(*T) *bool) *BooleanField[T] {
	return &BooleanField[T]{spec: Spec{Name: name}, at: at}
}

// Default sets what the field is when left out.
func (f *BooleanField[T]) Default(value bool) *BooleanField[T] {
	f.defaultValue = value
	return f
}

// Filterable adds a query parameter of the field's name.
func (f *BooleanField[T]) Filterable() *BooleanField[T] {
	f.filterable = true
	return f
}

// Doc describes the field in the OpenAPI document.
func (f *BooleanField[T]) Doc(sentence string) *BooleanField[T] {
	f.spec.Doc = sentence
	return f
}

// Spec implements Field.
func (f *BooleanField[T]) Spec() Spec { return f.spec }

// Property implements Field.
func (f *BooleanField[T]) Property() Property {
	return Property{Type: "boolean", Default: f.defaultValue}
}

// Columns implements Field.
func (f *BooleanField[T]) Columns() []Column[T] {
	return []Column[T]{{
		Name:    f.spec.Name,
		Value:   func(from *T) any { return *f.at(from) },
		Dest:    func(into *T) any { return f.at(into) },
		Indexed: f.filterable,
	}}
}

// Filter implements Field.
func (f *BooleanField[T]) Filter() *Filter {
	if !f.filterable {
		return nil
	}
	return &Filter{Name: f.spec.Name, Column: f.spec.Name, Match: Equals, Doc: "Only those whose `" + f.spec.Name + "` is this.",
		Property: Property{Type: "boolean"}, Usual: f.defaultValue,
		Parse: func(text string) (any, []apierr.Detail) {
			parsed, ok := parseBoolean(text)
			if !ok {
				return nil, one(unknownBoolean())
			}
			return parsed, nil
		}}
}

// AppendJSON implements Field.
func (f *BooleanField[T]) AppendJSON(dst []byte, from *T) []byte {
	return strconv.AppendBool(dst, *f.at(from))
}

func (f *BooleanField[T]) read(v value, _ Rules, into *T) []apierr.Detail {
	parsed, broken := readBoolean(v)
	if broken == nil {
		*f.at(into) = parsed
	}
	return broken
}

func (f *BooleanField[T]) fill(into *T) { *f.at(into) = f.defaultValue }

func (f *BooleanField[T]) copy(into, from *T) { *f.at(into) = *f.at(from) }

func readBoolean(v value) (bool, []apierr.Detail) {
	switch {
	case v[0] == 't':
		return true, nil
	case v[0] == 'f':
		return false, nil
	case v.isText():
		text, ok := v.text()
		if !ok {
			return false, one(notUnicode())
		}
		parsed, ok := parseBoolean(text)
		if !ok {
			return false, one(unknownBoolean())
		}
		return parsed, nil
	case v.isNumber():
		return numberAsBoolean(string(v))
	}
	return false, one(notABoolean())
}

// numberAsBoolean takes 0 and 1 in any notation. Another integer of 64 bits is
// an unknown boolean; any other number is no boolean at all.
func numberAsBoolean(number string) (bool, []apierr.Detail) {
	if integer, err := strconv.ParseInt(number, 10, 64); err == nil {
		return integer == 1, unknownUnless(integer == 0 || integer == 1)
	}
	double, err := strconv.ParseFloat(number, 64)
	if err != nil || double != math.Trunc(double) || math.Abs(double) >= math.MaxInt64 {
		return false, one(notABoolean())
	}
	return double == 1, unknownUnless(double == 0 || double == 1)
}

func unknownUnless(known bool) []apierr.Detail {
	if known {
		return nil
	}
	return one(unknownBoolean())
}

func parseBoolean(text string) (parsed, ok bool) {
	switch strings.ToLower(text) {
	case "1", "t", "y", "on", "yes", "true":
		// Lower-casing maps no letter but the ASCII ones to these, save for the
		// Kelvin sign and its like, none of which is in them.
		return true, true
	case "0", "f", "n", "no", "off", "false":
		return false, true
	}
	return false, false
}
