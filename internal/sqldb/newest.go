package sqldb

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Newest says which rows of an organization to list, of a table whose ids grow with time and
// whose rows have a status.
type Newest struct {
	Status string // empty for all
	Before string // only rows with smaller ids; empty for all
	Limit  int64
}

// Rows calls each for the rows of a table, the newest first.
func (n Newest) Rows(tx *ReadTx, table, columns string, organization int64, each rowFunc) error {
	if strings.IndexByte(n.Before, 0) >= 0 || !utf8.ValidString(n.Before) {
		return nil // no id has such bytes, and PostgreSQL refuses them
	}
	statement, args := `SELECT `+columns+` FROM `+table+` WHERE organization_id = $1`, []any{organization}
	add := func(part string, value any) {
		args = append(args, value)
		statement += fmt.Sprintf(part, len(args))
	}
	if n.Status != "" {
		add(" AND status = $%d", n.Status)
	}
	if n.Before != "" {
		add(" AND id < $%d", n.Before)
	}
	add(" ORDER BY id DESC LIMIT $%d", n.Limit)
	return tx.Rows(statement, args, each)
}
