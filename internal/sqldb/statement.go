package sqldb

import (
	"errors"
	"slices"

	"github.com/jackc/pgx/v5"
)

// statement is one that waits to be sent to a server.
type statement struct {
	text    string
	args    []any
	into    *Insert // nil for any other
	each    rowFunc // nil for one without rows
	order   uint64  // among those that are sent together
	changed int64
	err     error
	done    chan struct{}
}

func (s *statement) read(answers pgx.BatchResults) {
	if s.each == nil {
		tag, err := answers.Exec()
		s.changed, s.err = tag.RowsAffected(), postgresError(err)
		return
	}
	rows, err := answers.Query()
	if err != nil {
		s.err = postgresError(err)
		return
	}
	s.err = readRows(rows, s.each)
}

// bundle puts inserts of the same kind into statements for many, where the first
// of them stands: to insert rows one by one costs the server twice as much.
func bundle(waiting []*statement) (sendings []*statement) {
	inserts := map[*Insert][]*statement{}
	for _, s := range waiting {
		if s.into != nil {
			inserts[s.into] = append(inserts[s.into], s)
		}
	}
	for _, s := range waiting {
		if s.into == nil {
			sendings = append(sendings, s)
			continue
		}
		sendings = append(sendings, s.into.together(inserts[s.into])...)
		delete(inserts, s.into)
	}
	return sendings
}

// errStrangeKey says that a server gave the key of a row that it was not sent.
var errStrangeKey = errors.New("the row that was made is none of those to make")

// together makes as few statements of inserts as there can be.
func (i *Insert) together(inserts []*statement) (sendings []*statement) {
	for size := mostTogether; len(inserts) > 0; size /= 2 {
		for len(inserts) >= size {
			sendings = append(sendings, i.one(inserts[:size]))
			inserts = inserts[size:]
		}
	}
	return sendings
}

// one makes one statement of inserts, which tells each whether it made its row.
func (i *Insert) one(inserts []*statement) *statement {
	if len(inserts) == 1 {
		return inserts[0]
	}
	args := make([]any, 0, len(inserts)*i.columns)
	for _, insert := range inserts {
		args = append(args, insert.args...)
	}
	left := inserts // those whose answers have not been seen
	return &statement{text: i.many[len(inserts)], args: args, each: func(scan func(...any) error) error {
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
