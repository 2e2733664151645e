package main

import (
	"context"
	"fmt"
	"strings"

	"waybill/internal/api"
	"waybill/internal/guard"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// changes are the commands for held changes. The user of the system may confirm any change, so
// that an organization with a single key is not stuck.
type changes struct {
	List    listChanges   `cmd:"" help:"List changes of contacts, newest first."`
	Confirm confirmChange `cmd:"" help:"Make a held change."`
	Refuse  refuseChange  `cmd:"" help:"Refuse a held change."`
}

type listChanges struct {
	storage
	Organization string `placeholder:"NAME" help:"Only the changes of this organization."`
	Status       string `enum:"held,confirmed,refused,outdated,expired,all" default:"held" placeholder:"STATUS" help:"Only changes with this status; all is any. (default: ${default})"`
}

// changesAtOnce is how many changes a statement reads.
const changesAtOnce = 100

// Run prints a table.
func (c listChanges) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		all, err := tenant.Organizations(ctx, db)
		if err != nil {
			return err
		}
		rows := [][]string{{"ID", "ORGANIZATION", "STATUS", "RECORD", "CONTACTS", "BEFORE", "AFTER", "ASKED BY", "EXPIRES"}}
		for _, o := range all {
			if c.Organization != "" && o.Name != c.Organization {
				continue
			}
			found, err := c.of(ctx, db, o.ID)
			if err != nil {
				return err
			}
			for _, change := range found {
				rows = append(rows, []string{change.ID, o.Name, string(change.Status), change.Resource + " " + change.Reference,
					strings.Join(change.Contacts, ","), string(change.Before), string(change.After),
					change.By.KeyID + change.By.User, timeText(change.ExpiresAt)})
			}
		}
		return t.table(rows)
	})
}

// of returns the changes of an organization.
func (c listChanges) of(ctx context.Context, db *sqldb.DB, organization int64) (all []guard.Change, err error) {
	q := sqldb.Newest{Status: c.Status, Limit: changesAtOnce}
	if c.Status == "all" {
		q.Status = ""
	}
	for {
		var page []guard.Change
		err := db.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
			page, err = guard.List(tx, organization, q)
			return err
		})
		all = append(all, page...)
		if err != nil || len(page) < changesAtOnce {
			return all, err
		}
		q.Before = page[len(page)-1].ID
	}
}

// oneChange is the argument of the commands that decide a change.
type oneChange struct {
	storage
	ID string `arg:"" help:"The change's id, from changes list or the header Waybill-Held."`
}

// decide calls an operation on the change.
func (c oneChange) decide(ctx context.Context, operation func(tx *sqldb.Tx, organization int64) (*guard.Change, error)) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		var organization int64
		err := db.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
			organization, err = guard.Organization(tx, c.ID)
			return err
		})
		if err != nil {
			return err
		}
		var change *guard.Change
		err = writeAs(ctx, db, organization, func(tx *sqldb.Tx) (err error) {
			change, err = operation(tx, organization)
			return err
		})
		if err == nil && change.Status == guard.Outdated {
			return fmt.Errorf("the change %s is outdated, because the record has changed since or is gone", c.ID)
		}
		return err
	})
}

// done prints what was done.
func (c oneChange) done(t terminal, what string, err error) error {
	if err == nil {
		_, err = fmt.Fprintf(t.out, "%s %s\n", what, c.ID)
	}
	return err
}

type confirmChange struct{ oneChange }

// Run makes the change.
func (c confirmChange) Run(ctx context.Context, t terminal) error {
	return c.done(t, "confirmed", c.decide(ctx, func(tx *sqldb.Tx, organization int64) (*guard.Change, error) {
		return api.Confirm(tx, resources(), organization, c.ID)
	}))
}

type refuseChange struct{ oneChange }

// Run refuses the change.
func (c refuseChange) Run(ctx context.Context, t terminal) error {
	return c.done(t, "refused", c.decide(ctx, func(tx *sqldb.Tx, organization int64) (*guard.Change, error) {
		return guard.Refuse(tx, organization, c.ID)
	}))
}
