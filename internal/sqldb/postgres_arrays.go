package sqldb

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// arrayInserts are the statements that insert any number of rows: each column is an array.
// So a connection prepares one statement for all numbers of rows, and the server reads a few
// arguments instead of one for each value:
//
//	INSERT INTO loads (id, weight) SELECT unnest($1::text[]), unnest($2::double precision[])
//
// In the list of a SELECT, unnest costs less than in its FROM, where the server stores the
// elements of each array once more.
type arrayInserts struct {
	types map[string]string // of columns, by table and column with a dot between them
	// texts are those of the statements: by *bulkInsert, and by *Insert if writes end with them.
	texts sync.Map
}

const findColumnTypes = `SELECT c.relname || '.' || a.attname, format_type(a.atttypid, NULL)
	FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
	WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
		AND pg_table_is_visible(c.oid) AND c.relnamespace <> 'pg_catalog'::regnamespace`

// readArrayInserts reads the types of the columns from the server.
func readArrayInserts(ctx context.Context, pool *pgxpool.Pool) (*arrayInserts, error) {
	a := &arrayInserts{types: map[string]string{}}
	rows, err := pool.Query(ctx, findColumnTypes)
	if err != nil {
		return nil, postgresError(err)
	}
	var column, kind string
	_, err = pgx.ForEachRow(rows, []any{&column, &kind}, func() error {
		a.types[column] = kind
		return nil
	})
	return a, postgresError(err)
}

// insert returns the statement that inserts rows, whose values stand one row after another,
// and its arguments. It fails for a column that the server does not have, and for a value
// that does not fit its column.
func (a *arrayInserts) insert(into *bulkInsert, values []any) (text string, args []any, err error) {
	args = make([]any, len(into.columns))
	for i, column := range into.columns {
		if args[i], err = arrayOf(a.types[into.table+"."+column], values[i:], len(into.columns)); err != nil {
			return "", nil, fmt.Errorf("inserting into %s of %s: %w", column, into.table, err)
		}
	}
	if text, ok := a.texts.Load(into); ok {
		return text.(string), args, nil
	}
	text = a.text(into)
	a.texts.Store(into, text)
	return text, args, nil
}

func (a *arrayInserts) text(into *bulkInsert) string {
	types := make([]string, len(into.columns))
	for i, column := range into.columns {
		types[i] = a.types[into.table+"."+column]
	}
	return "INSERT INTO " + into.table + " (" + strings.Join(into.columns, ", ") + ") SELECT " + unnested(1, types) + into.ending
}

// unnested returns the list of the elements of arguments from $first on, whose elements have
// some types.
func unnested(first int, types []string) string {
	elements := make([]string, len(types))
	for i, kind := range types {
		elements[i] = fmt.Sprintf("unnest($%d::%s[])", first+i, kind)
	}
	return strings.Join(elements, ", ")
}

// arrayOf returns the array of a column: the first of the values, and then each that is
// stride further.
func arrayOf(kind string, values []any, stride int) (any, error) {
	switch kind {
	case "text":
		return elements(values, stride, func(v any) (string, bool) { s, ok := v.(string); return s, ok })
	case "bigint", "integer":
		return elements(values, stride, integerOf)
	case "boolean":
		return elements(values, stride, func(v any) (bool, bool) { b, ok := v.(bool); return b, ok })
	case "double precision":
		return elements(values, stride, func(v any) (float64, bool) { f, ok := v.(float64); return f, ok })
	}
	return nil, fmt.Errorf("a column of the type %q", kind)
}

func integerOf(value any) (int64, bool) {
	switch value := value.(type) {
	case int64:
		return value, true
	case int:
		return int64(value), true
	}
	return 0, false
}

// elements returns a []V, or a []*V if a value is nil.
func elements[V any](values []any, stride int, of func(any) (V, bool)) (any, error) {
	count := (len(values) + stride - 1) / stride
	all, hasNil := make([]V, count), false
	for i := range all {
		value := values[i*stride]
		if value == nil {
			hasNil = true
			continue
		}
		element, ok := of(value)
		if !ok {
			return nil, fmt.Errorf("a value of the type %T", value)
		}
		all[i] = element
	}
	if !hasNil {
		return all, nil
	}
	pointers := make([]*V, count)
	for i := range all {
		if values[i*stride] != nil {
			pointers[i] = &all[i]
		}
	}
	return pointers, nil
}
