package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

type organizations struct {
	Create createOrganization `cmd:"" help:"Create an organization."`
	List   listOrganizations  `cmd:"" help:"List all organizations, with the numbers that identify them in the log."`
	Rename renameOrganization `cmd:"" help:"Rename an organization. Its keys and records do not change."`
	Delete deleteOrganization `cmd:"" help:"Delete an organization with its keys, its records and all other data."`
}

type createOrganization struct {
	storage
	Name string `arg:"" help:"The name, which must be unique."`
}

// Run creates the organization, and the database if there is none.
func (c createOrganization) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{}, func(db *sqldb.DB) error {
		created, err := tenant.CreateOrganization(ctx, db, c.Name)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(t.out, "created the organization %s\n", created.Name)
		return err
	})
}

type listOrganizations struct{ storage }

// Run prints a table.
func (c listOrganizations) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		all, err := tenant.Organizations(ctx, db)
		if err != nil {
			return err
		}
		rows := [][]string{{"NUMBER", "NAME", "CREATED", "STATE"}}
		for _, o := range all {
			state := "-"
			if o.Deleting {
				state = "being deleted"
			}
			rows = append(rows, []string{strconv.FormatInt(o.ID, 10), o.Name, timeText(o.CreatedAt), state})
		}
		return t.table(rows)
	})
}

type renameOrganization struct {
	storage
	Name string `arg:"" help:"The current name."`
	To   string `arg:"" help:"The new name, which must be unique."`
}

// Run renames the organization.
func (c renameOrganization) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		if err := tenant.RenameOrganization(ctx, db, c.Name, c.To); err != nil {
			return err
		}
		_, err := fmt.Fprintf(t.out, "renamed %s to %s\n", c.Name, c.To)
		return err
	})
}

type deleteOrganization struct {
	storage
	Name string `arg:"" help:"The name."`
	Yes  string `placeholder:"NAME" help:"The name again, instead of a prompt for it."`
}

// Help returns the long help of the command.
func (deleteOrganization) Help() string {
	return `First revokes all keys of the organization. Then removes its rows in small transactions, while servers keep serving other organizations. After an interruption, run the same command again to continue.`
}

// Run deletes the organization once its name was given twice.
func (c deleteOrganization) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		if err := c.confirm(t); err != nil {
			return err
		}
		total := int64(0)
		err := tenant.DeleteOrganization(ctx, db, c.Name, func(_ string, removed int64) { total += removed })
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(t.out, "deleted the organization %s with %d rows\n", c.Name, total)
		return err
	})
}

func (c deleteOrganization) confirm(t terminal) error {
	repeated := c.Yes
	if repeated == "" {
		_, _ = fmt.Fprintf(t.err, "All data of the organization %s will be deleted. Type its name to confirm: ", c.Name)
		line, err := bufio.NewReader(t.in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		_, _ = fmt.Fprintln(t.err)
		repeated = strings.TrimRight(line, "\r\n")
	}
	if repeated != c.Name {
		return errors.New("nothing was deleted: the name was not confirmed, at the prompt or with --yes")
	}
	return nil
}
