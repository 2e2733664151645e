package openapi

import (
	"fmt"
	"slices"
	"strings"

	"waybill/internal/schema"
)

// view is one of the two forms in which the document describes an object. The answer of
// the server has every member. The input of a client has no read-only members, and may
// leave out members that are not required.
type view int

const (
	answered view = iota
	sent
)

// members returns the fields that a view shows.
func (v view) members(of []schema.Described) (shown []schema.Described) {
	for _, f := range of {
		if !f.Hidden && (v == answered || !f.ReadOnly) {
			shown = append(shown, f)
		}
	}
	return shown
}

// component names the component of the objects in a field, such as TrailerInspection
// and TrailerInspectionInput for the field inspection, and TrailerDriver for the
// items of the list drivers.
func (v view) component(owner string, f schema.Described) string {
	name := owner
	for word := range strings.SplitSeq(singular(f), "_") {
		name += strings.ToUpper(word[:1]) + word[1:]
	}
	if v == sent {
		name += "Input"
	}
	return name
}

// singular returns the name of a field, for a list that of an item.
func singular(f schema.Described) string {
	if f.Type != "array" {
		return f.Name
	}
	if stem, ok := strings.CutSuffix(f.Name, "ies"); ok {
		return stem + "y"
	}
	return strings.TrimSuffix(f.Name, "s")
}

// objectOf returns the members of a field that is an object or a list of objects.
func objectOf(p schema.Property) []schema.Described {
	if p.Items != nil {
		return p.Items.Object
	}
	return p.Object
}

// nested returns the components of the objects in fields, in both views. The owner
// is the component that has the fields, and its noun is for descriptions.
func nested(owner, noun string, fields []schema.Described) (components object) {
	for _, f := range fields {
		inside := objectOf(f.Property)
		if inside == nil || f.Hidden {
			continue
		}
		name, what := answered.component(owner, f), "The `"+f.Name+"` of a "+noun+"."
		if f.Items != nil {
			what = "One of the `" + f.Name + "` of a " + noun + "."
		}
		components = append(components, member{name, structure(what, answered.properties(name, inside)...)})
		if !f.ReadOnly {
			components = append(components, member{sent.component(owner, f), sent.object(name, what+" A client sends it whole.", inside)})
		}
		components = append(components, nested(name, strings.ReplaceAll(singular(f), "_", " "), inside)...)
	}
	return components
}

// properties describes the fields that a view shows.
func (v view) properties(owner string, of []schema.Described) (properties []member) {
	for _, f := range v.members(of) {
		if v == answered {
			f.Default = nil
		}
		properties = append(properties, member{f.Name, v.property(owner, f)})
	}
	return properties
}

// object describes an object that a client sends. Unknown members may be there.
func (v view) object(owner, description string, fields []schema.Described) object {
	o := object{{"type", "object"}, {"description", description}}
	var required []string
	for _, f := range v.members(fields) {
		if f.Required {
			required = append(required, f.Name)
		}
	}
	if required != nil {
		o = append(o, member{"required", required})
	}
	return append(o, member{"properties", object(v.properties(owner, fields))})
}

// property describes a field. Its default is a sentence and no keyword: some
// generators make a member with a default one that must be sent.
func (v view) property(owner string, f schema.Described) object {
	if f.Default != nil {
		f.Doc = strings.TrimSpace(f.Doc + fmt.Sprintf(" When left out it is `%v`.", f.Default))
		f.Default = nil
	}
	if objectOf(f.Property) != nil {
		return v.reference(owner, f)
	}
	o := propertyType(f.Property)
	if f.Doc != "" {
		o = append(o, member{"description", f.Doc})
	}
	if f.Example != nil {
		o = append(o, member{"examples", []any{f.Example}})
	}
	return o
}

// reference describes a field whose objects are a component.
func (v view) reference(owner string, f schema.Described) (o object) {
	target := component("schemas/" + v.component(owner, f))
	switch {
	case f.Items != nil:
		f.Items = nil // described by the component
		o = append(propertyType(f.Property), member{"items", target})
	case f.Nullable:
		o = object{{"anyOf", []object{target, {{"type", "null"}}}}}
	default:
		return target // some generators ignore what stands beside a reference
	}
	if f.Doc != "" {
		o = append(o, member{"description", f.Doc})
	}
	return o
}

// propertyType describes the values of a field or a parameter.
func propertyType(p schema.Property) object {
	o := object{{"type", p.Type}}
	if p.Nullable {
		o = object{{"type", []string{p.Type, "null"}}}
	}
	add := func(said bool, name string, value any) {
		if said {
			o = append(o, member{name, value})
		}
	}
	if p.Type == "integer" && p.Format == "" {
		p.Format = "int32" // as the contract has all integers of records
	}
	add(p.Format != "", "format", p.Format)
	add(p.MinLength > 0, "minLength", p.MinLength)
	add(p.MaxLength > 0, "maxLength", p.MaxLength)
	add(p.Pattern != "", "pattern", p.Pattern)
	add(p.Minimum != nil, "minimum", p.Minimum)
	add(p.Maximum != nil, "maximum", p.Maximum)
	add(p.Enum != nil, "enum", enumOf(p))
	add(p.MinItems > 0, "minItems", p.MinItems)
	add(p.MaxItems > 0, "maxItems", p.MaxItems)
	if p.Items != nil {
		o = append(o, member{"items", propertyType(*p.Items)})
	}
	add(p.Default != nil, "default", p.Default)
	return o
}

// enumOf returns the values of an enum, which has to list null where it is allowed.
func enumOf(p schema.Property) (values []any) {
	for _, value := range p.Enum {
		values = append(values, value)
	}
	if p.Nullable {
		values = append(values, nil)
	}
	return values
}

// showsOthers reports whether a record shows values of other records, by which its
// ETag changes.
func showsOthers(fields []schema.Described) bool {
	return slices.ContainsFunc(answered.members(fields), func(f schema.Described) bool {
		return f.ReadOnly || showsOthers(objectOf(f.Property))
	})
}
