package schema

import (
	"math"
	"strconv"
	"strings"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
)

// TimeField is a moment, or null where it was declared optional. It accepts what
// Pydantic 2 accepts: RFC 3339 and its variants, a date alone, and seconds or
// milliseconds since 1970 as a number or a text. A time without an offset is UTC. It is
// stored in microseconds, and answered in UTC and whole seconds.
type TimeField[T any] struct {
	scalar[T, time.Time, *TimeField[T]]
}

// Time declares a moment that may not be null.
func Time[T any](name string, at func(*T) *time.Time) *TimeField[T] {
	return newTime(newScalar[*TimeField[T]](name, at))
}

// OptionalTime declares a moment that is null when it is left out, and that null
// clears.
func OptionalTime[T any](name string, at func(*T) **time.Time) *TimeField[T] {
	return newTime(newOptional[*TimeField[T]](name, at))
}

func newTime[T any](s scalar[T, time.Time, *TimeField[T]]) *TimeField[T] {
	f := &TimeField[T]{scalar: s}
	f.field = f
	return f
}

// Property describes the field for the OpenAPI document.
func (f *TimeField[T]) Property() Property {
	return Property{Type: "string", Format: "date-time", Nullable: f.at == nil}
}

// Columns returns the column of the microseconds since 1970.
func (f *TimeField[T]) Columns() []Column[T] {
	c := f.column()
	c.Value = func(from *T) any {
		if moment, ok := f.get(from); ok {
			return moment.UnixMicro()
		}
		return nil
	}
	c.Dest = func(into *T) any {
		if f.at != nil {
			return (*microseconds)(f.at(into))
		}
		return optionalTime{f.nullableAt(into)}
	}
	return []Column[T]{c}
}

// microseconds scans a time from the stored microseconds since 1970.
type microseconds time.Time

// ScanInteger stores a time in UTC.
func (m *microseconds) ScanInteger(stored int64) { *m = microseconds(time.UnixMicro(stored).UTC()) }

// optionalTime scans a time that may be null.
type optionalTime struct{ into **time.Time }

// Null stores null.
func (o optionalTime) Null() { *o.into = nil }

// NotNull returns the destination of a time.
func (o optionalTime) NotNull() (dest any) {
	*o.into = new(time.Time)
	return (*microseconds)(*o.into)
}

// Filters returns the declared filters. A date alone stands for its whole day in
// UTC: AtMost compares with its last microsecond.
func (f *TimeField[T]) Filters() []*Filter {
	return f.queryParameters(Property{Type: "string"}, parseTimeFilter)
}

func parseTimeFilter(text string, match Match, strict bool) (any, *apierr.Details) {
	parsed, broken := parseTime(text, strict)
	if broken != nil {
		return nil, broken
	}
	if parsed.dateAlone && match == AtMost {
		return parsed.UnixMicro() + (24 * time.Hour).Microseconds() - 1, nil
	}
	return parsed.UnixMicro(), nil
}

// AppendJSON appends the time as the contract writes it, or null.
func (f *TimeField[T]) AppendJSON(dst []byte, from *T) []byte {
	if moment, ok := f.get(from); ok {
		return jsonvalue.AppendTime(dst, moment)
	}
	return append(dst, "null"...)
}

func (f *TimeField[T]) read(v value, rules Rules, into *T) *apierr.Details {
	if f.acceptsNull(v, into) {
		return nil
	}
	moment, broken := readTime(v, rules.Strict)
	if broken != nil {
		return broken
	}
	return f.set(into, moment)
}

func readTime(v value, strict bool) (time.Time, *apierr.Details) {
	switch {
	case v.isText():
		text, ok := v.text()
		if !ok {
			return time.Time{}, invalid(notUnicode())
		}
		parsed, broken := parseTime(text, strict)
		return parsed.Time, broken
	case v.isInteger():
		if _, err := strconv.ParseFloat(string(v), 64); err != nil {
			return time.Time{}, invalid(notATime()) // Python cannot make a double of it
		}
		return inRange(timestamp(saturated(string(v)), 0))
	case v.isNumber():
		return numberAsTime(v)
	}
	return time.Time{}, invalid(notATime())
}

// numberAsTime reads a number with a fraction or an exponent, as Pydantic does: it adds
// the distance to the integer nearer to zero to the next lower integer. So a negative
// number with a fraction becomes another time than the number says.
func numberAsTime(v value) (time.Time, *apierr.Details) {
	if string(v) == nan {
		return time.Time{}, invalid(unknownTime("NaN values not permitted"))
	}
	number, _ := strconv.ParseFloat(string(v), 64)
	micros := math.Abs(number-math.Trunc(number)) * 1e6
	if math.Abs(number) > millisecondsFrom {
		micros /= 1000
	}
	return inRange(timestamp(toInteger(math.Floor(number)), int64(math.Round(micros))))
}

// toInteger converts a number to the nearest integer of 64 bits.
func toInteger(number float64) int64 {
	switch {
	case number >= math.MaxInt64:
		return math.MaxInt64
	case number <= math.MinInt64:
		return math.MinInt64
	}
	return int64(number)
}

// millisecondsFrom is the greatest number of seconds. A timestamp beyond it is in
// milliseconds.
const millisecondsFrom = 20_000_000_000

// The seconds since 1970 at which the years 0, 1 and 10000 begin.
const (
	year0     = -62_167_219_200
	year1     = -62_135_596_800
	year10000 = 253_402_300_800
)

// The reasons for which a timestamp is refused.
const (
	timeTooSmall = "dates before 0000 are not supported as unix timestamps"
	timeTooLarge = "dates after 9999 are not supported as unix timestamps"
	timeInYear0  = "year 0 is out of range"
)

// timestamp returns the time of seconds or milliseconds since 1970, plus microseconds,
// or the reason for which it is refused.
func timestamp(count, micros int64) (moment time.Time, reason string) {
	if -millisecondsFrom <= count && count <= millisecondsFrom {
		return time.Unix(count, micros*1000).UTC(), ""
	}
	seconds := floorDivide(count, 1000)
	switch {
	case seconds < year0:
		return moment, timeTooSmall
	case seconds >= year10000:
		return moment, timeTooLarge
	case seconds < year1:
		return moment, timeInYear0
	}
	return time.UnixMilli(count).Add(time.Duration(micros) * time.Microsecond).UTC(), ""
}

func floorDivide(dividend, divisor int64) int64 {
	quotient := dividend / divisor
	if dividend%divisor < 0 {
		quotient--
	}
	return quotient
}

// inRange returns the results of timestamp, with the reason as a detail.
func inRange(moment time.Time, reason string) (time.Time, *apierr.Details) {
	if reason != "" {
		return moment, invalid(unknownTime(reason))
	}
	return moment, nil
}

// parsedTime is a time that was read from a text.
type parsedTime struct {
	time.Time
	dateAlone bool
}

// parseTime reads a time, a date or a timestamp from a text.
func parseTime(text string, strict bool) (parsedTime, *apierr.Details) {
	date, reason := parseDate(text)
	if reason != "" {
		return parseTimestamp(text, reason)
	}
	rest := text[len("2006-01-02"):]
	clock, ok := parseClock(rest)
	switch {
	case !ok:
		return parsedTime{}, invalid(unknownDate("unexpected extra characters at the end of the input"))
	case date.Year() == 0:
		return parsedTime{}, invalid(unknownTime(timeInYear0))
	case rest == "":
		return parsedTime{date, true}, nil
	case strict && !clock.hasOffset:
		return parsedTime{}, invalid(withoutOffset())
	}
	moment := date.Add(clock.ofDay - clock.offset)
	if year := moment.Year(); year < 1 || year > 9999 {
		return parsedTime{}, invalid(unknownTime("date value out of range"))
	}
	return parsedTime{Time: moment}, nil
}

// parseDate reads the date at the beginning of a text, or returns the reason for
// which there is none.
func parseDate(text string) (date time.Time, reason string) {
	if len(text) < len("2006-01-02") {
		return date, "input is too short"
	}
	year, ok := parseDigits(text[:4])
	if !ok {
		return date, "invalid character in year"
	}
	if text[4] != '-' {
		return date, wrongSeparator
	}
	month, ok := parseDigits(text[5:7])
	if !ok {
		return date, "invalid character in month"
	}
	if text[7] != '-' {
		return date, wrongSeparator
	}
	day, ok := parseDigits(text[8:10])
	switch {
	case !ok:
		return date, "invalid character in day"
	case month < 1 || month > 12:
		return date, "month value is outside expected range of 1-12"
	}
	date = time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if date.Day() != day || day == 0 {
		return date, "day value is outside expected range"
	}
	return date, ""
}

const wrongSeparator = "invalid date separator, expected `-`"

// parseDigits reads ASCII digits.
func parseDigits(text string) (number int, ok bool) {
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return 0, false
		}
		number = 10*number + int(c-'0')
	}
	return number, text != ""
}

// clock is a time of day, and its offset from UTC.
type clock struct {
	ofDay     time.Duration
	offset    time.Duration
	hasOffset bool
}

// parseClock reads what follows a date: a separator, hours and minutes, seconds
// with a fraction or without, and an offset or none. An empty text is midnight.
func parseClock(text string) (c clock, ok bool) {
	if text == "" {
		return c, true
	}
	if !strings.ContainsRune("Tt _", rune(text[0])) {
		return c, false
	}
	text = text[1:]
	hour, text, ok := cutTwoDigits(text, 24)
	if !ok || !strings.HasPrefix(text, ":") {
		return c, false
	}
	minute, text, ok := cutTwoDigits(text[1:], 60)
	if !ok {
		return c, false
	}
	c.ofDay = time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute
	if strings.HasPrefix(text, ":") {
		var seconds time.Duration
		if seconds, text, ok = cutSeconds(text[1:]); !ok {
			return c, false
		}
		c.ofDay += seconds
	}
	if text == "" {
		return c, true
	}
	c.hasOffset = true
	c.offset, ok = parseOffset(text)
	return c, ok
}

// cutTwoDigits reads a number below limit that has two digits.
func cutTwoDigits(text string, limit int) (number int, rest string, ok bool) {
	if len(text) < 2 {
		return 0, text, false
	}
	number, ok = parseDigits(text[:2])
	return number, text[2:], ok && number < limit
}

// cutSeconds reads seconds and their fraction, which is cut to microseconds.
func cutSeconds(text string) (seconds time.Duration, rest string, ok bool) {
	whole, rest, ok := cutTwoDigits(text, 60)
	seconds = time.Duration(whole) * time.Second
	if !ok || rest == "" || rest[0] != '.' && rest[0] != ',' {
		return seconds, rest, ok
	}
	end := 1
	for unit := 100 * time.Millisecond; end < len(rest) && '0' <= rest[end] && rest[end] <= '9'; unit /= 10 {
		seconds += time.Duration(rest[end]-'0') * unit
		end++
	}
	return seconds.Truncate(time.Microsecond), rest[end:], end > 1
}

// parseOffset reads Z, or hours and minutes after a sign, with a colon or without.
func parseOffset(text string) (offset time.Duration, ok bool) {
	if text == "Z" || text == "z" {
		return 0, true
	}
	unit := time.Minute
	switch {
	case strings.HasPrefix(text, "+"):
		text = text[1:]
	case strings.HasPrefix(text, "-"):
		unit, text = -unit, text[1:]
	case strings.HasPrefix(text, "\u2212"): // the minus sign
		unit, text = -unit, strings.TrimPrefix(text, "\u2212")
	default:
		return 0, false
	}
	hours, text, ok := cutTwoDigits(text, 24)
	if !ok {
		return 0, false
	}
	minutes, rest, ok := cutTwoDigits(strings.TrimPrefix(text, ":"), 60)
	return time.Duration(60*hours+minutes) * unit, ok && rest == ""
}

// parseTimestamp reads a decimal number from a text. An exponent needs a fraction before
// it. Reason is why the text is no date, which is the error if it is no number either.
func parseTimestamp(text, reason string) (parsedTime, *apierr.Details) {
	moment, wrong := time.Time{}, reason
	if isDecimal(text) {
		if number, err := strconv.ParseFloat(text, 64); err == nil {
			moment, wrong = fractionalTimestamp(number)
		}
	} else if count, err := strconv.ParseInt(text, 10, 64); err == nil && count != math.MinInt64 {
		moment, wrong = timestamp(count, 0)
		reason = wrong
	}
	switch wrong {
	case "":
		return parsedTime{Time: moment}, nil
	case timeInYear0:
		return parsedTime{}, invalid(unknownTime(wrong))
	}
	return parsedTime{}, invalid(unknownDate(reason))
}

// isDecimal reports whether a text has digits, or only a sign, before a point.
func isDecimal(text string) bool {
	whole, fraction, ok := strings.Cut(text, ".")
	return ok && strings.Trim(withoutSign(whole), "0123456789") == "" && !strings.ContainsAny(fraction, "xXpP_")
}

// fractionalTimestamp returns the time of a number of seconds or milliseconds that was
// read from a text. As in Pydantic, a number of milliseconds that is still too large for
// seconds after the division is divided once more.
func fractionalTimestamp(number float64) (time.Time, string) {
	if math.Abs(number) > millisecondsFrom {
		number /= 1000
	}
	whole := math.Floor(number)
	return timestamp(toInteger(whole), int64(math.Round((number-whole)*1e6)))
}
