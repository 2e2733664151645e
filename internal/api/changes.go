package api

import (
	"context"
	"fmt"
	"net/http"

	"waybill/internal/apierr"
	"waybill/internal/guard"
	"waybill/internal/mail"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file serves the changes of contacts that are held until another key confirms them.

const changesPath = ownPath + "/changes"

// changeRoutes returns the routes of held changes. They show records, so they need the scopes to
// read these, too. A server that holds no changes has them, because it may have held some before.
func changeRoutes() []Route {
	one := changesPath + AnySegment
	route := func(method, path string, operation Operation, scope string, handle handler) Route {
		return Route{method, path, operation, []string{scope, "read:customers", "read:carriers"}, apierr.ErrorEnvelope, handle}
	}
	return []Route{
		route(http.MethodGet, changesPath, ListChanges, "read:changes", listChanges),
		route(http.MethodGet, one, GetChange, "read:changes", getChange),
		route(http.MethodPost, one+"/confirm", ConfirmChange, "write:changes", confirmChange),
		route(http.MethodPost, one+"/refuse", RefuseChange, "write:changes", refuseChange),
	}
}

// byNoun returns groups by their nouns in events.
func byNoun(groups []Group) map[string]Group {
	all := map[string]Group{}
	for _, g := range groups {
		all[g.noun] = g
	}
	return all
}

// Confirm makes a held change, for the command line. It tells no old contact. It returns the
// errors of guard.Confirm.
func Confirm(tx *sqldb.Tx, groups []Group, organization int64, id string) (*guard.Change, error) {
	return guard.Confirm(tx, organization, id, changer{resources: byNoun(groups)}.apply)
}

// changer makes held changes.
type changer struct {
	resources map[string]Group // by their nouns in events
	mail      *mail.Store      // nil for no mails
}

// apply makes a change, and queues the mails to the old contacts.
func (ch changer) apply(tx *sqldb.Tx, c *guard.Change) error {
	of, ok := ch.resources[c.Resource]
	if !ok {
		return fmt.Errorf("the held change %s is of an unknown resource, %q", c.ID, c.Resource)
	}
	var record []byte
	if ch.mail != nil {
		// If the change can be made, this is the record in its version.
		var err error
		if record, err = of.read(&tx.ReadTx, c.Organization, c.RecordID); err != nil {
			return err
		}
	}
	if err := of.applyHeld(tx, c.Organization, c.RecordID, c.Version, c.After); err != nil || ch.mail == nil {
		return err
	}
	return ch.mail.TellOldContacts(tx, c.Organization, &mail.ContactChange{Noun: c.Resource, Record: record, Before: c.Before, After: c.After})
}

// ChangeParameters describes the parameters of the list of changes.
func ChangeParameters() []*schema.Filter { return newestParameters("changes", guard.Statuses()) }

func listChanges(ctx context.Context, b *backend, c *call) (*answer, error) {
	return listNewest(ctx, b, c, guard.Statuses(), guard.List, func(change *guard.Change) string { return change.ID },
		func(dst []byte, change *guard.Change) []byte { return change.AppendJSON(dst, false) })
}

func getChange(ctx context.Context, b *backend, c *call) (*answer, error) {
	return one(ctx, b, c, guard.Get, func(change *guard.Change, dst []byte) []byte { return change.AppendJSON(dst, true) })
}

func confirmChange(ctx context.Context, b *backend, c *call) (*answer, error) {
	return decides(func(tx *sqldb.Tx, t target) (*guard.Change, error) {
		return guard.Confirm(tx, t.organization, t.key, changer{b.resources, b.mail}.apply)
	}).handle(ctx, b, c)
}

func refuseChange(ctx context.Context, b *backend, c *call) (*answer, error) {
	return decides(func(tx *sqldb.Tx, t target) (*guard.Change, error) {
		return guard.Refuse(tx, t.organization, t.key)
	}).handle(ctx, b, c)
}

// decides returns the write that decides a held change. That a change is outdated is committed,
// and answered as a conflict.
func decides(decide func(*sqldb.Tx, target) (*guard.Change, error)) write[struct{}, *guard.Change] {
	return write[struct{}, *guard.Change]{
		apply: func(tx *sqldb.Tx, t target, _ struct{}) (*guard.Change, error) { return decide(tx, t) },
		answer: func(change *guard.Change) *answer {
			if change.Status == guard.Outdated {
				return &answer{status: http.StatusConflict, body: errorBody(apierr.Referenced.Code(), OutdatedSentence)}
			}
			return ok(change.AppendJSON(buffer(1), true))
		},
	}
}

// OutdatedSentence is the message of the answer to the confirmation of an outdated change.
const OutdatedSentence = "Cannot confirm change: it is outdated, because the record has changed since or is gone"
