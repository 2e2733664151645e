package sqldb

import (
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"waybill/internal/apierr"
)

// sqliteError marks the errors of the disk and of a locked file as Unavailable. Any
// other error is a bug. It judges by the codes in https://www.sqlite.org/rescode.html.
func sqliteError(err error) error {
	failure, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return err
	}
	switch failure.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
		sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL:
		return apierr.DatabaseUnavailable(err)
	}
	return err
}

// openError replaces the common errors of a database that cannot be opened by plain
// texts.
func openError(err error) error {
	failure, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return err
	}
	switch failure.Code() & 0xff {
	case sqlite3.SQLITE_NOTADB:
		return errors.New("the file is not a SQLite database")
	case sqlite3.SQLITE_CANTOPEN:
		return errors.New("the file cannot be opened or made; is its folder there, and writable?")
	case sqlite3.SQLITE_READONLY:
		return errors.New("the file, or its folder, is not writable")
	case sqlite3.SQLITE_CORRUPT:
		return errors.New("the file is damaged")
	}
	return err
}
