package schema

import "time"

// An answer has times in whole seconds, as the contract does. This file writes records with
// the fractions of their seconds, so that nothing is lost.

// exactField is a field whose value an answer may round.
type exactField[T any] interface {
	// appendExact is AppendJSON without rounding.
	appendExact(dst []byte, from *T) []byte
}

// AppendExactMembers is AppendMembers without rounding.
func (o *Object[T]) AppendExactMembers(dst []byte, from *T) []byte {
	for i, f := range o.fields {
		if o.labels[i] == "" {
			continue
		}
		dst = append(dst, o.labels[i]...)
		if exact, ok := f.(exactField[T]); ok {
			dst = exact.appendExact(dst, from)
		} else {
			dst = f.AppendJSON(dst, from)
		}
	}
	return dst
}

func (f *TimeField[T]) appendExact(dst []byte, from *T) []byte {
	if moment, ok := f.get(from); ok {
		return append(moment.UTC().AppendFormat(append(dst, '"'), time.RFC3339Nano), '"')
	}
	return append(dst, "null"...)
}

func (f *StructField[T, E]) appendExact(dst []byte, from *T) []byte {
	object := *f.nullableAt(from)
	if object == nil {
		return append(dst, "null"...)
	}
	return append(f.object.AppendExactMembers(append(dst, '{'), object), '}')
}

func (f *ListField[T, E]) appendExact(dst []byte, from *T) []byte {
	return appendList(dst, *f.at(from), f.object.AppendExactMembers)
}

// appendList appends a list of objects, each with the members that appendMembers appends.
func appendList[E any](dst []byte, list []E, appendMembers func([]byte, *E) []byte) []byte {
	dst = append(dst, '[')
	for i := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendMembers(append(dst, '{'), &list[i]), '}')
	}
	return append(dst, ']')
}
