package tenant

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Scopes are the permissions of a key, such as "read:customers". The zero value
// permits nothing.
type Scopes struct {
	all   bool
	named []string
}

// allScopes is the stored form of AllScopes. It also covers the scopes that a later
// version adds.
const allScopes = "*"

// AllScopes permits everything.
func AllScopes() Scopes { return Scopes{all: true} }

// everything is the form of AllScopes on the command line.
const everything = "all"

// ParseScopes parses scopes as people write them: separated by commas or spaces, or
// "all" or "*" alone. An empty text is an error, and so is a name that is not known.
func ParseScopes(text string, known []string) (Scopes, error) {
	names := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
	if len(names) == 0 {
		return Scopes{}, errors.New("no scope is named: write all for everything, or some of " + strings.Join(known, ", "))
	}
	isAll := func(name string) bool { return name == everything || name == allScopes }
	if len(names) == 1 && isAll(names[0]) {
		return AllScopes(), nil
	}
	if slices.ContainsFunc(names, isAll) {
		return Scopes{}, errors.New("all stands for every scope, so it cannot be combined with others")
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return Scopes{}, fmt.Errorf("there is no scope %q; there are %s, and all", name, strings.Join(known, ", "))
		}
	}
	return namedScopes(names), nil
}

// loadScopes parses the output of Scopes.String. An empty text means no scopes. A
// name that no route requires permits nothing: another version may have stored it.
func loadScopes(text string) Scopes {
	if text == allScopes {
		return AllScopes()
	}
	return namedScopes(strings.Fields(text))
}

func namedScopes(names []string) Scopes {
	slices.Sort(names)
	return Scopes{named: slices.Compact(names)}
}

// Has reports whether the scopes include a scope such as "write:customers".
func (s Scopes) Has(scope string) bool { return s.all || slices.Contains(s.named, scope) }

// IsAll reports whether the scopes permit everything.
func (s Scopes) IsAll() bool { return s.all }

// String returns the stored form; it is empty for no scopes.
func (s Scopes) String() string {
	if s.all {
		return allScopes
	}
	return strings.Join(s.named, " ")
}
