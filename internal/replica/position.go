package replica

import (
	"context"
	"errors"
	"fmt"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// position is how far the replica is.
type position struct {
	source  string // the address of the server
	cursor  int64  // the number of the last event that the records have
	mark    string // of that event; empty if it was not read
	settled int64  // up to this event, records may be missing until later events
	// resource is the resource whose records are being read, and after the last id that was
	// read. Both are empty when all records were read.
	resource, after string
}

// isReading reports whether records have to be read before events.
func (p *position) isReading() bool { return p.resource != "" }

const (
	selectPosition = `SELECT source, cursor, mark, settled, resource, after_id FROM replicas WHERE organization_id = $1`
	insertPosition = `INSERT INTO replicas (organization_id, source, cursor, mark, settled, resource, after_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`
	// updatePosition changes nothing if another process has moved the position.
	updatePosition = `UPDATE replicas SET source = $2, cursor = $3, mark = $4, settled = $5, resource = $6, after_id = $7
		WHERE organization_id = $1 AND source = $8 AND cursor = $9 AND mark = $10 AND settled = $11 AND resource = $12 AND after_id = $13`
)

func (p *position) values() []any {
	return []any{p.source, p.cursor, p.mark, p.settled, p.resource, p.after}
}

// errMoved says that the position in the database is not the one that was read.
var errMoved = errors.New("another process follows into the same replica")

// move writes a new position in place of the current one.
func (f *Follower) move(tx *sqldb.Tx, to position) error {
	args := append(append([]any{f.organization}, to.values()...), f.position.values()...)
	changed, err := tx.Exec(updatePosition, args...)
	if err == nil && changed == 0 {
		err = errMoved
	}
	return err
}

// stored returns the position in the database, or sqldb.ErrNoRows if there is none.
func (f *Follower) stored(tx *sqldb.Tx) (p position, err error) {
	err = tx.Row(selectPosition, []any{f.organization}, &p.source, &p.cursor, &p.mark, &p.settled, &p.resource, &p.after)
	return p, err
}

// write calls fn in a transaction, which also writes the position that fn returns. While
// the database is unavailable, it tries again: the commit of a try may have reached the
// database though its answer was lost, and then nothing is left to do.
func (f *Follower) write(ctx context.Context, fn func(tx *sqldb.Tx) (position, error)) error {
	var to position
	tried := false
	work := sqldb.Work{Organization: f.organization, Large: true, By: f.By}
	err := f.retrying(ctx, func() error {
		err := f.DB.Do(ctx, work, func(tx *sqldb.Tx) (err error) {
			if tried {
				if at, err := f.stored(tx); err != nil || at == to {
					return err
				}
			}
			if to, err = fn(tx); err != nil {
				return err
			}
			return f.move(tx, to)
		})
		if ctx.Err() == nil && apierr.KindOf(err) == apierr.Unavailable {
			tried = to != position{}
			return &temporary{error: err}
		}
		return err
	})
	if err == nil {
		f.position = to
	}
	return err
}

// open reads the position, or begins a replica.
func (f *Follower) open(ctx context.Context) error {
	id, err := tenant.OrganizationID(ctx, f.DB, f.Organization)
	if errors.Is(err, tenant.ErrNoOrganization) {
		var created tenant.Organization
		created, err = tenant.CreateOrganization(ctx, f.DB, f.Organization)
		id = created.ID
	}
	if err != nil {
		return err
	}
	f.organization = id
	err = f.DB.Do(ctx, sqldb.Work{}, func(tx *sqldb.Tx) (err error) {
		f.position, err = f.stored(tx)
		if errors.Is(err, sqldb.ErrNoRows) {
			return f.begin(tx)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("the organization %q: %w", f.Organization, err)
	}
	if f.position.source != f.URL {
		return f.changeSource(ctx)
	}
	return nil
}

// begin makes an organization without records a replica.
func (f *Follower) begin(tx *sqldb.Tx) error {
	for _, r := range f.Resources {
		ids, err := r.IDs(&tx.ReadTx, f.organization, "", "")
		if err != nil {
			return err
		}
		if len(ids) > 0 {
			return fmt.Errorf("it has %s and is no replica; follow into another organization, or another database", r.Plural())
		}
	}
	f.position = position{source: f.URL, resource: f.Resources[0].Plural()}
	_, err := tx.Exec(insertPosition, append([]any{f.organization}, f.position.values()...)...)
	return err
}

// changeSource makes the replica one of another address, if the server there has the last
// event of the replica.
func (f *Follower) changeSource(ctx context.Context) error {
	other := fmt.Errorf("the organization %q is a replica of %s; follow into another organization, or another database", f.Organization, f.position.source)
	if f.position.mark == "" {
		return other
	}
	var page eventPage
	err := f.retrying(ctx, func() (err error) {
		page, err = f.source.events(ctx, f.position.cursor-1, 1, 0)
		return err
	})
	if errors.Is(err, errExpired) || err == nil && (len(page.Events) == 0 || page.Events[0].mark() != f.position.mark) {
		return other
	}
	if err != nil {
		return err
	}
	to := f.position
	to.source = f.URL
	return f.write(ctx, func(*sqldb.Tx) (position, error) { return to, nil })
}

// beginReading makes the follower read all records again.
func (f *Follower) beginReading(ctx context.Context) error {
	to := position{source: f.position.source, resource: f.Resources[0].Plural()}
	return f.write(ctx, func(*sqldb.Tx) (position, error) { return to, nil })
}

// Again makes the follower read all records again.
func (f *Follower) Again(ctx context.Context) error { return f.beginReading(ctx) }
