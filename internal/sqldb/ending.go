package sqldb

// Ending is what the end of a restore, or of a copy, changes beside it: events. It is in the
// database from the moment on at which anybody can open the database. The zero value changes
// nothing.
type Ending struct {
	By Actor
	// Tell may read, and tells events (Tx.Tell). It may be called more than once.
	Tell func(*Tx) error
}

// call calls Tell, if there is one.
func (e Ending) call(tx *Tx) error {
	if e.Tell == nil {
		return nil
	}
	return e.Tell(tx)
}
