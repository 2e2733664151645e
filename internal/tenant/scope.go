package tenant

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Scopes are what a key may do, such as "read:customers". The zero value may do
// nothing.
type Scopes struct {
	all   bool
	named []string
}

// allScopes is how the scopes of a key that may do everything are written. It
// also covers scopes that a later version brings.
const allScopes = "*"

// AllScopes may do everything.
func AllScopes() Scopes { return Scopes{all: true} }

// ScopeNames lists the scopes that there are.
func ScopeNames() []string {
	var names []string
	for _, resource := range []string{"customers", "locations", "carriers", "loads"} {
		names = append(names, "read:"+resource, "write:"+resource)
	}
	return names
}

// everything is how people write AllScopes.
const everything = "all"

// ParseScopes reads what people write: scopes that are separated by commas or
// spaces, or "all" or "*" alone. An empty text is an error, and does not mean all;
// so is a name that is no scope.
func ParseScopes(text string) (Scopes, error) {
	names := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
	if len(names) == 0 {
		return Scopes{}, errors.New("no scope is named: write all for everything, or some of " + strings.Join(ScopeNames(), ", "))
	}
	isAll := func(name string) bool { return name == everything || name == allScopes }
	if len(names) == 1 && isAll(names[0]) {
		return AllScopes(), nil
	}
	if slices.ContainsFunc(names, isAll) {
		return Scopes{}, errors.New("all stands for every scope, and so alone")
	}
	return namedScopes(names)
}

// loadScopes reads what Scopes.String wrote. An empty text means none.
func loadScopes(text string) (Scopes, error) {
	if text == allScopes {
		return AllScopes(), nil
	}
	return namedScopes(strings.Fields(text))
}

func namedScopes(names []string) (Scopes, error) {
	known := ScopeNames()
	for _, name := range names {
		if !slices.Contains(known, name) {
			return Scopes{}, fmt.Errorf("there is no scope %q; there are %s, and all", name, strings.Join(known, ", "))
		}
	}
	slices.Sort(names)
	return Scopes{named: slices.Compact(names)}, nil
}

// Has reports whether the scopes cover one, such as "write:customers".
func (s Scopes) Has(scope string) bool { return s.all || slices.Contains(s.named, scope) }

// IsAll reports whether the scopes are all that there are.
func (s Scopes) IsAll() bool { return s.all }

// String gives what is stored; an empty text for none.
func (s Scopes) String() string {
	if s.all {
		return allScopes
	}
	return strings.Join(s.named, " ")
}
