package schema

import (
	"errors"
	"fmt"
	"math"

	"waybill/internal/apierr"
)

// EmbeddedField is a list of objects that are stored in their record's row, in a column of the
// field's name. The column is a text: a JSON array with an array for each object, which has the
// values of the fields in the order of the declaration. Names would make the rows longer. A new
// field comes last, and has its default in stored objects. An update that sends the list
// replaces it.
//
// An EmbeddedField is for short lists of plain values. Their objects have no ids and refer to no
// record, and no list of records is filtered or sorted by them. They are read and written
// together with the row, so they take less time than a ListField, whose children are rows of
// another table.
type EmbeddedField[T, E any] struct {
	elementsField[T, E, *EmbeddedField[T, E]]
}

// Embedded declares a list of objects in a column, empty when left out and never null. It
// panics if a field of the objects is a reference or a list of children.
func Embedded[T, E any](name string, at func(*T) *[]E, fields ...Field[E]) *EmbeddedField[T, E] {
	for _, field := range fields {
		if _, ok := field.(Part[E]); ok {
			panic("schema: the field " + field.Spec().Name + " of " + name + " needs a table")
		}
	}
	f := &EmbeddedField[T, E]{}
	f.at, f.max, f.spec.Name, f.field = at, maxChildren, name, f
	f.object = NewObject(fields...)
	return f
}

// Columns returns the column of the JSON array.
func (f *EmbeddedField[T, E]) Columns() []Column[T] {
	return []Column[T]{{
		Name:  f.spec.Name,
		Value: func(from *T) any { return string(appendStored(nil, *f.at(from), f.object.fields)) },
		Dest:  func(into *T) any { return embeddedDest[T, E]{f, into} },
	}}
}

// Embedded returns the name of the column.
func (f *EmbeddedField[T, E]) Embedded() (column string) { return f.spec.Name }

// appendStored appends the array that is stored for a list.
func appendStored[E any](dst []byte, list []E, fields []Field[E]) []byte {
	dst = append(dst, '[')
	for i := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, '[')
		for n, field := range fields {
			if n > 0 {
				dst = append(dst, ',')
			}
			dst = field.AppendJSON(dst, &list[i])
		}
		dst = append(dst, ']')
	}
	return append(dst, ']')
}

// parse reads a stored array. The list is nil if the array is empty.
func (f *EmbeddedField[T, E]) parse(stored string) (list []E, err error) {
	v, err := whole([]byte(stored))
	if err != nil || !v.isList() {
		return nil, fmt.Errorf("the stored %s are not a JSON array", f.spec.Name)
	}
	objects, count := elements(v, math.MaxInt)
	if count == 0 {
		return nil, nil
	}
	list = make([]E, count)
	for i, object := range objects {
		if list[i], err = f.parseObject(object); err != nil {
			return nil, fmt.Errorf("the stored %s are not valid: number %d: %w", f.spec.Name, i, err)
		}
	}
	return list, nil
}

// parseObject reads the values of an object. Those behind the last one have their defaults.
func (f *EmbeddedField[T, E]) parseObject(stored value) (E, error) {
	var input Input[E]
	if !stored.isList() {
		return input.Value, errors.New("it is not an array")
	}
	var room [fieldLimit]value
	values := room[:len(f.object.fields)]
	sent, count := elements(stored, len(values))
	if count > len(values) {
		return input.Value, fmt.Errorf("it has %d values, and there are %d fields", count, len(values))
	}
	copy(values, sent)
	broken := f.object.read(values, Rules{Purpose: Answered}, &input)
	return input.Value, apierr.InvalidInput(broken)
}

// embeddedDest scans the array of a row.
type embeddedDest[T, E any] struct {
	field *EmbeddedField[T, E]
	into  *T
}

// ScanText stores the objects of an array. It fails if the text is no array of valid objects,
// which the server does not write.
func (d embeddedDest[T, E]) ScanText(stored string) (err error) {
	*d.field.at(d.into), err = d.field.parse(stored)
	return err
}
