package sqldb

// Committers is how many groups of writes are done at once.
func (db *DB) Committers() int { return len(db.engine.committers()) }

// Waiting is how many writes no committer has taken yet.
func (db *DB) Waiting() int { return len(db.writer.waiting) }

// Lists is how many lists run at once.
func (db *DB) Lists() int { return db.engine.lists() }

// Indexed gives the parts of a text that a text index is asked for.
func Indexed(text string) (parts []string, whole bool) { return indexed(text) }
