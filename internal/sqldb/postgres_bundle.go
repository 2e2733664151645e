package sqldb

import (
	"errors"
	"slices"
)

// bundle combines the look-ups by the same Lookup into one statement, and the inserts into
// the same table into one statement with many rows, at the position of the first. Running
// them one by one costs the server twice as much.
func bundle(waiting []*statement, arrays *arrayInserts, distributed bool) (combined []*statement, err error) {
	var finds []*Find
	inserts := map[*Insert][]*statement{}
	rows := map[*Rows][]*statement{}
	for _, s := range waiting {
		switch {
		case s.into != nil:
			inserts[s.into] = append(inserts[s.into], s)
		case s.rows != nil:
			rows[s.rows] = append(rows[s.rows], s)
		default:
			finds = append(finds, s.finds...)
		}
	}
	combined = lookUpStatements(finds, distributed) // which wait for no other transaction
	for _, s := range waiting {
		next := s
		switch {
		case len(inserts[s.into]) > 0:
			next, err = s.into.bundle(inserts[s.into], arrays)
			delete(inserts, s.into)
		case len(rows[s.rows]) > 0:
			next, err = bundleRows(rows[s.rows], arrays)
			delete(rows, s.rows)
		case s.into != nil || s.rows != nil || s.finds != nil:
			continue // an earlier statement has its rows
		}
		if err != nil {
			return nil, err
		}
		combined = append(combined, next)
	}
	return combined, nil
}

// valuesOf returns the values of all rows of some statements, one row after another.
func valuesOf(statements []*statement) []any {
	values := make([]any, 0, len(statements)*len(statements[0].args))
	for _, s := range statements {
		values = append(values, s.args...)
	}
	return values
}

// bundleRows combines statements of the same Rows.
func bundleRows(statements []*statement, arrays *arrayInserts) (*statement, error) {
	text, args, err := arrays.insert(&statements[0].rows.bulkInsert, valuesOf(statements))
	return &statement{text: text, args: args, bundled: statements}, err
}

// errStrangeKey says that a server returned a key that was not in its statement.
var errStrangeKey = errors.New("the row that was made is none of those to make")

// bundle combines statements of the Insert. The answer sets changed of each.
func (i *Insert) bundle(inserts []*statement, arrays *arrayInserts) (*statement, error) {
	if len(inserts) == 1 {
		return inserts[0], nil
	}
	text, args, err := arrays.insert(&i.many, valuesOf(inserts))
	return &statement{text: text, args: args, bundled: inserts, each: i.eachMade(inserts)}, err
}

// eachMade returns the function that reads a key of a row that was made, and sets changed of
// its insert. The keys come in the order of the inserts.
func (i *Insert) eachMade(inserts []*statement) rowFunc {
	left := inserts // the inserts that the answer may still have
	return func(scan func(...any) error) error {
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
	}
}
