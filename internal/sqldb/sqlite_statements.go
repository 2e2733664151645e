package sqldb

import (
	"container/list"
	"errors"
)

// maxPrepared is the number of prepared statements that a connection keeps. On
// PostgreSQL, pgx keeps 512.
const maxPrepared = 256

// statementCache is an LRU cache of the prepared statements of a connection.
type statementCache struct {
	byText map[string]*list.Element
	used   list.List // of cachedStatement, the last used first
}

type cachedStatement struct {
	text     string
	prepared *sqliteStatement
}

// get returns a prepared statement, and prepares it if it is not in the cache.
func (c *statementCache) get(text string, prepare func(text string) (*sqliteStatement, error)) (*sqliteStatement, error) {
	if found, ok := c.byText[text]; ok {
		c.used.MoveToFront(found)
		return found.Value.(*cachedStatement).prepared, nil
	}
	prepared, err := prepare(text)
	if err != nil {
		return nil, err
	}
	if c.byText == nil {
		c.byText = make(map[string]*list.Element)
	}
	c.byText[text] = c.used.PushFront(&cachedStatement{text, prepared})
	if c.used.Len() > maxPrepared {
		err = c.drop(c.used.Back())
	}
	return prepared, err
}

func (c *statementCache) drop(e *list.Element) error {
	dropped := c.used.Remove(e).(*cachedStatement)
	delete(c.byText, dropped.text)
	return dropped.prepared.stmt.Finalize()
}

// close closes all statements.
func (c *statementCache) close() error {
	var failures []error
	for c.used.Len() > 0 {
		failures = append(failures, c.drop(c.used.Back()))
	}
	return errors.Join(failures...)
}
