package sqldb

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"regexp"

	"zombiezen.com/go/sqlite"
)

// sqliteStatement is a prepared statement. It binds arguments and scans columns without
// database/sql, which takes most of the time of a short statement.
type sqliteStatement struct {
	stmt    *sqlite.Stmt
	params  int
	columns int
	bound   []any                   // the arguments that the statement has
	scanRow func(dest ...any) error // the method scan
}

func newSQLiteStatement(stmt *sqlite.Stmt) *sqliteStatement {
	s := &sqliteStatement{stmt: stmt, params: stmt.BindParamCount(), columns: stmt.ColumnCount()}
	s.bound = make([]any, s.params)
	s.scanRow = s.scan
	return s
}

// numbered replaces $1, $2 and so on by ?1, ?2 and so on, which SQLite numbers as they
// are written. It numbers $1 by its first place.
func numbered(statement string) string { return placeholder.ReplaceAllString(statement, "?$1") }

var placeholder = regexp.MustCompile(`\$([0-9]+)`)

// bind binds all arguments. They keep their values until the next call, so an argument with
// the value of the call before need not be bound: SQLite copies each text.
func (s *sqliteStatement) bind(args []any) error {
	if len(args) != s.params {
		return fmt.Errorf("a statement with %d parameters got %d arguments", s.params, len(args))
	}
	for i, arg := range args {
		if isSame(arg, s.bound[i]) {
			continue
		}
		s.bound[i] = arg
		if !s.bindBasic(i+1, arg) {
			value, err := driver.DefaultParameterConverter.ConvertValue(arg)
			if err != nil || !s.bindBasic(i+1, value) {
				return fmt.Errorf("argument %d is a %T: %w", i+1, arg, err)
			}
		}
	}
	return nil
}

// isSame reports whether two arguments are equal, for the types that most arguments have.
func isSame(a, b any) bool {
	switch a := a.(type) {
	case string:
		b, ok := b.(string)
		return ok && a == b
	case int64:
		b, ok := b.(int64)
		return ok && a == b
	}
	return false
}

// bindBasic reports false for an argument of any other type.
func (s *sqliteStatement) bindBasic(param int, arg any) bool {
	switch arg := arg.(type) {
	case nil:
		s.stmt.BindNull(param)
	case int64:
		s.stmt.BindInt64(param, arg)
	case int:
		s.stmt.BindInt64(param, int64(arg))
	case bool:
		s.stmt.BindBool(param, arg)
	case float64:
		s.stmt.BindFloat(param, arg)
	case string:
		s.stmt.BindText(param, arg)
	case []byte:
		if arg == nil {
			s.stmt.BindNull(param)
		} else {
			s.stmt.BindBytes(param, arg)
		}
	default:
		return false
	}
	return true
}

// keptLength is the longest text that a statement may keep while it is not used.
const keptLength = 1024

// release ends the statement and frees its long arguments. It keeps the others, because
// a statement whose arguments are cleared is planned again.
func (s *sqliteStatement) release(args []any) {
	_ = s.stmt.Reset() // the error of the last step again
	for i, arg := range args {
		switch arg := arg.(type) {
		case string:
			s.dropLong(i, len(arg))
		case []byte:
			s.dropLong(i, len(arg))
		}
	}
}

// dropLong binds null in place of an argument that is longer than keptLength.
func (s *sqliteStatement) dropLong(i, length int) {
	if length > keptLength {
		s.stmt.BindNull(i + 1)
		s.bound[i] = nil
	}
}

// scan stores the columns of the current row.
func (s *sqliteStatement) scan(dest ...any) error {
	if len(dest) != s.columns {
		return fmt.Errorf("scanning %d columns into %d destinations", s.columns, len(dest))
	}
	for i := range dest {
		if err := s.scanColumn(i, dest[i]); err != nil {
			return fmt.Errorf("scanning column %d: %w", i+1, err)
		}
	}
	return nil
}

// A nullable is a destination that takes null, or says where another value goes.
type nullable interface {
	Null()
	NotNull() (dest any)
}

// An integer is a destination that takes an integer, without the allocation of Scan.
type integer interface{ ScanInteger(stored int64) }

// A text is a destination that takes a text, or fails if the text is not valid.
type text interface{ ScanText(stored string) error }

// scanColumn stores a column. It converts nothing but integers to booleans and floats.
func (s *sqliteStatement) scanColumn(i int, dest any) error {
	kind := s.stmt.ColumnType(i)
	if s.scanBasic(i, kind, dest) {
		return nil
	}
	switch dest := dest.(type) {
	case nullable:
		if kind == sqlite.TypeNull {
			dest.Null()
			return nil
		}
		return s.scanColumn(i, dest.NotNull())
	case text:
		if kind == sqlite.TypeText {
			return dest.ScanText(s.stmt.ColumnText(i))
		}
	case sql.Scanner:
		return dest.Scan(s.value(i, kind))
	case **string:
		return scanPointer(s, i, kind, dest)
	case **int64:
		return scanPointer(s, i, kind, dest)
	}
	return fmt.Errorf("it is %v, for a %T", kind, dest)
}

// scanPointer stores a column that may be null.
func scanPointer[V any](s *sqliteStatement, i int, kind sqlite.ColumnType, dest **V) error {
	if kind == sqlite.TypeNull {
		*dest = nil
		return nil
	}
	*dest = new(V)
	return s.scanColumn(i, *dest)
}

// scanBasic reports false for another destination, or a value that does not fit.
func (s *sqliteStatement) scanBasic(i int, kind sqlite.ColumnType, dest any) bool {
	switch dest := dest.(type) {
	case *string:
		*dest = s.stmt.ColumnText(i)
		return kind == sqlite.TypeText
	case *any:
		*dest = s.value(i, kind)
		return true
	case *[]byte:
		*dest = s.bytes(i, kind)
		return true
	case *float64:
		*dest = s.stmt.ColumnFloat(i)
		return kind == sqlite.TypeFloat || kind == sqlite.TypeInteger
	}
	return kind == sqlite.TypeInteger && s.scanInteger(i, dest)
}

// scanInteger reports false for another destination.
func (s *sqliteStatement) scanInteger(i int, dest any) bool {
	switch dest := dest.(type) {
	case *int64:
		*dest = s.stmt.ColumnInt64(i)
	case *int:
		*dest = s.stmt.ColumnInt(i)
	case *int32:
		*dest = s.stmt.ColumnInt32(i)
	case *bool:
		*dest = s.stmt.ColumnBool(i)
	case integer:
		dest.ScanInteger(s.stmt.ColumnInt64(i))
	default:
		return false
	}
	return true
}

// value returns a column as nil, int64, float64, string or []byte.
func (s *sqliteStatement) value(i int, kind sqlite.ColumnType) any {
	switch kind {
	case sqlite.TypeInteger:
		return s.stmt.ColumnInt64(i)
	case sqlite.TypeFloat:
		return s.stmt.ColumnFloat(i)
	case sqlite.TypeText:
		return s.stmt.ColumnText(i)
	case sqlite.TypeBlob:
		return s.bytes(i, kind)
	}
	return nil
}

// bytes returns a blob, or nil for null.
func (s *sqliteStatement) bytes(i int, kind sqlite.ColumnType) []byte {
	if kind == sqlite.TypeNull {
		return nil
	}
	copied := make([]byte, s.stmt.ColumnLen(i))
	s.stmt.ColumnBytes(i, copied)
	return copied
}
