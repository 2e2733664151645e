package schema

import (
	"fmt"
	"strings"

	"waybill/internal/apierr"
)

// under puts the details of a value at its place in the input.
func under(place any, details []apierr.Detail) []apierr.Detail {
	for i := range details {
		details[i] = details[i].In(place)
	}
	return details
}

func one(d apierr.Detail) []apierr.Detail { return []apierr.Detail{d} }

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

func notAList() apierr.Detail {
	return apierr.Detail{Type: "list_type", Msg: "Input should be a valid list"}
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

func containsNUL() apierr.Detail {
	return apierr.Detail{Type: "value_error", Msg: "Value error, NUL is not allowed"}
}

func notABoolean() apierr.Detail {
	return apierr.Detail{Type: "bool_type", Msg: "Input should be a valid boolean"}
}

func unknownBoolean() apierr.Detail {
	return apierr.Detail{Type: "bool_parsing", Msg: "Input should be a valid boolean, unable to interpret input"}
}

func notAnInteger() apierr.Detail {
	return apierr.Detail{Type: "int_parsing",
		Msg: "Input should be a valid integer, unable to parse string as an integer"}
}

func integerTooLong() apierr.Detail {
	return apierr.Detail{Type: "int_parsing_size",
		Msg: "Unable to parse input string as an integer, exceeded maximum size"}
}

func lessThan(least int) apierr.Detail {
	return apierr.Detail{Type: "greater_than_equal",
		Msg: fmt.Sprintf("Input should be greater than or equal to %d", least)}
}

func moreThan(most int) apierr.Detail {
	return apierr.Detail{Type: "less_than_equal",
		Msg: fmt.Sprintf("Input should be less than or equal to %d", most)}
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

func plural(noun string, count int) string {
	if count == 1 {
		return noun
	}
	return noun + "s"
}
