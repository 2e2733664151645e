package schema

import (
	"slices"
	"strings"

	"waybill/internal/apierr"
)

// Parameters reads the parameters of a query one after another and collects the
// rules that they break, in the order of reading. A parameter is known once it is
// read, so the known parameters are those that have an effect.
type Parameters struct {
	given  map[string]string
	strict []string // the names in the order of the query, if unknown names are errors
	known  []string
	broken apierr.Details
}

// NewParameters returns a reader of decoded parameters. Strict has their names in the
// order of the query when parameters that are never read are errors; otherwise it is nil.
func NewParameters(given map[string]string, strict []string) *Parameters {
	return &Parameters{given: given, strict: strict}
}

// Broken returns the rules that the parameters break, and after them the parameters that
// were not read, each once, if they are errors. It must be the last call.
func (p *Parameters) Broken() apierr.Details {
	unknown := unknownMembers{strict: p.strict != nil}
	for _, name := range p.strict {
		if !slices.Contains(p.known, name) {
			unknown.add([]byte(name))
		}
	}
	p.broken.Join(unknown.broken.In("query"))
	p.strict = nil
	return p.broken
}

// lookUp returns the text of a parameter and makes the parameter known.
func (p *Parameters) lookUp(name string) (text string, ok bool) {
	if p.strict != nil {
		p.known = append(p.known, name)
	}
	text, ok = p.given[name]
	return text, ok
}

func (p *Parameters) add(name string, broken *apierr.Details) {
	if broken != nil {
		p.broken.Join(broken.In(name).In("query"))
	}
}

// Page reads the number of a page, which is any integer from 1. It sets digits to the
// integer as JSON writes it, and number to its value, or to the greatest integer of 64
// bits if the value is greater. A parameter that was not sent changes neither.
func (p *Parameters) Page(name string, number *int64, digits *string) {
	text, ok := p.lookUp(name)
	if !ok {
		return
	}
	value, written, broken := parseInteger(text)
	if broken == nil && value < 1 {
		broken = invalid(lessThan(1))
	}
	if broken != nil {
		p.add(name, broken)
		return
	}
	*number, *digits = value, written
}

// Size reads an integer from 1 to most. A parameter that was not sent changes
// nothing.
func (p *Parameters) Size(name string, size *int, most int) {
	value := int64(*size)
	p.Integer(name, &value, 1, int64(most))
	*size = int(value)
}

// Integer reads an integer from least to most, or without an upper limit if most is 0. It
// sets a greater integer than one of 64 bits to the greatest of these. A parameter that was
// not sent changes nothing.
func (p *Parameters) Integer(name string, number *int64, least, most int64) {
	text, ok := p.lookUp(name)
	if !ok {
		return
	}
	value, _, broken := parseInteger(text)
	switch {
	case broken != nil:
	case value < least:
		broken = invalid(lessThan(float64(least)))
	case most > 0 && value > most:
		broken = invalid(moreThan(float64(most)))
	default:
		*number = value
	}
	p.add(name, broken)
}

// Text reads a text. A parameter that was not sent changes nothing.
func (p *Parameters) Text(name string, value *string) {
	if text, ok := p.lookUp(name); ok {
		*value = text
	}
}

// Subset reads some of values, with commas between them. A text that ends with .* stands
// for the values that begin in the same way, of which there must be one. A parameter that was not
// sent changes nothing.
func (p *Parameters) Subset(name string, subset *[]string, values []string) {
	text, ok := p.lookUp(name)
	if !ok {
		return
	}
	var chosen []string
	for part := range strings.SplitSeq(text, ",") {
		if !slices.ContainsFunc(values, func(value string) bool { return matches(part, value) }) {
			p.add(name, invalid(notOneOf(values)))
			return
		}
		chosen = append(chosen, part)
	}
	*subset = chosen
}

// matches reports whether a value is a text, or begins with a text that ends with .*
func matches(text, value string) bool {
	if beginning, ok := strings.CutSuffix(text, "*"); ok && strings.HasSuffix(beginning, ".") {
		return strings.HasPrefix(value, beginning)
	}
	return text == value
}

// Filter reads a filter's value. It returns nil for a filter that was not sent, is
// invalid, or filters nothing.
func (p *Parameters) Filter(filter *Filter) any {
	text, ok := p.lookUp(filter.Name)
	if !ok {
		return nil
	}
	value, broken := filter.Parse(text, p.strict != nil)
	p.add(filter.Name, broken)
	return value
}

// Boolean reads a boolean. A parameter that was not sent changes nothing.
func (p *Parameters) Boolean(name string, value *bool) {
	text, ok := p.lookUp(name)
	if !ok {
		return
	}
	parsed, ok := parseBoolean(text)
	if !ok {
		p.add(name, invalid(unknownBoolean()))
		return
	}
	*value = parsed
}

// Choice reads one of values. A parameter that was not sent changes nothing.
func (p *Parameters) Choice(name string, choice *string, values []string) {
	text, ok := p.lookUp(name)
	if !ok {
		return
	}
	if !slices.Contains(values, text) {
		p.add(name, invalid(notOneOf(values)))
		return
	}
	*choice = text
}

// IntegerProperty describes an integer from least to most, or without an upper limit if
// most is 0.
func IntegerProperty(least, most, usual int) Property {
	p := PageSizeProperty(usual, most)
	from := float64(least)
	if p.Minimum = &from; most == 0 {
		p.Maximum = nil
	}
	return p
}

// PageProperty describes the number of a page.
func PageProperty(first int) Property {
	least := float64(first)
	return Property{Type: "integer", Format: "int64", Minimum: &least, Default: first}
}

// PageSizeProperty describes how many items a page may have.
func PageSizeProperty(usual, most int) Property {
	least, greatest := 1.0, float64(most)
	return Property{Type: "integer", Format: "int64", Minimum: &least, Maximum: &greatest, Default: usual}
}
