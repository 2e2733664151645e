package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"waybill/internal/api"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// forget is the command that erases a record.
type forget struct {
	storage
	Resource     string `arg:"" help:"The resource, such as customer."`
	Reference    string `arg:"" help:"The external reference of the record."`
	Organization string `required:"" placeholder:"NAME" help:"The organization of the record."`
	Yes          string `placeholder:"REFERENCE" help:"The external reference again, instead of a prompt for it."`
}

// Help returns the long help of the command.
func (forget) Help() string {
	return `Deletes the record as a request would: it fails if other records refer to the record. Then it empties the data, the names of changed fields and the reference in all events of the record, also of a record that was deleted before, deletes the answers under Idempotency-Keys that have it, its held changes, and the mails about it; recipients of a customer are deleted with the customer. The events stay, with their numbers and the id of the record. Backups, logs and the events of other records stay as they are. After an interruption, run the same command again.`
}

// Run erases the record once its reference was given twice.
func (c forget) Run(ctx context.Context, t terminal) error {
	all := resources()
	of, err := all.named(c.Resource)
	if err != nil {
		return err
	}
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		organization, err := tenant.OrganizationID(ctx, db, c.Organization)
		if err != nil {
			return err
		}
		if err := c.confirm(t); err != nil {
			return err
		}
		done, err := api.Forget(ctx, db, sqldb.Actor{User: systemUser()}, all, of, organization, c.Reference)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(t.out, "erased %d record, %d events, %d kept answers, %d mails and %d held changes\n",
			done.Records, done.Events, done.Answers, done.Emails, done.Changes)
		return err
	})
}

func (c forget) confirm(t terminal) error {
	repeated := c.Yes
	if repeated == "" {
		_, _ = fmt.Fprintf(t.err, "The %s %s of the organization %s will be erased. Type its reference to confirm: ", c.Resource, c.Reference, c.Organization)
		line, err := bufio.NewReader(t.in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		_, _ = fmt.Fprintln(t.err)
		repeated = strings.TrimRight(line, "\r\n")
	}
	if repeated != c.Reference {
		return errors.New("nothing was erased: the reference was not confirmed, at the prompt or with --yes")
	}
	return nil
}

// named returns the resource of a noun or its plural, in any letter case.
func (l resourceList) named(name string) (api.Group, error) {
	var plurals []string
	for _, group := range l {
		if strings.EqualFold(name, group.Resource.Noun) || strings.EqualFold(name, group.Resource.Plural) {
			return group, nil
		}
		plurals = append(plurals, group.Resource.Plural)
	}
	return api.Group{}, fmt.Errorf("there is no resource %q; there are %s", name, strings.Join(plurals, ", "))
}
