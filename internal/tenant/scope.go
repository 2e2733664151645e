package tenant

import (
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

// ParseScopes reads scopes that are separated by commas or spaces; an empty
// text, or "*", means all. A name that is no scope is an error.
func ParseScopes(text string) (Scopes, error) {
	names := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
	if len(names) == 0 || slices.Contains(names, allScopes) {
		return AllScopes(), nil
	}
	known := ScopeNames()
	for _, name := range names {
		if !slices.Contains(known, name) {
			return Scopes{}, fmt.Errorf("there is no scope %q; there are %s", name, strings.Join(known, ", "))
		}
	}
	slices.Sort(names)
	return Scopes{named: slices.Compact(names)}, nil
}

// Has reports whether the scopes cover one, such as "write:customers".
func (s Scopes) Has(scope string) bool { return s.all || slices.Contains(s.named, scope) }

// String gives what ParseScopes reads.
func (s Scopes) String() string {
	if s.all {
		return allScopes
	}
	return strings.Join(s.named, " ")
}
