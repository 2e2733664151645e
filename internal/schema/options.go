package schema

// options are the options that every kind has. F is the kind itself: every option
// returns it, so that a declaration is one chain of calls.
type options[F any] struct {
	field F
	spec  Spec
}

// Required makes the field required in a new record.
func (o *options[F]) Required() F {
	o.spec.Required = true
	return o.field
}

// ReadOnly makes the field one that is answered, but never read from a client.
func (o *options[F]) ReadOnly() F {
	o.spec.ReadOnly = true
	return o.field
}

// Hidden makes the field one that is stored and filtered by, but neither read from
// a client nor answered.
func (o *options[F]) Hidden() F {
	o.spec.Hidden = true
	return o.field
}

// Doc describes the field in the OpenAPI document.
func (o *options[F]) Doc(sentence string) F {
	o.spec.Doc = sentence
	return o.field
}

// Spec returns the options that every kind has.
func (o *options[F]) Spec() Spec { return o.spec }
