// Package doctor examines an installation and changes nothing: not a row, not a file.
//
// An exam is a list of checks. Each has an id that never changes its meaning, and a result: a
// state, a fact, and what to do unless all is well. What could not be checked is never well.
package doctor

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode"
)

// State says how serious a result is.
type State string

// The states.
const (
	OK      State = "ok"
	Warning State = "warning" // the server works, but something is going to go wrong, or may
	Failure State = "failure" // the server does not work as promised, or will not start
	Skipped State = "skipped" // another check failed, without which this one cannot be made
)

// Result is what a check has found.
type Result struct {
	State  State
	Fact   string
	Advice string // what to do; empty if there is nothing to do
}

// Fine returns a result without anything to do.
func Fine(format string, args ...any) Result {
	return Result{State: OK, Fact: fmt.Sprintf(format, args...)}
}

// Warn returns a warning.
func Warn(advice, format string, args ...any) Result {
	return Result{Warning, fmt.Sprintf(format, args...), advice}
}

// Fail returns a failure.
func Fail(advice, format string, args ...any) Result {
	return Result{Failure, fmt.Sprintf(format, args...), advice}
}

// Check is one check.
type Check struct {
	ID string
	// Needs is the id of an earlier check, without whose success this one is skipped; empty
	// for none.
	Needs string
	Do    func(ctx context.Context) Result
}

// Finding is the result of a check.
type Finding struct {
	ID     string  `json:"id"`
	State  State   `json:"state"`
	Fact   string  `json:"fact"`
	Advice *string `json:"advice"` // null if there is nothing to do
}

// Line returns the finding as a text of one line, without its state and id.
func (f Finding) Line() string {
	if f.Advice == nil {
		return f.Fact
	}
	if strings.HasSuffix(f.Fact, "?") {
		return f.Fact + " " + *f.Advice
	}
	return f.Fact + ": " + *f.Advice
}

// checkTimeout bounds a check, unless it has bounds of its own.
const checkTimeout = 15 * time.Second

// Run makes the checks one after another. Only the end of ctx ends it early; checks that were
// not made by then have failed.
func Run(ctx context.Context, checks []Check) []Finding {
	var found []Finding
	failed := map[string]bool{}
	for _, c := range checks {
		r := Result{Skipped, "not checked, because of " + c.Needs, ""}
		if !failed[c.Needs] {
			r = c.Do(ctx)
		}
		failed[c.ID] = r.State == Failure || r.State == Skipped
		finding := Finding{ID: c.ID, State: r.State, Fact: oneLine(r.Fact)}
		if r.Advice != "" {
			advice := oneLine(r.Advice)
			finding.Advice = &advice
		}
		found = append(found, finding)
	}
	return found
}

// Count returns how many findings have a state.
func Count(found []Finding, state State) (count int) {
	for _, f := range found {
		if f.State == state {
			count++
		}
	}
	return count
}

// longestText bounds a fact and an advice, in characters.
const longestText = 600

// oneLine replaces what is not printable, since names and errors come from elsewhere, and cuts
// what is too long.
func oneLine(text string) string {
	var kept []rune
	for _, r := range strings.TrimSpace(text) {
		if len(kept) == longestText {
			return string(kept) + "…"
		}
		if !unicode.IsPrint(r) {
			r = ' '
		}
		kept = append(kept, r)
	}
	return string(kept)
}

// listed joins the first of some texts, and counts the others.
func listed(texts []string) string {
	const most = 5
	if len(texts) <= most {
		return strings.Join(texts, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(texts[:most], ", "), len(texts)-most)
}

// within bounds a check by checkTimeout.
func within(do func(context.Context) Result) func(context.Context) Result {
	return func(ctx context.Context) Result {
		ctx, cancel := context.WithTimeout(ctx, checkTimeout)
		defer cancel()
		return do(ctx)
	}
}
