package schema

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"waybill/internal/apierr"
)

// IntegerField is an integer of 32 bits, or null where it was declared optional. It
// accepts what Pydantic 2 accepts: integers, numbers without a fraction, texts of
// either, true and false.
type IntegerField[T any] struct {
	scalar[T, int32, *IntegerField[T]]
	least, most int32
}

// Integer declares an integer that may not be null.
func Integer[T any](name string, at func(*T) *int32) *IntegerField[T] {
	return newInteger(newScalar[*IntegerField[T]](name, at))
}

// OptionalInteger declares an integer that is null when it is left out, and that
// null clears.
func OptionalInteger[T any](name string, at func(*T) **int32) *IntegerField[T] {
	return newInteger(newOptional[*IntegerField[T]](name, at))
}

func newInteger[T any](s scalar[T, int32, *IntegerField[T]]) *IntegerField[T] {
	f := &IntegerField[T]{scalar: s, least: math.MinInt32, most: math.MaxInt32}
	f.field = f
	return f
}

// AtLeast sets the least integer.
func (f *IntegerField[T]) AtLeast(least int32) *IntegerField[T] {
	f.least = least
	return f
}

// AtMost sets the greatest integer.
func (f *IntegerField[T]) AtMost(most int32) *IntegerField[T] {
	f.most = most
	return f
}

// Property describes the field for the OpenAPI document.
func (f *IntegerField[T]) Property() Property {
	p := f.property()
	p.Nullable = f.at == nil
	if f.at != nil && !f.spec.Required {
		p.Default = f.defaultValue
	}
	return p
}

func (f *IntegerField[T]) property() Property {
	p := Property{Type: "integer"}
	if f.least != math.MinInt32 {
		least := float64(f.least)
		p.Minimum = &least
	}
	if f.most != math.MaxInt32 {
		most := float64(f.most)
		p.Maximum = &most
	}
	return p
}

// Columns returns the column of the integer.
func (f *IntegerField[T]) Columns() []Column[T] {
	c := f.column()
	c.Value = func(from *T) any {
		if integer, ok := f.get(from); ok {
			return int64(integer)
		}
		return nil
	}
	return []Column[T]{c}
}

// Filters returns the declared filters.
func (f *IntegerField[T]) Filters() []*Filter {
	return f.queryParameters(f.property(), func(text string, _ Match, _ bool) (any, *apierr.Details) {
		integer, broken := f.parse(text)
		if broken != nil {
			return nil, broken
		}
		return int64(integer), nil
	})
}

// AppendJSON appends the integer, or null.
func (f *IntegerField[T]) AppendJSON(dst []byte, from *T) []byte {
	if integer, ok := f.get(from); ok {
		return strconv.AppendInt(dst, int64(integer), 10)
	}
	return append(dst, "null"...)
}

func (f *IntegerField[T]) read(v value, _ Rules, into *T) *apierr.Details {
	if f.acceptsNull(v, into) {
		return nil
	}
	integer, broken := f.convert(v)
	if broken != nil {
		return broken
	}
	return f.set(into, integer)
}

func (f *IntegerField[T]) convert(v value) (int32, *apierr.Details) {
	switch {
	case v[0] == 't':
		return f.within(1)
	case v[0] == 'f':
		return f.within(0)
	case v.isText():
		text, ok := v.text()
		if !ok {
			return 0, invalid(notUnicode())
		}
		return f.parse(text)
	case v.isInteger():
		return f.within(saturated(string(v)))
	case v.isNumber():
		return f.convertDouble(v)
	}
	return 0, invalid(notAnInteger())
}

func (f *IntegerField[T]) convertDouble(v value) (int32, *apierr.Details) {
	double, _ := strconv.ParseFloat(string(v), 64)
	switch {
	case math.IsInf(double, 0):
		return 0, invalid(notFinite())
	case double != math.Trunc(double):
		return 0, invalid(fractionalInteger())
	case math.Abs(double) >= math.MaxInt64:
		return 0, invalid(integerTooLong())
	}
	return f.within(int64(double))
}

func (f *IntegerField[T]) parse(text string) (int32, *apierr.Details) {
	integer, _, broken := parseInteger(text)
	if broken != nil {
		return 0, broken
	}
	return f.within(integer)
}

// within returns an integer, or the limit that it breaks.
func (f *IntegerField[T]) within(integer int64) (int32, *apierr.Details) {
	switch {
	case integer < int64(f.least):
		return 0, invalid(lessThan(float64(f.least)))
	case integer > int64(f.most):
		return 0, invalid(moreThan(float64(f.most)))
	}
	return int32(integer), nil
}

// saturated parses an integer. Beyond 64 bits, it returns the nearest one of 64 bits.
func saturated(digits string) int64 {
	integer, _ := strconv.ParseInt(digits, 10, 64) // on ErrRange it is the nearest
	return integer
}

// parseInteger reads an integer from a text as Pydantic 2 does: it accepts white
// space around it, a plus sign, leading zeros, single underscores between digits
// and a fraction of zeros. For an integer beyond 64 bits, the value is the nearest one
// of 64 bits. The digits are always those of the integer.
func parseInteger(text string) (integer int64, digits string, broken *apierr.Details) {
	if len(leadingInteger(text)) > maxDigits {
		return 0, "", invalid(integerTooLong())
	}
	digits, ok := plainInteger(text)
	if !ok || len(digits) > maxDigits {
		return 0, "", invalid(unknownInteger())
	}
	return saturated(digits), digits, nil
}

// plainInteger returns the integer in text as JSON writes it. It takes the steps of Pydantic in
// their order: the zeros are removed before a sign is looked for, so 0-1 is -1.
func plainInteger(text string) (string, bool) {
	text = strings.TrimFunc(text, unicode.IsSpace)
	if rest, ok := strings.CutPrefix(text, "+"); ok && !strings.HasPrefix(rest, "-") {
		text = rest
	}
	magnitude, isNegative := strings.CutPrefix(text, "-")
	text, ok := withoutLeadingZeros(magnitude)
	if !ok {
		return "", false
	}
	if isNegative {
		text = "-" + text
	}
	if whole, fraction, ok := strings.Cut(text, "."); ok && fraction != "" && strings.Trim(fraction, "0") == "" {
		text = whole
	}
	text, ok = withoutUnderscores(text)
	return text, ok && leadingInteger(text) == text
}

// withoutLeadingZeros removes zeros, and underscores after a zero, from the beginning of a
// number without a sign. It leaves the last zero of 0 and of 0.0, and reports false unless
// the number begins with a digit.
func withoutLeadingZeros(text string) (string, bool) {
	switch {
	case text == "" || text[0] < '0' || text[0] > '9':
		return "", false
	case text[0] != '0':
		return text, true
	}
	rest := strings.TrimLeft(text, "0_")
	if rest == "" || rest[0] == '.' {
		return text[len(text)-len(rest)-1:], true
	}
	return rest, true
}

// leadingInteger returns the integer with which text begins, if JSON allows it there.
func leadingInteger(text string) string {
	digits := strings.TrimPrefix(text, "-")
	length := len(digits) - len(strings.TrimLeft(digits, "0123456789"))
	switch {
	case length == 0:
		return ""
	case digits[0] == '0':
		length = 1
	}
	return text[:len(text)-len(digits)+length]
}
