package schema

import (
	"fmt"
	"strings"

	"waybill/internal/apierr"
)

// invalid returns the details of a value that breaks one rule, without a place: each
// caller adds its own. A function that judges a value returns nil for a valid one.
func invalid(rule apierr.Detail) *apierr.Details {
	details := apierr.ListDetails(rule)
	return &details
}

// valueError is the detail of a rule that Pydantic does not have.
func valueError(sentence string) apierr.Detail {
	return apierr.Detail{Type: "value_error", Msg: "Value error, " + sentence}
}

func missing() apierr.Detail {
	return apierr.Detail{Type: "missing", Msg: "Field required"}
}

func forbidden() apierr.Detail {
	return apierr.Detail{Type: "extra_forbidden", Msg: "Extra inputs are not permitted"}
}

func invalidJSON() apierr.Detail {
	return apierr.Detail{Type: "json_invalid", Msg: "JSON decode error"}
}

func notAnObject() apierr.Detail {
	return apierr.Detail{Type: "model_attributes_type",
		Msg: "Input should be a valid dictionary or object to extract fields from"}
}

func notADictionary() apierr.Detail {
	return apierr.Detail{Type: "dict_type", Msg: "Input should be a valid dictionary"}
}

func notAList() apierr.Detail {
	return apierr.Detail{Type: "list_type", Msg: "Input should be a valid list"}
}

func tooFewItems(least, actual int) apierr.Detail {
	return apierr.Detail{Type: "too_short", Msg: fmt.Sprintf(
		"List should have at least %d %s after validation, not %d", least, plural("item", least), actual)}
}

func tooManyItems(most, actual int) apierr.Detail {
	return apierr.Detail{Type: "too_long", Msg: fmt.Sprintf(
		"List should have at most %d %s after validation, not %d", most, plural("item", most), actual)}
}

func notText() apierr.Detail {
	return apierr.Detail{Type: "string_type", Msg: "Input should be a valid string"}
}

func notUnicode() apierr.Detail {
	return apierr.Detail{Type: "string_unicode",
		Msg: "Input should be a valid string, unable to parse raw data as a unicode string"}
}

func tooShort(least int) apierr.Detail {
	return apierr.Detail{Type: "string_too_short",
		Msg: fmt.Sprintf("String should have at least %d %s", least, plural("character", least))}
}

func tooLong(most int) apierr.Detail {
	return apierr.Detail{Type: "string_too_long",
		Msg: fmt.Sprintf("String should have at most %d %s", most, plural("character", most))}
}

func noMatch(pattern string) apierr.Detail {
	return apierr.Detail{Type: "string_pattern_mismatch", Msg: "String should match pattern '" + pattern + "'"}
}

func containsNUL() apierr.Detail {
	return valueError("NUL is not allowed")
}

func notABoolean() apierr.Detail {
	return apierr.Detail{Type: "bool_type", Msg: "Input should be a valid boolean"}
}

func unknownBoolean() apierr.Detail {
	return apierr.Detail{Type: "bool_parsing", Msg: "Input should be a valid boolean, unable to interpret input"}
}

func notAnInteger() apierr.Detail {
	return apierr.Detail{Type: "int_type", Msg: "Input should be a valid integer"}
}

func unknownInteger() apierr.Detail {
	return apierr.Detail{Type: "int_parsing",
		Msg: "Input should be a valid integer, unable to parse string as an integer"}
}

func integerTooLong() apierr.Detail {
	return apierr.Detail{Type: "int_parsing_size",
		Msg: "Unable to parse input string as an integer, exceeded maximum size"}
}

func fractionalInteger() apierr.Detail {
	return apierr.Detail{Type: "int_from_float",
		Msg: "Input should be a valid integer, got a number with a fractional part"}
}

func notANumber() apierr.Detail {
	return apierr.Detail{Type: "float_type", Msg: "Input should be a valid number"}
}

func unknownNumber() apierr.Detail {
	return apierr.Detail{Type: "float_parsing",
		Msg: "Input should be a valid number, unable to parse string as a number"}
}

func notFinite() apierr.Detail {
	return apierr.Detail{Type: "finite_number", Msg: "Input should be a finite number"}
}

func lessThan(least float64) apierr.Detail {
	return apierr.Detail{Type: "greater_than_equal",
		Msg: "Input should be greater than or equal to " + string(appendNumber(nil, least))}
}

func moreThan(most float64) apierr.Detail {
	return apierr.Detail{Type: "less_than_equal",
		Msg: "Input should be less than or equal to " + string(appendNumber(nil, most))}
}

func notATime() apierr.Detail {
	return apierr.Detail{Type: "datetime_type", Msg: "Input should be a valid datetime"}
}

// unknownTime says why a number, or the date of a text, is no time.
func unknownTime(reason string) apierr.Detail {
	return apierr.Detail{Type: "datetime_parsing", Msg: "Input should be a valid datetime, " + reason}
}

// unknownDate says why a text is neither a time nor a date.
func unknownDate(reason string) apierr.Detail {
	return apierr.Detail{Type: "datetime_from_date_parsing", Msg: "Input should be a valid datetime or date, " + reason}
}

func withoutOffset() apierr.Detail {
	return apierr.Detail{Type: "timezone_aware", Msg: "Input should have timezone info"}
}

func notOneOf(values []string) apierr.Detail {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = "'" + v + "'"
	}
	last := len(quoted) - 1
	list := quoted[last]
	if last > 0 {
		list = strings.Join(quoted[:last], ", ") + " or " + list
	}
	return apierr.Detail{Type: "enum", Msg: "Input should be " + list}
}

// noSuchChild is for an id that no child of the record has. Prefix is the prefix of ids.
func noSuchChild(prefix string) apierr.Detail {
	return valueError("no such " + strings.TrimSuffix(prefix, "_"))
}

func noSuchTarget(noun, reference string) apierr.Detail {
	return valueError(noun + " with " + ExternalReferenceID + " '" + reference + "' not found")
}

func plural(noun string, count int) string {
	if count == 1 {
		return noun
	}
	return noun + "s"
}
