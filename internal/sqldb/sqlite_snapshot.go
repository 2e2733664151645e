package sqldb

import (
	"context"
	"errors"
	"sync/atomic"
)

// sqliteSnapshot is a read transaction on a connection of its own. While one that may be
// sealed is open, the writer does no deferred work on text indexes: seal could not
// distinguish it from a change of the data.
type sqliteSnapshot struct {
	open    *atomic.Int64 // counts the snapshots that may be sealed; nil for another
	conn    *sqliteSession
	version int64 // the data_version of the connection
}

func (e *sqliteEngine) snapshot(ctx context.Context) (snapshot, error) {
	return e.takeSnapshot(ctx, &e.snapshots)
}

func (e *sqliteEngine) view(ctx context.Context) (snapshot, error) { return e.takeSnapshot(ctx, nil) }

func (e *sqliteEngine) takeSnapshot(ctx context.Context, open *atomic.Int64) (snapshot, error) {
	conn, err := e.connect()
	if err != nil {
		return nil, err
	}
	s := &sqliteSnapshot{open: open, conn: conn}
	if _, err = conn.exec(ctx, "BEGIN", nil); err == nil {
		s.version, err = s.dataVersion(ctx) // the first read fixes the moment
	}
	if err != nil {
		return nil, errors.Join(err, conn.close())
	}
	s.count(1)
	return s, nil
}

func (s *sqliteSnapshot) session() session { return s.conn }

// seal takes the write lock. The data_version of a connection changes when another
// connection commits, whatever it changed:
// https://www.sqlite.org/pragma.html#pragma_data_version.
func (s *sqliteSnapshot) seal(ctx context.Context, _ []string) (unchanged bool, err error) {
	s.conn.cache.recheck()
	for _, statement := range []string{"COMMIT", "BEGIN IMMEDIATE"} {
		if _, err := s.conn.exec(ctx, statement, nil); err != nil {
			return false, err
		}
	}
	version, err := s.dataVersion(ctx)
	return version == s.version, err
}

func (s *sqliteSnapshot) dataVersion(ctx context.Context) (version int64, err error) {
	err = s.conn.query(ctx, "PRAGMA data_version", nil, func(scan func(...any) error) error { return scan(&version) })
	return version, err
}

// count adds to the number of snapshots that may be sealed.
func (s *sqliteSnapshot) count(more int64) {
	if s.open != nil {
		s.open.Add(more)
	}
}

// close ends the transaction, if there is any: a failed seal leaves none.
func (s *sqliteSnapshot) close(ctx context.Context) error {
	s.count(-1)
	_, _ = s.conn.exec(ctx, "ROLLBACK", nil)
	return s.conn.close()
}
