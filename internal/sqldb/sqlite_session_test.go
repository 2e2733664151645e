package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// endlessRow is a statement that returns a row and never ends.
const endlessRow = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i = 1`

// The end of a request ends its statement. Later statements of the same connection are
// not interrupted, whenever the request ended.
func TestInterruptHitsNoLaterStatement(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	for name, end := range map[string]func(end context.CancelFunc){
		"between two steps": func(end context.CancelFunc) { end() },
		"during a step":     func(end context.CancelFunc) { go end() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for range 20 {
				ctx, cancel := context.WithCancel(t.Context())
				err := db.ReadList(ctx, 1, func(tx *sqldb.ReadTx) error {
					err := tx.Rows(endlessRow, nil, func(func(...any) error) error {
						end(cancel)
						return nil
					})
					if !errors.Is(err, context.Canceled) {
						t.Errorf("the statement ended with %v", err)
					}
					return sameConnectionWorks(tx)
				})
				if err != nil {
					t.Fatal("the next statement:", err)
				}
			}
		})
	}
}

// A request may end at the very moment at which its statement has ended by itself.
func TestLateInterruptHitsNoLaterStatement(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	for range 200 {
		ctx, cancel := context.WithCancel(t.Context())
		err := db.ReadList(ctx, 1, func(tx *sqldb.ReadTx) error {
			err := tx.Rows("SELECT 1", nil, func(func(...any) error) error {
				go cancel()
				return nil
			})
			if err != nil && !errors.Is(err, context.Canceled) {
				return err
			}
			return sameConnectionWorks(tx)
		})
		if err != nil {
			t.Fatal("the next statement:", err)
		}
	}
}

// sameConnectionWorks runs statements that the end of the request does not end.
func sameConnectionWorks(tx *sqldb.ReadTx) error {
	for range 5 {
		var got int
		err := tx.Row(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000) SELECT count(*) FROM n`, nil, &got)
		if err != nil || got != 2000 {
			return fmt.Errorf("counted %d: %w", got, err)
		}
	}
	return nil
}

// A statement within another leaves the interrupt of the outer statement in place.
func TestInnerStatementKeepsInterrupt(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	err := db.ReadList(ctx, 1, func(tx *sqldb.ReadTx) error {
		return tx.Rows(endlessRow, nil, func(func(...any) error) error {
			if err := tx.Rows("SELECT 2", nil, func(func(...any) error) error { return nil }); err != nil {
				return err
			}
			go cancel()
			return nil
		})
	})
	if !errors.Is(err, context.Canceled) {
		t.Error("the outer statement ended with", err)
	}
}

// Values come back from SQLite as they were sent, into each kind of destination, whatever the
// statement was sent before.
func TestSQLiteValues(t *testing.T) {
	t.Parallel()
	type named string
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	text, number := "text", int64(7)
	long := strings.Repeat("long", 1000)
	tests := map[string]struct{ sent, dest, want any }{
		"null":               {nil, new(any), nil},
		"pointer to null":    {(*string)(nil), new(*string), (*string)(nil)},
		"pointer to text":    {&text, new(*string), &text},
		"pointer to integer": {&number, new(*int64), &number},
		"integer":            {int64(-1) << 63, new(int64), int64(-1) << 63},
		"int":                {5, new(int), 5},
		"int32":              {int32(5), new(int32), int32(5)},
		"true":               {true, new(bool), true},
		"false as a value":   {false, new(any), int64(0)},
		"float":              {0.1, new(float64), 0.1},
		"float of integer":   {int64(3), new(float64), 3.0},
		"text":               {"é\x00b", new(string), "é\x00b"},
		"text as a value":    {"é\x00b", new(any), "é\x00b"},
		"empty text":         {"", new(string), ""},
		"long text":          {long, new(string), long},
		"named text":         {named("n"), new(string), "n"},
		"bytes":              {[]byte{0, 255}, new([]byte), []byte{0, 255}},
		"empty bytes":        {[]byte{}, new(any), []byte{}},
		"long bytes":         {[]byte(long), new([]byte), []byte(long)},
		"no bytes":           {[]byte(nil), new(any), nil},
		"scanner":            {"x", new(upper), upper("X")},
	}
	for range 5 { // each time in another order
		err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			for name, test := range tests {
				for range 2 {
					err := tx.Row("SELECT $1", []any{test.sent}, test.dest)
					if got := reflect.ValueOf(test.dest).Elem().Interface(); err != nil || !reflect.DeepEqual(got, test.want) {
						t.Errorf("%s: %#v, want %#v: %v", name, got, test.want, err)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// upper is a text that scans in upper case.
type upper string

func (u *upper) Scan(stored any) error {
	text, ok := stored.(string)
	*u = upper(strings.ToUpper(text))
	if !ok {
		return fmt.Errorf("a %T", stored)
	}
	return nil
}

// What does not fit is an error, and leaves the statement usable.
func TestSQLiteRefusesValuesThatDoNotFit(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	const statement = "SELECT $2, $1"
	for name, test := range map[string]struct {
		args, dest []any
		want       string
	}{
		"null as a text":        {[]any{"", nil}, []any{new(string), new(string)}, "column 1: it is SQLITE_NULL, for a *string"},
		"integer as a text":     {[]any{1, ""}, []any{new(string), new(string)}, "column 2: it is SQLITE_INTEGER, for a *string"},
		"text as an integer":    {[]any{"1", 2}, []any{new(int), new(int)}, "column 2: it is SQLITE_TEXT, for a *int"},
		"float as an integer":   {[]any{1.5, 2}, []any{new(int), new(int64)}, "column 2: it is SQLITE_FLOAT, for a *int64"},
		"text as a boolean":     {[]any{1, "true"}, []any{new(bool), new(bool)}, "column 1: it is SQLITE_TEXT, for a *bool"},
		"unknown destination":   {[]any{1, 2}, []any{new(int), new(struct{})}, "for a *struct {}"},
		"scanner that refuses":  {[]any{"", 1}, []any{new(upper), new(string)}, "column 1: a int64"},
		"unknown argument":      {[]any{1, struct{}{}}, []any{new(int), new(int)}, "argument 2 is a struct {}"},
		"too few arguments":     {[]any{1}, []any{new(int), new(int)}, "2 parameters got 1 arguments"},
		"too many arguments":    {[]any{1, 2, 3}, []any{new(int), new(int)}, "2 parameters got 3 arguments"},
		"too few destinations":  {[]any{1, 2}, []any{new(int)}, "2 columns into 1 destinations"},
		"too many destinations": {[]any{1, 2}, []any{new(int), new(int), new(int)}, "2 columns into 3 destinations"},
	} {
		err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			if err := tx.Row(statement, test.args, test.dest...); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s: %v, want %q", name, err, test.want)
			}
			var second, first int
			err := tx.Row(statement, []any{1, 2}, &second, &first)
			if first != 1 || second != 2 {
				t.Errorf("%s: then %d and %d", name, first, second)
			}
			return err
		})
		if err != nil {
			t.Errorf("%s: then %v", name, err)
		}
	}
}

// A text of several statements is refused, since only the first would run.
func TestSQLiteRunsOneStatement(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		if _, err := tx.Exec("SELECT 1;\n"); err != nil {
			return err
		}
		_, err := tx.Exec("SELECT 1; SELECT 2")
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "more than one statement") {
		t.Error(err)
	}
}
