package resource

// Shown returns what the body of a record shows of other records, or nil if the
// resource shows nothing of them. It is a part of the record's ETag, because it
// changes while the version stays.
func (r *Resource[T]) Shown(record *T) []byte {
	if r.def.Shown == nil {
		return nil
	}
	return r.def.Shown(record)
}

// ShowsOthers reports whether the body of a record shows anything of other records.
func (r *Resource[T]) ShowsOthers() bool { return r.def.Shown != nil }
