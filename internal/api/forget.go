package api

import (
	"context"
	"net/url"
	"slices"

	"waybill/internal/apierr"
	"waybill/internal/event"
	"waybill/internal/guard"
	"waybill/internal/idempotency"
	"waybill/internal/jsonvalue"
	"waybill/internal/mail"
	"waybill/internal/resource"
	"waybill/internal/sqldb"
)

// This file erases a record, for the command line.

// Forgotten is what Forget has erased.
type Forgotten struct {
	Records, Events, Answers, Emails, Changes int64
}

// Forget deletes the record under an external reference as a request would, and erases it
// from its events, its mails, its held changes and the answers that are kept under
// Idempotency-Keys. The record may have been deleted before. A call after a failure continues.
// It returns apierr.Referenced if other records refer to the record, and apierr.NotFound if
// nothing is known of it.
func Forget(ctx context.Context, db *sqldb.DB, by sqldb.Actor, groups []Group, of Group, organization int64, reference string) (Forgotten, error) {
	var guarded []resource.Guarded
	for _, g := range groups {
		guarded = append(guarded, g.guarded)
	}
	resource.Connect(guarded...)
	record := event.Record{Organization: organization, Resource: of.noun, Reference: reference}
	var done Forgotten
	err := db.Do(ctx, sqldb.Work{Organization: organization, By: by}, func(tx *sqldb.Tx) error {
		done.Records = 1
		return of.erase(tx, organization, reference)
	})
	if apierr.KindOf(err) == apierr.NotFound {
		done.Records, err = 0, nil
	}
	if err != nil {
		return done, err
	}
	ids, err := event.RecordIDs(ctx, db, record)
	if err != nil {
		return done, err
	}
	if done.Records == 0 && len(ids) == 0 {
		return done, apierr.MissingRecord(of.Resource.Noun, reference)
	}
	texts := slices.Concat(ids, []string{string(jsonvalue.AppendText(nil, reference)), "/" + url.PathEscape(reference) + "\n"})
	if done.Changes, err = guard.Forget(ctx, db, organization, of.noun, reference); err != nil {
		return done, err
	}
	if done.Emails, err = mail.Forget(ctx, db, organization, of.noun, reference); err != nil {
		return done, err
	}
	if done.Answers, err = idempotency.Forget(ctx, db, organization, texts); err != nil {
		return done, err
	}
	done.Events, err = event.Forget(ctx, db, record)
	return done, err
}
