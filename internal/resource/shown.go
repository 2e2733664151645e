package resource

import "waybill/internal/schema"

// Shown returns the references and names of other records that the body of a record
// shows, in a form that is only good for comparing and hashing. It returns nil if the
// resource has no references.
func (r *Resource[T]) Shown(record *T) []byte {
	if !r.ShowsOthers() {
		return nil
	}
	shown := make([]byte, 0, 512)
	for _, part := range r.parts.all {
		part.Shown(record, func(_ *schema.Target, ref *schema.Ref) {
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
