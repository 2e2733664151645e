package sqldb

import (
	"errors"

	driver "modernc.org/sqlite"
	"zombiezen.com/go/sqlite"

	"waybill/internal/apierr"
)

// sqliteCode returns the primary code of an error of SQLite, and ResultError for any
// other error. Migrations and backups use the driver for database/sql, with errors of
// its own.
func sqliteCode(err error) sqlite.ResultCode {
	if failure, ok := errors.AsType[*driver.Error](err); ok {
		return sqlite.ResultCode(failure.Code()).ToPrimary()
	}
	return sqlite.ErrCode(err).ToPrimary()
}

// sqliteError marks the errors of the disk and of a locked file as Unavailable. Any
// other error is a bug. It judges by the codes in https://www.sqlite.org/rescode.html.
func sqliteError(err error) error {
	switch sqliteCode(err) {
	case sqlite.ResultBusy, sqlite.ResultLocked, sqlite.ResultFull, sqlite.ResultIOErr,
		sqlite.ResultReadOnly, sqlite.ResultCantOpen, sqlite.ResultProtocol:
		return apierr.DatabaseUnavailable(err)
	}
	return err
}

// openError replaces the common errors of a database that cannot be opened by plain
// texts.
func openError(err error) error {
	switch sqliteCode(err) {
	case sqlite.ResultNotADB:
		return errors.New("the file is not a SQLite database")
	case sqlite.ResultCantOpen:
		return errors.New("the file cannot be opened or made; is its folder there, and writable?")
	case sqlite.ResultReadOnly:
		return errors.New("the file, or its folder, is not writable")
	case sqlite.ResultCorrupt:
		return errors.New("the file is damaged")
	}
	return err
}
