package sqldb

import (
	"database/sql/driver"
	"strings"
	"sync"

	"modernc.org/sqlite"
)

// sqliteContains is a function of SQL that reports whether its first argument
// contains its second, by bytes. SQLite's instr takes the product of the lengths
// of both texts, this one their sum.
const sqliteContains = "text_contains"

// registerContains gives the function to all connections that are opened later.
var registerContains = sync.OnceValue(func() error {
	return sqlite.RegisterFunction(sqliteContains, &sqlite.FunctionImpl{
		NArgs:         2,
		Deterministic: true,
		VolatileArgs:  true, // neither text is kept
		Scalar: func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
			text, ok := args[0].(string)
			part, asked := args[1].(string)
			if !ok || !asked {
				return nil, nil
			}
			return strings.Contains(text, part), nil
		},
	})
})
