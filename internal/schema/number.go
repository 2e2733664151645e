package schema

import "strconv"

// appendNumber appends a finite number in its shortest form, as JavaScript writes
// numbers.
func appendNumber(dst []byte, number float64) []byte {
	if size := max(number, -number); size != 0 && (size < 1e-6 || size >= 1e21) {
		dst = strconv.AppendFloat(dst, number, 'e', -1, 64)
		// JavaScript writes e-7, and Go e-07.
		if n := len(dst); dst[n-4] == 'e' && dst[n-3] == '-' && dst[n-2] == '0' {
			dst[n-2] = dst[n-1]
			dst = dst[:n-1]
		}
		return dst
	}
	return strconv.AppendFloat(dst, number, 'f', -1, 64)
}
