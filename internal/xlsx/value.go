package xlsx

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// value returns the text of a cell that has a value.
func (r *Reader) value(e xml.StartElement, value string, has bool) (string, error) {
	if !has || value == "" {
		return "", nil
	}
	switch attribute(e, "t") {
	case "s":
		place, ok := number(value)
		if ok {
			value, ok = r.texts.get(place)
		}
		if !ok {
			return "", &CellError{reason: "has a text that the workbook does not have"}
		}
		return value, nil
	case "str":
		return unescaped(value), nil
	case "d": // a date in its text
		return value, nil
	case "b":
		return map[string]string{"0": "false", "1": "true"}[value], nil
	case "e":
		return "", &CellError{reason: "has the error " + value}
	}
	parsed, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(parsed, 0) || math.IsNaN(parsed) {
		return "", &CellError{reason: "has no number where there should be one"}
	}
	format, ok := number(attribute(e, "s"))
	switch {
	case ok && format > 0 && format >= len(r.dates): // it may be a date
		return "", &CellError{reason: "has a format that the workbook does not have"}
	case ok && format < len(r.dates) && r.dates[format]:
		return r.moment(parsed)
	}
	return decimal(parsed)
}

// exactDigits is how many digits of a number a spreadsheet keeps and shows.
const exactDigits = 15

// decimal returns a number as a spreadsheet shows it, without an exponent.
func decimal(value float64) (string, error) {
	shown, _ := strconv.ParseFloat(strconv.FormatFloat(value, 'g', exactDigits, 64), 64) // it was a number before
	if math.Abs(shown) >= 1e15 {
		return "", &CellError{reason: "has a number of more than 15 digits, of which a spreadsheet keeps 15: format the column as text, and enter it again"}
	}
	if shown == 0 {
		return "0", nil // and not -0
	}
	return strconv.FormatFloat(shown, 'f', -1, 64), nil
}

const (
	dayOfMilliseconds = 24 * 60 * 60 * 1000
	// lastDay is the last day of the year 9999, the last that a spreadsheet has.
	lastDay = 2958465
)

// moment returns a date, a time, or a date with a time, of a number of days. A sheet has no time
// zones.
func (r *Reader) moment(days float64) (string, error) {
	isTime := days >= 0 && days < 1
	if r.is1904 && !isTime {
		days += 1462
	}
	if days < 0 || days >= lastDay+1 {
		return "", &CellError{reason: "has a date outside of the years 1900 to 9999"}
	}
	// A time such as 12:00 is a fraction of a day that is not exact.
	milliseconds := int64(math.Round(days * dayOfMilliseconds))
	day, rest := milliseconds/dayOfMilliseconds, milliseconds%dayOfMilliseconds
	date := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if day < 60 && !r.is1904 {
		date = date.AddDate(0, 0, 1) // for Excel, 1900 was a leap year
	}
	moment := date.AddDate(0, 0, int(day)).Add(time.Duration(rest) * time.Millisecond)
	switch {
	case isTime:
		return moment.Format("15:04:05.999"), nil
	case rest == 0:
		return moment.Format(time.DateOnly), nil
	}
	return moment.Format("2006-01-02T15:04:05.999"), nil
}

// isBuiltInDate reports whether a format that workbooks do not describe is of a date or a time.
func isBuiltInDate(text string) bool {
	format, ok := number(text)
	return ok && (format >= 14 && format <= 22 || format >= 27 && format <= 36 || format >= 45 && format <= 47 || format >= 50 && format <= 58)
}

// noDate matches the parts of a format that are no code: texts, colors and languages. [h] and
// the like are times.
var noDate = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// isDateFormat reports whether a format is of a date or a time: its first part has a code of
// one. In General, E and G are no codes.
func isDateFormat(code string) bool {
	code = strings.ToLower(code)
	for _, elapsed := range []string{"[h", "[m", "[s"} {
		if strings.Contains(code, elapsed+"]") || strings.Contains(code, elapsed+elapsed[1:]+"]") {
			return true
		}
	}
	code, _, _ = strings.Cut(noDate.ReplaceAllString(code, ""), ";")
	code = strings.ReplaceAll(code, "general", "")
	return strings.ContainsAny(code, "ymdhs")
}

// escape matches a character that XML cannot have, as a workbook writes it.
var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescaped replaces these by the characters. A carriage return is written so.
func unescaped(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escape.ReplaceAllStringFunc(text, func(found string) string {
		code, err := strconv.ParseUint(found[2:6], 16, 16)
		if err != nil || code >= 0xd800 && code < 0xe000 {
			return found
		}
		return string(rune(code))
	})
}
