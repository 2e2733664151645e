package schema

import (
	"waybill/internal/apierr"
)

// member is a field whose value of type V is a member of the record T.
type member[T, V, F any] struct {
	options[F]
	at           func(*T) *V  // nil when the value may be null
	nullableAt   func(*T) **V // nil when it may not
	defaultValue V
	checks       []func(*V) error
}

// Check adds a rule of the resource's own. The check gets a value that keeps the
// kind's rules, and may rewrite it. The text of its error is the message to the
// client, after "Value error, ".
func (m *member[T, V, F]) Check(check func(*V) error) F {
	m.checks = append(m.checks, check)
	return m.field
}

// get returns the value in a record, or false for null.
func (m *member[T, V, F]) get(from *T) (value V, ok bool) {
	if m.at != nil {
		return *m.at(from), true
	}
	if p := *m.nullableAt(from); p != nil {
		return *p, true
	}
	return value, false
}

// acceptsNull sets the field to null when v is null and the field may be. It
// reports whether v has been read.
func (m *member[T, V, F]) acceptsNull(v value, into *T) bool {
	if m.at != nil || !v.isNull() {
		return false
	}
	*m.nullableAt(into) = nil
	return true
}

// set sets the field to a value that keeps the kind's rules, and returns the error
// of the first check that it fails.
func (m *member[T, V, F]) set(into *T, read V) *apierr.Details {
	p := m.slot(into)
	*p = read
	for _, check := range m.checks {
		if err := check(p); err != nil {
			return invalid(valueError(err.Error()))
		}
	}
	return nil
}

// slot returns where the value of a record is stored, with a new value in place of
// null. The old value of an optional field is not reused: another record may share
// it.
func (m *member[T, V, F]) slot(into *T) *V {
	if m.at != nil {
		return m.at(into)
	}
	p := new(V)
	*m.nullableAt(into) = p
	return p
}

func (m *member[T, V, F]) fill(into *T) {
	if m.at != nil {
		*m.at(into) = m.defaultValue
	} else {
		*m.nullableAt(into) = nil
	}
}

func (m *member[T, V, F]) copy(into, from *T) {
	if m.at != nil {
		*m.at(into) = *m.at(from)
	} else {
		*m.nullableAt(into) = *m.nullableAt(from)
	}
}
