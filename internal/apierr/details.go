package apierr

import (
	"fmt"
	"slices"
	"strings"
)

// Detail is one broken rule in the words of Pydantic 2, which the contract uses:
// https://docs.pydantic.dev/latest/errors/validation_errors/.
type Detail struct {
	Type string
	Loc  []any // strings, and ints for places in a list or a text
	Msg  string
}

// String returns the detail in one line, as the outcomes of a batch show it.
func (d Detail) String() string {
	if len(d.Loc) == 0 {
		return d.Msg
	}
	places := make([]string, len(d.Loc))
	for i, place := range d.Loc {
		places[i] = fmt.Sprint(place)
	}
	return strings.Join(places, ".") + ": " + d.Msg
}

// In adds an outer place to the detail: the name of a member, an index of a list, or
// the part of the request. A detail starts without a place, and each level of the input
// adds its own.
func (d Detail) In(place any) Detail {
	d.Loc = slices.Insert(d.Loc, 0, place)
	return d
}

// MostDetails is how many broken rules of one input are kept and answered.
const MostDetails = 100

// Details are the broken rules of an input, in the order of the input. The first
// MostDetails are listed. The rest is only counted, because the client decides how many
// rules it breaks.
type Details struct {
	listed   []Detail
	unlisted int
	root     any // the outermost place of the first rule that is not listed
}

// ListDetails returns the details of broken rules.
func ListDetails(broken ...Detail) (d Details) {
	d.AddAll(broken)
	return d
}

// IsEmpty reports whether no rule is broken.
func (d *Details) IsEmpty() bool { return len(d.listed) == 0 }

// IsFull reports whether the next detail will only be counted.
func (d *Details) IsFull() bool { return len(d.listed) == MostDetails }

// Add adds a broken rule.
func (d *Details) Add(rule Detail) {
	if !d.IsFull() {
		d.listed = append(d.listed, rule)
		return
	}
	if d.unlisted == 0 && len(rule.Loc) > 0 {
		d.root = rule.Loc[0]
	}
	d.unlisted++
}

// AddAll adds broken rules.
func (d *Details) AddAll(broken []Detail) {
	for _, rule := range broken {
		d.Add(rule)
	}
}

// AddUnlisted counts broken rules without listing them. The details must be full.
func (d *Details) AddUnlisted(count int) { d.unlisted += count }

// Join adds the broken rules of another part of the input.
func (d *Details) Join(other Details) {
	d.AddAll(other.listed)
	if d.unlisted == 0 {
		d.root = other.root
	}
	d.unlisted += other.unlisted
}

// In adds an outer place to all details. D must not be used afterwards.
func (d Details) In(place any) Details {
	for i := range d.listed {
		d.listed[i] = d.listed[i].In(place)
	}
	d.root = place
	return d
}

// First returns the first detail. It panics if there is none.
func (d *Details) First() Detail { return d.listed[0] }

// All returns the details for the answer. If some are not listed, a last entry says how
// many.
func (d *Details) All() []Detail {
	if d.unlisted == 0 {
		return d.listed
	}
	return append(slices.Clip(d.listed), Detail{Type: "too_many_errors", Loc: []any{d.root},
		Msg: fmt.Sprintf("%d more errors are not listed", d.unlisted)})
}
