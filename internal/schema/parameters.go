package schema

import (
	"slices"

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
	text, ok := p.lookUp(name)
	if !ok {
		return
	}
	value, _, broken := parseInteger(text)
	switch {
	case broken != nil:
	case value < 1:
		broken = invalid(lessThan(1))
	case value > int64(most):
		broken = invalid(moreThan(float64(most)))
	default:
		*size = int(value)
	}
	p.add(name, broken)
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
