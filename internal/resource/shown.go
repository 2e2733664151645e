package resource

import "waybill/internal/schema"

// Shown returns what the body of a record shows of other records, or nil if the
// resource shows nothing of them. It changes with every name that is shown.
func (r *Resource[T]) Shown(record *T) []byte {
	if !r.ShowsOthers() {
		return nil
	}
	shown := []byte{}
	for _, part := range r.parts.all {
		part.Shown(record, func(ref *schema.Ref) {
			shown = append(append(shown, ref.ExternalReferenceID...), 0)
			if ref.Name != nil {
				shown = append(append(shown, *ref.Name...), 0)
			}
			shown = append(shown, 0)
		})
	}
	return shown
}

// ShowsOthers reports whether the body of a record shows anything of other records.
func (r *Resource[T]) ShowsOthers() bool { return r.parts != nil && len(r.parts.targets) > 0 }
