package sqldb

// Committers is how many groups of writes are done at once.
func (db *DB) Committers() int { return len(db.engine.committers()) }
