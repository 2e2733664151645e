package sqldb

import (
	"errors"
	"slices"
)

// bundle combines inserts into the same table into statements with many rows, at the
// position of the first insert. Inserting rows one by one costs the server twice as
// much.
func bundle(waiting []*statement) (combined []*statement) {
	inserts := map[*Insert][]*statement{}
	bundled := map[*Rows]bool{}
	for _, s := range waiting {
		if s.into != nil {
			inserts[s.into] = append(inserts[s.into], s)
		}
	}
	for _, s := range waiting {
		switch {
		case s.into != nil:
			combined = append(combined, s.into.statements(inserts[s.into])...)
			delete(inserts, s.into)
		case s.rows == nil:
			combined = append(combined, s)
		case !bundled[s.rows]:
			combined = append(combined, bundleRows(waiting, s.rows)...)
			bundled[s.rows] = true
		}
	}
	return combined
}

// errStrangeKey says that a server returned a key that was not in its statement.
var errStrangeKey = errors.New("the row that was made is none of those to make")

// statements combines inserts into as few statements as possible.
func (i *Insert) statements(inserts []*statement) (combined []*statement) {
	for len(inserts) > 0 {
		size := bundleSize(len(inserts))
		combined = append(combined, i.bundle(inserts[:size]))
		inserts = inserts[size:]
	}
	return combined
}

// bundle combines inserts into one statement. Its answer sets changed of each insert.
func (i *Insert) bundle(inserts []*statement) *statement {
	if len(inserts) == 1 {
		return inserts[0]
	}
	args := make([]any, 0, len(inserts)*i.columns)
	for _, insert := range inserts {
		args = append(args, insert.args...)
	}
	left := inserts // the inserts that the answer may still have
	return &statement{text: i.many[len(inserts)], args: args, bundled: inserts, each: func(scan func(...any) error) error {
		var made string
		if err := scan(&made); err != nil {
			return err
		}
		next := slices.IndexFunc(left, func(insert *statement) bool { return insert.args[i.key] == made })
		if next < 0 {
			return errStrangeKey
		}
		left[next].changed, left = 1, left[next+1:]
		return nil
	}}
}
