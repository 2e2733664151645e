package sqldb

import "time"

// Times are stored as microseconds since 1970. A column that may lack a time has 0, and a
// nullable column NULL.

// Microseconds returns a time as a column has it: 0 for the zero time.
func Microseconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// TimeOf returns the time of a column in UTC: the zero time for 0.
func TimeOf(microseconds int64) time.Time {
	if microseconds == 0 {
		return time.Time{}
	}
	return time.UnixMicro(microseconds).UTC()
}
