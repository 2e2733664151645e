package table

// Country is a country whose postal codes fit into a table.
type Country struct {
	Code   string                           // "US"
	number func(code string) (uint32, bool) // brings a code to its form
}

// UnitedStates identifies a code by its first five digits.
var UnitedStates = Country{"US", zipCode}

// Canada identifies a code by its first three letters and digits, in either case.
var Canada = Country{"CA", forwardSortationArea}

// zipCode is the number of the first five digits of a code.
func zipCode(code string) (uint32, bool) {
	number, digits := uint32(0), 0
	for i := 0; i < len(code) && digits < 5; i++ {
		if d, ok := digit(code[i]); ok {
			number = number*10 + d
			digits++
		}
	}
	return number, digits == 5
}

// forwardSortationArea is the number of a letter, a digit and a letter, which are the
// first letters and digits of a code.
func forwardSortationArea(code string) (uint32, bool) {
	number, place := uint32(0), 0
	for i := 0; i < len(code) && place < 3; i++ {
		d, isDigit := digit(code[i])
		l, isLetter := letter(code[i])
		switch {
		case isLetter && place != 1:
			number = number*26 + l
		case isDigit && place == 1:
			number = number*10 + d
		case isLetter || isDigit:
			return 0, false
		default:
			continue
		}
		place++
	}
	return number, place == 3
}

func digit(c byte) (uint32, bool) { return uint32(c - '0'), '0' <= c && c <= '9' }

func letter(c byte) (uint32, bool) {
	c &^= 'a' - 'A'
	return uint32(c - 'A'), 'A' <= c && c <= 'Z'
}
