package schema

import (
	"waybill/internal/apierr"
)

// Reference is the name of the field under which clients know a record. Every
// resource has it.
const Reference = "external_reference_id"

// Object is a list of fields, made ready for reading and writing.
type Object[T any] struct {
	fields []Field[T]
	index  map[string]int
	labels []string // `"name":` of each field
}

// NewObject makes an object of fields, which stand in the contract's order.
// There may be up to 64 fields.
func NewObject[T any](fields ...Field[T]) *Object[T] {
	o := &Object[T]{fields: fields, index: make(map[string]int, len(fields))}
	for i, f := range fields {
		name := f.Spec().Name
		o.index[name] = i
		o.labels = append(o.labels, string(appendText(nil, name))+":")
	}
	return o
}

// Fields gives the fields in the contract's order.
func (o *Object[T]) Fields() []Field[T] { return o.fields }

// Input is what a client sent: the fields that it named and their values.
type Input[T any] struct {
	Value T
	sent  uint64
}

// Decode reads a body. The error is an apierr.Error with the broken rules: of the
// fields in their order, then of strict reading in the order of the text.
func (o *Object[T]) Decode(body Body, rules Rules) (Input[T], error) {
	object, err := body.object()
	if err != nil {
		return Input[T]{}, err
	}
	input, broken := o.decode(object, rules)
	return input, apierr.InvalidInput(broken.In("body"))
}

func (o *Object[T]) decode(object value, rules Rules) (Input[T], apierr.Details) {
	var room [64]value
	values := room[:len(o.fields)]
	unknown := unknownMembers{strict: rules.Strict}
	members(object, func(name []byte, v value) {
		if i, ok := o.index[string(name)]; ok && o.takes(i, rules.Purpose) {
			values[i] = v
		} else {
			unknown.add(name)
		}
	})

	var input Input[T]
	var broken apierr.Details
	for i, f := range o.fields {
		if values[i] != nil {
			input.sent |= 1 << i
			broken.AddAll(under(f.Spec().Name, f.read(values[i], rules, &input.Value)))
			continue
		}
		f.fill(&input.Value)
		if rules.Purpose == Create && f.Spec().Required {
			broken.Add(missing().In(f.Spec().Name))
		}
	}
	broken.Join(unknown.broken)
	return input, broken
}

func (o *Object[T]) takes(i int, purpose Purpose) bool {
	return purpose != Update || o.fields[i].Spec().Name != Reference
}

// Missing lists the required fields that an input lacks, as for a new record,
// with the input itself at a place.
func (o *Object[T]) Missing(input *Input[T], place string) (broken apierr.Details) {
	for i, f := range o.fields {
		if f.Spec().Required && input.sent&(1<<i) == 0 {
			broken.Add(missing().In(f.Spec().Name).In(place))
		}
	}
	return broken
}

// Mark makes a field count as named by the client.
func (o *Object[T]) Mark(input *Input[T], name string) {
	if i, ok := o.index[name]; ok {
		input.sent |= 1 << i
	}
}

// Has reports whether the client named a field. A name that is no field's is
// never sent.
func (o *Object[T]) Has(input *Input[T], name string) bool {
	i, ok := o.index[name]
	return ok && input.sent&(1<<i) != 0
}

// Apply sets the fields that the client named in a record, and no others.
func (o *Object[T]) Apply(into *T, input *Input[T]) {
	for i, f := range o.fields {
		if input.sent&(1<<i) != 0 {
			f.copy(into, &input.Value)
		}
	}
}

// AppendMembers appends the fields as members of a JSON object, without
// brackets and with a comma between.
func (o *Object[T]) AppendMembers(dst []byte, from *T) []byte {
	for i, f := range o.fields {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, o.labels[i]...)
		dst = f.AppendJSON(dst, from)
	}
	return dst
}
