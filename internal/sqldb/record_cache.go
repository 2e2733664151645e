package sqldb

import "context"

// mostCached is how many values a recordCache has at most.
const mostCached = 8192

// recordCache keeps values that were read from records, on the connection that does all writes
// of a SQLite database. A load, for example, refers to a customer, a carrier and locations to
// which other loads refer, too, and looking them up takes a tenth of the time of its create.
//
// A value is right as long as it is in the cache:
//   - Tx.Count and Tx.Changed remove the values of a resource whose rows a write changes;
//   - a rollback, also of one write, removes all values;
//   - a commit of another connection removes all values before the next transaction.
//
// The nil recordCache has no values, and takes none. PostgreSQL has no other, because other
// servers change its records.
type recordCache struct {
	values  map[counter]map[string]any // by organization and resource, and by key
	count   int
	version int64 // the data_version of SQLite when the last transaction began
}

// get returns nil for a value that is not in the cache.
func (c *recordCache) get(of counter, key string) any {
	if c == nil {
		return nil
	}
	return c.values[of][key]
}

// add adds a value. A cache that is full loses the others.
func (c *recordCache) add(of counter, key string, value any) {
	if c == nil {
		return
	}
	if c.count >= mostCached {
		c.clear()
	}
	if c.values == nil {
		c.values = map[counter]map[string]any{}
	}
	if c.values[of] == nil {
		c.values[of] = map[string]any{}
	}
	before := len(c.values[of])
	c.values[of][key] = value
	c.count += len(c.values[of]) - before
}

// remove removes the values of a resource.
func (c *recordCache) remove(of counter) {
	if c == nil || len(c.values[of]) == 0 {
		return
	}
	c.count -= len(c.values[of])
	delete(c.values, of)
}

func (c *recordCache) clear() {
	if c != nil {
		c.values, c.count = nil, 0
	}
}

// begun must be called at the beginning of a transaction that locks the file for writing. It
// clears the cache if another connection has committed since the last call.
func (c *recordCache) begun(s *sqliteSession) error {
	version := c.version
	err := s.query(context.Background(), "PRAGMA data_version", nil, func(scan func(...any) error) error { return scan(&version) })
	if err != nil || version != c.version {
		c.clear()
	}
	c.version = version
	return err
}

// Cached returns the value that Cache was given for a record of a table under a key, or nil.
// The value is right: a change of the record has removed it.
func (tx *ReadTx) Cached(organization int64, table, key string) any {
	return tx.session.records().get(counter{organization, table}, key)
}

// Cache keeps a value that was read by this transaction from a record of a table, and from
// nothing else, for later calls of Cached with the same key. It need not keep it: only writes
// on SQLite do. Several transactions may use the value, so nobody may change it.
func (tx *ReadTx) Cache(organization int64, table, key string, value any) {
	tx.session.records().add(counter{organization, table}, key, value)
}
