package sqldb

import (
	"errors"
	"slices"
)

// bundle puts inserts of the same kind into statements for many, where the first
// of them stands: to insert rows one by one costs the server twice as much.
func bundle(waiting []*statement) (sendings []*statement) {
	inserts := map[*Insert][]*statement{}
	bundled := map[*Rows]bool{}
	for _, s := range waiting {
		if s.into != nil {
			inserts[s.into] = append(inserts[s.into], s)
		}
	}
	for _, s := range waiting {
		if s.rows != nil && !bundled[s.rows] {
			bundled[s.rows] = true
			sendings = append(sendings, bundleRows(waiting, s.rows)...)
		}
		if s.rows != nil {
			continue
		}
		if s.into == nil {
			sendings = append(sendings, s)
			continue
		}
		sendings = append(sendings, s.into.statements(inserts[s.into])...)
		delete(inserts, s.into)
	}
	return sendings
}

// errStrangeKey says that a server gave the key of a row that it was not sent.
var errStrangeKey = errors.New("the row that was made is none of those to make")

// statements combines inserts into as few statements as there can be.
func (i *Insert) statements(inserts []*statement) (sendings []*statement) {
	for size := maxBundle; len(inserts) > 0; size /= 2 {
		for len(inserts) >= size {
			sendings = append(sendings, i.bundle(inserts[:size]))
			inserts = inserts[size:]
		}
	}
	return sendings
}

// bundle combines inserts into one statement, which tells each whether it inserted its row.
func (i *Insert) bundle(inserts []*statement) *statement {
	if len(inserts) == 1 {
		return inserts[0]
	}
	args := make([]any, 0, len(inserts)*i.columns)
	for _, insert := range inserts {
		args = append(args, insert.args...)
	}
	left := inserts // those whose answers have not been seen
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
