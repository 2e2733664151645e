package schema

import (
	"fmt"
	"slices"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
)

// ExternalReferenceID is the name of the field by which clients identify a record.
// Every resource has it.
const ExternalReferenceID = "external_reference_id"

// fieldLimit is how many fields an Input can mark as sent.
const fieldLimit = 64

// Object is a list of fields, prepared for reading and writing.
type Object[T any] struct {
	fields   []Field[T]
	names    []string
	rules    []Rule[T]
	inputs   map[string]int // the fields that a client may send
	answered map[string]int // the fields that an answer shows
	// onlyAnswered has the members that an answer shows and no client may send.
	onlyAnswered map[string]bool
	required     fieldSet // the inputs that a new record must have
	labels       []string // `,"name":` of each field; "" of a hidden field
	usualSize    int      // of the members that are not in sized
	sized        []sized[T]
}

// sized is a field whose usual length in an answer depends on the record.
type sized[T any] interface {
	usualSizeOf(from *T) int
}

// usualValue is about the length of a value in an answer.
const usualValue = 20

// Rule is a rule over several fields. It is judged when all fields are read, and its
// error stands at one of them, in the order of the fields. It is not judged if a field
// that it needs is invalid, or is left out of an update or of the payload of a batch.
type Rule[T any] struct {
	At    string   // the field that the error names; the rule needs it, too
	Needs []string // the other fields
	// Check returns an error whose text is the message, after "Value error, ". It
	// may rewrite the fields.
	Check func(*T) error
}

// NewObject returns the object of fields, which are in the contract's order. It panics
// when there are more than 64, or when two have the same name.
func NewObject[T any](fields ...Field[T]) *Object[T] {
	o := &Object[T]{fields: fields, inputs: make(map[string]int, len(fields)), answered: make(map[string]int, len(fields)),
		onlyAnswered: map[string]bool{}}
	for i, f := range fields {
		spec := f.Spec()
		if slices.Contains(o.names, spec.Name) {
			panic("schema: two fields are named " + spec.Name)
		}
		o.names = append(o.names, spec.Name)
		o.labels = append(o.labels, o.label(spec))
		o.addSize(f, spec)
		if !spec.Hidden {
			o.answered[spec.Name] = i
			if spec.ReadOnly {
				o.onlyAnswered[spec.Name] = true
			}
		}
		if spec.isInput() {
			o.inputs[spec.Name] = i
			if spec.Required {
				o.required.add(i)
			}
		}
	}
	if len(fields) > fieldLimit {
		panic(fmt.Sprintf("schema: an object has %d fields, the limit is %d: %s",
			len(fields), fieldLimit, strings.Join(o.names, ", ")))
	}
	return o
}

// label returns the text before the value of the next field in an answer.
func (o *Object[T]) label(spec Spec) string {
	if spec.Hidden {
		return ""
	}
	label := string(jsonvalue.AppendText(nil, spec.Name)) + ":"
	if strings.Join(o.labels, "") == "" {
		return label
	}
	return "," + label
}

// addSize adds the usual length of the next field in an answer.
func (o *Object[T]) addSize(f Field[T], spec Spec) {
	if spec.Hidden {
		return
	}
	o.usualSize += len(o.labels[len(o.labels)-1])
	if s, ok := f.(sized[T]); ok {
		o.sized = append(o.sized, s)
		return
	}
	o.usualSize += usualValue
}

// Rules adds rules over several fields. It panics when a rule names a field that
// the object does not have. It must not be called once the object is in use.
func (o *Object[T]) Rules(rules ...Rule[T]) *Object[T] {
	for _, rule := range rules {
		for _, name := range append([]string{rule.At}, rule.Needs...) {
			if _, ok := o.inputs[name]; !ok {
				panic("schema: a rule names " + name + ", which is no field that a client sends")
			}
		}
	}
	o.rules = append(o.rules, rules...)
	return o
}

// AlsoAnswers names members of an answer that no field has. It must not be called once the
// object is in use.
func (o *Object[T]) AlsoAnswers(names ...string) *Object[T] {
	for _, name := range names {
		o.onlyAnswered[name] = true
	}
	return o
}

// Fields returns the fields in the contract's order, hidden ones included.
func (o *Object[T]) Fields() []Field[T] { return o.fields }

// Describe describes the fields for documents, without the hidden ones.
func (o *Object[T]) Describe() (described []Described) {
	for _, f := range o.fields {
		if spec := f.Spec(); !spec.Hidden {
			described = append(described, Described{spec, f.Property()})
		}
	}
	return described
}

// Input is a record as a client sent it: the fields that it named and their values.
type Input[T any] struct {
	Value T
	sent  fieldSet
}

// fieldSet has a bit for each field of an object.
type fieldSet uint64

func (s fieldSet) has(i int) bool { return s&(1<<i) != 0 }
func (s *fieldSet) add(i int)     { *s |= 1 << i }

// Decode reads a body. The error is an apierr.Error. Its broken rules are those of
// the fields in their order, then the unknown members in the order of the text, and
// their places begin at the record.
func (o *Object[T]) Decode(body Body, rules Rules) (Input[T], error) {
	object, err := body.object()
	if err != nil {
		return Input[T]{}, err
	}
	var input Input[T]
	broken := o.decode(object, rules, &input)
	return input, apierr.InvalidInput(broken)
}

// decode reads an object into input, which is new.
func (o *Object[T]) decode(object value, rules Rules, input *Input[T]) apierr.Details {
	var room [fieldLimit]value
	values := room[:len(o.fields)]
	unknown := unknownMembers{strict: rules.Strict}
	known := o.inputs
	if rules.Purpose == Answered {
		known = o.answered
	}
	members(object, func(name []byte, v value) {
		if i, ok := known[string(name)]; ok && (rules.Purpose != Update || string(name) != ExternalReferenceID) {
			values[i] = v
		} else if !rules.FromAnswer || !o.onlyAnswered[string(name)] {
			unknown.add(name)
		}
	})
	broken := o.read(values, rules, input)
	broken.Join(unknown.broken)
	return broken
}

// readNested reads an object inside a record. A client sends it whole, so it is read
// like a new record also when the record exists.
func (o *Object[T]) readNested(v value, rules Rules) (T, *apierr.Details) {
	var input Input[T]
	if !v.isObject() {
		return input.Value, invalid(notAnObject())
	}
	if rules.Purpose != Answered {
		rules.Purpose = Create
	}
	broken := o.decode(v, rules, &input)
	if broken.IsEmpty() {
		return input.Value, nil
	}
	return input.Value, &broken
}

// read sets the fields of input to values, of which nil is a field that was left
// out.
func (o *Object[T]) read(values []value, rules Rules, input *Input[T]) apierr.Details {
	broken, known := o.readFields(values, rules, input, nil)
	if len(o.rules) == 0 {
		return broken
	}
	if ruleErrors := o.judge(known, &input.Value); len(ruleErrors) > 0 {
		// The errors of rules stand between the errors of the fields, so the fields
		// are read again to put all errors in order.
		broken, _ = o.readFields(values, rules, input, ruleErrors)
	}
	return broken
}

// readFields reads the fields in their order. RuleErrors has the errors of rules by the
// index of the field at which each stands. Known are the fields whose value in the
// record is certain: the valid ones, and in a new record also those left out.
func (o *Object[T]) readFields(values []value, rules Rules, input *Input[T], ruleErrors map[int]*apierr.Details) (broken apierr.Details, known fieldSet) {
	for i, f := range o.fields {
		wrong, isKnown := o.readField(f, i, values[i], rules, input)
		if isKnown {
			known.add(i)
		}
		if ruleError := ruleErrors[i]; ruleError != nil {
			wrong = ruleError // a rule is judged only if its field is valid
		}
		if wrong != nil {
			broken.Join(wrong.In(o.names[i]))
		}
	}
	return broken, known
}

// readField sets field i of input to v, or to its default when v is nil.
func (o *Object[T]) readField(f Field[T], i int, v value, rules Rules, input *Input[T]) (broken *apierr.Details, known bool) {
	if v != nil {
		input.sent.add(i)
		broken = f.read(v, rules, &input.Value)
		return broken, broken == nil
	}
	f.fill(&input.Value)
	if rules.Purpose != Create && rules.Purpose != Answered {
		return nil, false
	}
	if o.required.has(i) {
		return invalid(missing()), false
	}
	return nil, true
}

// judge returns the errors of the rules whose fields are all known, by the index of the
// field at which they stand. A field has the error of the first rule that it breaks.
func (o *Object[T]) judge(known fieldSet, record *T) (ruleErrors map[int]*apierr.Details) {
	for _, rule := range o.rules {
		at := o.inputs[rule.At]
		if ruleErrors[at] != nil || !o.allKnown(known, rule) {
			continue
		}
		if err := rule.Check(record); err != nil {
			if ruleErrors == nil {
				ruleErrors = map[int]*apierr.Details{}
			}
			ruleErrors[at] = invalid(valueError(err.Error()))
		}
	}
	return ruleErrors
}

func (o *Object[T]) allKnown(known fieldSet, rule Rule[T]) bool {
	if !known.has(o.inputs[rule.At]) {
		return false
	}
	for _, name := range rule.Needs {
		if !known.has(o.inputs[name]) {
			return false
		}
	}
	return true
}

// Missing lists the required fields that an input lacks, as for a new record.
func (o *Object[T]) Missing(input *Input[T]) (broken apierr.Details) {
	for i, name := range o.names {
		if o.required.has(i) && !input.sent.has(i) {
			broken.Add(missing().In(name))
		}
	}
	return broken
}

// Mark marks a field of an input as sent. It does nothing for a name that no field has.
func (o *Object[T]) Mark(input *Input[T], name string) {
	if i, ok := o.inputs[name]; ok {
		input.sent.add(i)
	}
}

// Has reports whether the client sent a field. It is false for a name that no field has.
func (o *Object[T]) Has(input *Input[T], name string) bool {
	i, ok := o.inputs[name]
	return ok && input.sent.has(i)
}

// Apply copies the fields that the client sent into a record, and no others.
func (o *Object[T]) Apply(into *T, input *Input[T]) {
	for i, f := range o.fields {
		if input.sent.has(i) {
			f.copy(into, &input.Value)
		}
	}
}

// AppendMembers appends the fields as members of a JSON object, separated by commas and
// without the brackets. Hidden fields are left out.
func (o *Object[T]) AppendMembers(dst []byte, from *T) []byte {
	for i, f := range o.fields {
		if o.labels[i] != "" {
			dst = f.AppendJSON(append(dst, o.labels[i]...), from)
		}
	}
	return dst
}

// UsualSize returns how many bytes AppendMembers needs for a record, if its texts have the usual
// length. A buffer of this capacity seldom has to grow.
func (o *Object[T]) UsualSize(from *T) int {
	size := o.usualSize
	for _, s := range o.sized {
		size += s.usualSizeOf(from)
	}
	return size
}
