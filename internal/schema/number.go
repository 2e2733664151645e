package schema

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode"

	"waybill/internal/apierr"
)

// NumberField is an IEEE 754 double, or null where it was declared optional. It
// accepts what Pydantic 2 accepts: numbers, texts of numbers, true and false. NaN
// and the infinities are refused. Minus zero is read as zero, because SQLite does
// not keep its sign.
type NumberField[T any] struct {
	scalar[T, float64, *NumberField[T]]
	limits numberLimits
}

// numberLimits are the bounds of a number, nil for none.
type numberLimits struct{ least, most *float64 }

// Number declares a number that may not be null.
func Number[T any](name string, at func(*T) *float64) *NumberField[T] {
	return newNumber(newScalar[*NumberField[T]](name, at))
}

// OptionalNumber declares a number that is null when it is left out, and that null
// clears.
func OptionalNumber[T any](name string, at func(*T) **float64) *NumberField[T] {
	return newNumber(newOptional[*NumberField[T]](name, at))
}

func newNumber[T any](s scalar[T, float64, *NumberField[T]]) *NumberField[T] {
	f := &NumberField[T]{scalar: s}
	f.field = f
	return f
}

// AtLeast sets the least number.
func (f *NumberField[T]) AtLeast(least float64) *NumberField[T] {
	f.limits.least = &least
	return f
}

// AtMost sets the greatest number.
func (f *NumberField[T]) AtMost(most float64) *NumberField[T] {
	f.limits.most = &most
	return f
}

// Property describes the field for the OpenAPI document.
func (f *NumberField[T]) Property() Property {
	p := Property{Type: "number", Format: "double", Nullable: f.at == nil, Minimum: f.limits.least, Maximum: f.limits.most}
	if f.at != nil && !f.spec.Required {
		p.Default = f.defaultValue
	}
	return p
}

// Columns returns the column of the number.
func (f *NumberField[T]) Columns() []Column[T] { return []Column[T]{f.column()} }

// Filters returns the declared filters.
func (f *NumberField[T]) Filters() []*Filter {
	p := Property{Type: "number", Format: "double", Minimum: f.limits.least, Maximum: f.limits.most}
	return f.queryParameters(p, func(text string, _ Match, _ bool) (any, *apierr.Details) {
		number, broken := f.limits.parse(text)
		if broken != nil {
			return nil, broken
		}
		return number, nil
	})
}

// AppendJSON appends the number in its shortest form, or null.
func (f *NumberField[T]) AppendJSON(dst []byte, from *T) []byte {
	if number, ok := f.get(from); ok {
		return appendNumber(dst, number)
	}
	return append(dst, "null"...)
}

func (f *NumberField[T]) read(v value, _ Rules, into *T) *apierr.Details {
	if f.acceptsNull(v, into) {
		return nil
	}
	number, broken := f.limits.read(v)
	if broken != nil {
		return broken
	}
	return f.set(into, number)
}

func (l *numberLimits) read(v value) (float64, *apierr.Details) {
	switch {
	case v[0] == 't':
		return l.within(1)
	case v[0] == 'f':
		return l.within(0)
	case v.isText():
		text, ok := v.text()
		if !ok {
			return 0, invalid(notUnicode())
		}
		return l.parse(text)
	case v.isNumber():
		number, err := strconv.ParseFloat(string(v), 64)
		if err != nil && v.isInteger() {
			return 0, invalid(notANumber()) // Python cannot make a double of it
		}
		return l.within(number)
	}
	return 0, invalid(notANumber())
}

// parse reads a number from a text, as Pydantic does: with white space around it, or
// with single underscores between other characters.
func (l *numberLimits) parse(text string) (float64, *apierr.Details) {
	if strings.Contains(text, "_") {
		plain, ok := withoutUnderscores(text)
		if !ok {
			return 0, invalid(unknownNumber())
		}
		text = plain
	} else {
		text = strings.TrimFunc(text, unicode.IsSpace)
	}
	number, ok := parseDouble(text)
	if !ok {
		return 0, invalid(unknownNumber())
	}
	return l.within(number)
}

// within returns a number, or the limit that it breaks.
func (l *numberLimits) within(number float64) (float64, *apierr.Details) {
	switch {
	case math.IsInf(number, 0) || math.IsNaN(number):
		return 0, invalid(notFinite())
	case l.least != nil && number < *l.least:
		return 0, invalid(lessThan(*l.least))
	case l.most != nil && number > *l.most:
		return 0, invalid(moreThan(*l.most))
	}
	return number + 0, nil // turns minus zero into zero
}

// parseDouble reads a decimal number, an infinity or a NaN, each with a sign or
// without.
func parseDouble(text string) (float64, bool) {
	if strings.EqualFold(withoutSign(text), "nan") {
		return math.NaN(), true
	}
	if strings.ContainsAny(text, "xXpP") {
		return 0, false // Go would read it as hexadecimal
	}
	number, err := strconv.ParseFloat(text, 64)
	return number, err == nil || errors.Is(err, strconv.ErrRange)
}

// withoutSign removes a sign from the beginning of a text.
func withoutSign(text string) string {
	if text != "" && (text[0] == '+' || text[0] == '-') {
		return text[1:]
	}
	return text
}

// withoutUnderscores removes single underscores between other characters. It
// reports false for any other underscore.
func withoutUnderscores(text string) (string, bool) {
	if strings.HasPrefix(text, "_") || strings.HasSuffix(text, "_") || strings.Contains(text, "__") {
		return "", false
	}
	return strings.ReplaceAll(text, "_", ""), true
}

// appendNumber appends a finite number in its shortest form, as JavaScript writes
// numbers.
func appendNumber(dst []byte, number float64) []byte {
	if size := math.Abs(number); size == 0 || 1e-6 <= size && size < 1e21 {
		return strconv.AppendFloat(dst, number, 'f', -1, 64)
	}
	dst = strconv.AppendFloat(dst, number, 'e', -1, 64)
	if n := len(dst); string(dst[n-4:n-1]) == "e-0" { // JavaScript writes e-7, and Go e-07
		dst[n-2] = dst[n-1]
		dst = dst[:n-1]
	}
	return dst
}
