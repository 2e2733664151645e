package sqldb

// Committers is how many groups of writes are done at once.
func (db *DB) Committers() int { return len(db.engine.committers()) }

// Waiting is how many writes no committer has taken yet.
func (db *DB) Waiting() int { return len(db.writer.waiting) }
