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
	Create createOrganization `cmd:"" help:"Make an organization."`
	List   listOrganizations  `cmd:"" help:"List all organizations, with the numbers by which the log names them."`
	Rename renameOrganization `cmd:"" help:"Give an organization another name. Keys and records stay as they are."`
	Delete deleteOrganization `cmd:"" help:"Delete an organization with its keys, its records and everything else of it."`
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
		rows := [][]string{{"NUMBER", "NAME", "MADE", "STATE"}}
		for _, o := range all {
			state := "-"
			if o.Deleting {
				state = "being deleted"
			}
			rows = append(rows, []string{strconv.FormatInt(o.ID, 10), o.Name, moment(o.CreatedAt), state})
		}
		return t.table(rows)
	})
}

type renameOrganization struct {
	storage
	Name string `arg:"" help:"Its name until now."`
	To   string `arg:"" help:"Its new name, which no other organization has."`
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
	Name string `arg:"" help:"Its name."`
	Yes  string `placeholder:"NAME" help:"The name once more, instead of typing it when asked."`
}

// Help implements kong.HelpProvider.
func (deleteOrganization) Help() string {
	return `First all of its keys are refused. Then its rows are removed, some at a time, while servers go on serving other organizations. When the command is interrupted, the same command goes on.`
}

// Run deletes the organization, once its name has been said twice.
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
	said := c.Yes
	if said == "" {
		_, _ = fmt.Fprintf(t.err, "Everything of the organization %s will be gone. Type its name to delete it: ", c.Name)
		line, err := bufio.NewReader(t.in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		_, _ = fmt.Fprintln(t.err)
		said = strings.TrimRight(line, "\r\n")
	}
	if said != c.Name {
		return errors.New("nothing was deleted: the name was not repeated, here or with --yes")
	}
	return nil
}
