package sqldb

import (
	"context"
	"slices"
	"strings"
)

// Lookup is a SELECT that finds the rows of an organization by an index, by one key or by
// several.
type Lookup struct {
	one     string   // for one key: $1 is the organization, $2 the key
	several []string // for each of keyCounts, the keys from $2 on
	// On PostgreSQL, for any number of keys: of any number of organizations, and of one, if a
	// key finds one row at most; otherwise "".
	grouped, unique string
}

// keyCounts are the numbers of keys that a statement takes. Keys are padded to the next
// number, so that a connection prepares few statements. Among the numbers are the usual sizes
// of pages, which need no padding.
var keyCounts = []int{2, 4, 8, 16, 20, 32, 50, 64, 100, mostKeys}

// mostKeys is how many keys a statement takes at most.
const mostKeys = 128

// NewLookup creates a Lookup. The statement before ends with the column of the key, which is
// a text, and has the organization in $1. The statement goes on with after, which orders the
// rows of a key. If after is empty, a key finds one row at most. Neither has a LIMIT.
func NewLookup(before, after string) *Lookup {
	l := &Lookup{one: before + " = $2" + after}
	for _, count := range keyCounts {
		l.several = append(l.several, before+" IN "+Places(2, count)+after)
	}
	l.grouped = groupedLookup(l.one)
	if after == "" {
		l.unique = before + " = ANY ((SELECT $2::text[])::text[])" // which the planner does not see either
	}
	return l
}

// String returns the statement for one key.
func (l *Lookup) String() string { return l.one }

// Find is a use of a Lookup.
type Find struct {
	By           *Lookup
	Organization int64
	Keys         []string
	// Row is called for every row, with a function that scans it. The rows of a key
	// follow each other in their order; keys have no order.
	Row func(scan func(dest ...any) error) error
	// Shorter, unless it is nil, returns a Lookup and keys that find the same rows by less
	// work, because the Finds before it have called their Rows. Without keys there are no
	// such rows. Only SQLite uses it, where Finds run one after another. Elsewhere, a Find
	// needs Keys.
	Shorter func() (by *Lookup, keys []string)
}

// LookUp finds rows by several Finds, none of which needs the result of another. Finds is
// called for them, and again after some failures, so it must reset their results. LookUp
// returns the first error of a Row.
//
// Outside of a write, the Finds see the database at one moment. On PostgreSQL they take one
// network round trip together, and the same look-ups of requests that wait at the same time
// are one statement. On SQLite a Find is one statement for each 128 keys. The end of the
// request may not end the statements.
func (tx *ReadTx) LookUp(finds func() []Find) error {
	return tx.session.lookUp(tx.ctx, withKeys(finds))
}

// withKeys returns a function that returns those Finds of another function that have keys, or
// may have keys later.
func withKeys(finds func() []Find) func() []*Find {
	return func() (all []*Find) {
		for _, f := range finds() {
			if len(f.Keys) > 0 || f.Shorter != nil {
				all = append(all, &f)
			}
		}
		return all
	}
}

// eachStatement calls run with the statements of a Find and their arguments.
func (f *Find) eachStatement(run func(text string, args []any) error) error {
	if len(f.Keys) == 1 {
		return run(f.By.one, []any{f.Organization, f.Keys[0]})
	}
	for chunk := range slices.Chunk(f.Keys, mostKeys) {
		size, _ := slices.BinarySearch(keyCounts, len(chunk))
		args := make([]any, 0, 1+keyCounts[size])
		args = append(args, f.Organization)
		for i := range keyCounts[size] {
			args = append(args, chunk[min(i, len(chunk)-1)])
		}
		if err := run(f.By.several[size], args); err != nil {
			return err
		}
	}
	return nil
}

func (s *sqliteSession) lookUp(ctx context.Context, finds func() []*Find) error {
	find := func(s session) error {
		for _, f := range finds() {
			if f.Shorter != nil {
				if f.By, f.Keys = f.Shorter(); len(f.Keys) == 0 {
					continue
				}
			}
			err := f.eachStatement(func(text string, args []any) error { return s.quick(ctx, text, args, f.Row) })
			if err != nil {
				return err
			}
		}
		return nil
	}
	if s.conn.AutocommitEnabled() {
		return once(find)(s)
	}
	return find(s)
}

// groupedLookup returns the statement that runs a look-up for each pair of an organization
// and a key, and begins each row with the number of the pair:
//
//	SELECT k.n, q.* FROM unnest((SELECT $1::bigint[]), (SELECT $2::text[])) WITH ORDINALITY AS k (organization_id, key, n),
//		LATERAL (SELECT … WHERE organization_id = k.organization_id AND id = k.key OFFSET 0) AS q
//
// OFFSET 0 keeps the planner from joining the tables in another order, so a look-up has the
// plan that it has by itself, whatever the planner believes of the number of pairs. The
// planner does not see the arrays in their subqueries. Otherwise it would plan each
// execution with few pairs anew, because that plan seems cheaper than the one for any number.
func groupedLookup(one string) string {
	of := strings.NewReplacer("$1", "k.organization_id", "$2", "k.key").Replace(one)
	return "SELECT k.n, q.* FROM unnest((SELECT $1::bigint[]), (SELECT $2::text[])) WITH ORDINALITY AS k (organization_id, key, n), LATERAL (" +
		of + " OFFSET 0) AS q"
}
