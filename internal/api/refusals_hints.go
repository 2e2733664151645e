package api

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"waybill/internal/spelling"
)

// This file finds hints for refused requests. A hint is given only if there is exactly
// one explanation.

const didYouMean = "did you mean "

// hintForUnknown returns the hint for a member or a parameter that the object around it
// does not declare. isSent reports whether the client has sent a name in that object; nil
// if that is not known.
func hintForUnknown(around *declaredName, loc []any, isSent func(name string) bool) string {
	unknown, ok := loc[len(loc)-1].(string)
	if !ok || around == nil || isSent == nil {
		return ""
	}
	near := nearestName(unknown, around.inside)
	if near == "" || isSent(near) {
		return ""
	}
	return didYouMean + near + "?"
}

// nearestName returns the declared name that is meant by another, if it is exactly one: a
// name that differs only in case and separators, or else by a few letters.
func nearestName(unknown string, declared declaredNames) string {
	if len(unknown) > spelling.Longest {
		return ""
	}
	same := oneName(declared, func(name string) bool { return plainName(name) == plainName(unknown) })
	if same != "" {
		return same
	}
	return oneName(declared, func(name string) bool { return spelling.Distance(unknown, name) <= fewLetters(unknown) })
}

// oneName returns the only name that a client can send and that matches, or "".
func oneName(declared declaredNames, matches func(name string) bool) (found string) {
	for name, d := range declared {
		if d.unsent != "" || !matches(name) {
			continue
		}
		if found != "" {
			return ""
		}
		found = name
	}
	return found
}

// plainName returns a name in lower case and without separators, so that weightUom,
// weight-uom and weight_uom are the same.
func plainName(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "", ".", "").Replace(name))
}

// plainValue is like plainName, and keeps the minus before the field of a sort.
func plainValue(value string) string {
	value = strings.TrimSpace(value)
	if strings.HasPrefix(value, "-") {
		return "-" + plainName(value)
	}
	return plainName(value)
}

// fewLetters is how many letters of a name may be wrong, so that it still means only one.
func fewLetters(name string) int {
	switch {
	case len(name) < 4:
		return 0
	case len(name) < 8:
		return 1
	}
	return 2
}

// hintForEnum returns the hint for a text that is one of the values but for its case, its
// separators and the spaces around it.
func hintForEnum(values []string, value jsontext.Value) string {
	text := textOf(value)
	if len(text) > spelling.Longest || text == "" {
		return ""
	}
	found := ""
	for _, v := range values {
		if plainValue(v) != plainValue(text) {
			continue
		}
		if found != "" {
			return ""
		}
		found = v
	}
	if found == "" {
		return ""
	}
	return didYouMean + `"` + found + `"?`
}
