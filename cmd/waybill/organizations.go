package main

import (
	"context"
	"fmt"

	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

type organizations struct {
	Create createOrganization `cmd:"" help:"Make an organization."`
	List   listOrganizations  `cmd:"" help:"List all organizations."`
}

type createOrganization struct {
	storage
	Name string `arg:"" help:"Its name, which no other organization has."`
}

// Run implements the command.
func (c createOrganization) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{}, func(db *sqldb.DB) error {
		made, err := tenant.CreateOrganization(ctx, db, c.Name)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(t.out, "made the organization %s\n", made.Name)
		return err
	})
}

type listOrganizations struct{ storage }

// Run implements the command.
func (c listOrganizations) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		all, err := tenant.Organizations(ctx, db)
		if err != nil {
			return err
		}
		rows := [][]string{{"NAME", "MADE"}}
		for _, o := range all {
			rows = append(rows, []string{o.Name, moment(o.CreatedAt)})
		}
		return t.table(rows)
	})
}
