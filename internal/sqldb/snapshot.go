package sqldb

import (
	"context"
	"fmt"
)

// Snapshot is a database as it was at one moment. It is for one goroutine at a
// time, and must be closed.
type Snapshot struct{ of snapshot }

// snapshot is a Snapshot of an engine.
type snapshot interface {
	session() session
	// seal is Snapshot.Seal.
	seal(ctx context.Context, tables []string) (unchanged bool, err error)
	close(ctx context.Context) error
}

// Snapshot returns the database as it is now. Reads and writes continue. On SQLite the
// WAL grows with every write until the snapshot is closed.
func (db *DB) Snapshot(ctx context.Context) (*Snapshot, error) {
	taken, err := db.engine.snapshot(ctx)
	if err != nil {
		return nil, fmt.Errorf("taking a snapshot: %w", err)
	}
	return &Snapshot{taken}, nil
}

// View is Snapshot for a reader that only reads, perhaps for long: Seal may report a change
// although there was none.
func (db *DB) View(ctx context.Context) (*Snapshot, error) {
	taken, err := db.engine.view(ctx)
	if err != nil {
		return nil, fmt.Errorf("taking a snapshot: %w", err)
	}
	return &Snapshot{taken}, nil
}

// Read calls fn to read what the database held at the moment of the snapshot.
func (s *Snapshot) Read(ctx context.Context, fn func(*ReadTx) error) error {
	return fn(&ReadTx{ctx: ctx, session: s.of.session()})
}

// Seal ends the snapshot and locks the tables against writers until Close. It reports
// whether the tables still equal the snapshot; it may report false although they do.
// It fails when a writer keeps it waiting for too long.
func (s *Snapshot) Seal(ctx context.Context, tables []string) (unchanged bool, err error) {
	if unchanged, err = s.of.seal(ctx, tables); err != nil {
		return false, fmt.Errorf("waiting for others to stop writing: %w", err)
	}
	return unchanged, nil
}

// Close ends the snapshot, and releases the locks of Seal.
func (s *Snapshot) Close(ctx context.Context) error { return s.of.close(context.WithoutCancel(ctx)) }
