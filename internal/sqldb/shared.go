package sqldb

// Shared reports whether other instances may use the database at the same time,
// so that what an instance keeps in memory is not all there is.
func (db *DB) Shared() bool {
	_, alone := db.engine.(*sqliteEngine)
	return !alone
}
