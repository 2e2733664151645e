package sqldb

import "context"

// mostCached is how many values a recordCache has at most.
const mostCached = 4096

// recordCache keeps values that a connection to SQLite has read from records. A load, for
// example, shows the names of a customer, a carrier and locations that other loads show, too.
// To look them up takes a quarter of the processor time of a get of a load with five stops.
//
// A value is right as long as it is in the cache:
//   - a commit of another connection removes all values before they are used in a later
//     transaction, which PRAGMA data_version notices;
//   - Tx.Count and Tx.Changed remove the values of a resource whose rows this connection changes;
//   - a rollback of changes, also of one write, removes all values.
//
// The values belong to a snapshot, so the cache is empty outside of a transaction. The nil
// recordCache has no values, and takes none. PostgreSQL has no other: its servers do not know of
// each other's commits.
type recordCache struct {
	session *sqliteSession
	values  map[counter]map[string]any // by organization and resource, and by key
	count   int
	version int64 // the data_version of SQLite to which the values belong
	// current says that the values were compared with the snapshot of this transaction.
	current bool
}

// recheck makes the next use of the cache compare its values with the snapshot. It must be called
// at the beginning and at the end of each transaction.
func (c *recordCache) recheck() {
	if c != nil {
		c.current = false
	}
}

// get returns nil for a value that is not in the cache.
func (c *recordCache) get(of counter, key string) any {
	if !c.isCurrent() {
		return nil
	}
	return c.values[of][key]
}

// add adds a value. A cache that is full loses the others.
func (c *recordCache) add(of counter, key string, value any) {
	if !c.isCurrent() {
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

// isCurrent reports whether the connection is in a transaction. It first clears the cache if
// another connection has committed between the snapshot of the values and that of the
// transaction.
func (c *recordCache) isCurrent() bool {
	if c == nil || c.current {
		return c != nil
	}
	if c.session.conn.AutocommitEnabled() {
		return false
	}
	version := c.version
	err := c.session.query(context.Background(), "PRAGMA data_version", nil, func(scan func(...any) error) error { return scan(&version) })
	if err != nil || version != c.version {
		c.clear()
	}
	c.version, c.current = version, err == nil
	return c.current
}

// CachesRecords reports whether Cached may return values. If it does not, a statement that joins
// records is better than several that look them up.
func (tx *ReadTx) CachesRecords() bool { return tx.session.records() != nil }

// Cached returns the value that Cache was given for a record of a table under a key, or nil.
// The value is the one that this transaction would read.
func (tx *ReadTx) Cached(organization int64, table, key string) any {
	return tx.session.records().get(counter{organization, table}, key)
}

// Cache keeps a value that was read by this transaction from a record of a table, and from
// nothing else, for later calls of Cached with the same key. It need not keep it. Several
// transactions may use the value, so nobody may change it.
func (tx *ReadTx) Cache(organization int64, table, key string, value any) {
	tx.session.records().add(counter{organization, table}, key, value)
}
