package schema

import "waybill/internal/apierr"

// VersionMember is the member of a body that names a version of a record.
const VersionMember = "version"

// DecodeVersion reads a body that names a version, which is an integer from 1. Strict makes
// other members of the body errors. The error is an apierr.Error, whose places begin at the
// body.
func DecodeVersion(body Body, strict bool) (int64, error) {
	object, err := body.object()
	if err != nil {
		return 0, err
	}
	values, unknown := pick(object, strict, VersionMember)
	version, wrong := readVersion(values[0])
	var broken apierr.Details
	if wrong != nil {
		broken.Join(wrong.In(VersionMember))
	}
	broken.Join(unknown)
	return version, apierr.InvalidInput(broken)
}

func readVersion(v value) (int64, *apierr.Details) {
	switch {
	case v == nil:
		return 0, invalid(missing())
	case !v.isInteger():
		return 0, invalid(notAnInteger())
	}
	version, _, broken := parseInteger(string(v))
	if broken == nil && version < 1 {
		broken = invalid(lessThan(1))
	}
	return version, broken
}
