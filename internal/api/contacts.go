package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/guard"
	"waybill/internal/jsonvalue"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file serves a record with when its contacts were changed, and those of the records that it
// refers to: what somebody should know who is about to call.

// ContactHolders returns the nouns of the records that a record shows whose contacts may have
// been changed: its own, and those of its references. A resource without any has no such route.
func ContactHolders(d resource.Description) (nouns []string) {
	if d.HasContacts {
		nouns = append(nouns, strings.ToLower(d.Noun))
	}
	for _, f := range d.Fields {
		if noun, ok := strings.CutSuffix(f.Name, "_"+schema.ExternalReferenceID); ok && f.Target != "" {
			nouns = append(nouns, noun)
		}
	}
	return nouns
}

// contactRoutes returns the route of a record with its contacts.
func (h handlers[T]) contactRoutes(record string, read []string) []Route {
	d := h.resource.Describe()
	nouns := ContactHolders(d)
	if len(nouns) == 0 {
		return nil
	}
	return []Route{{http.MethodGet, record, GetWithContacts, read, apierr.DetailEnvelope, h.getWithContacts(strings.ToLower(d.Noun), nouns)}}
}

func (h handlers[T]) getWithContacts(own string, nouns []string) handler {
	return func(ctx context.Context, b *backend, c *call) (*answer, error) {
		if err := withoutParameters(c); err != nil {
			return nil, err
		}
		var body []byte
		err := b.reads.ReadSnapshot(ctx, func(tx *sqldb.ReadTx) error {
			record, err := h.read(tx, c.principal.Organization, c.segment)
			if err != nil {
				return err
			}
			body = append(append(append(buffer(1), `{"`+own+`":`...), record...), `,"contact_changed_at":{`...)
			body, err = appendContactTimes(tx, body, b, c, own, nouns, record)
			return err
		})
		if err != nil {
			return nil, err
		}
		return ok(append(body, "}}"...)), nil
	}
}

// appendContactTimes appends when the contacts of records were changed, by their nouns. The ids
// of the records stand in a record as it is answered.
func appendContactTimes(tx *sqldb.ReadTx, dst []byte, b *backend, c *call, own string, nouns []string, record []byte) ([]byte, error) {
	var members map[string]any
	if err := json.Unmarshal(record, &members); err != nil {
		return nil, fmt.Errorf("read the ids in a record: %w", err)
	}
	for i, noun := range nouns {
		if i > 0 {
			dst = append(dst, ',')
		}
		member := noun + "_id"
		if noun == own {
			member = "id"
		}
		id, _ := members[member].(string)
		at, err := guard.ChangedLately(tx, c.principal.Organization, noun, id, b.now())
		if err != nil {
			return nil, err
		}
		dst = append(dst, `"`+noun+`":`...)
		if at.IsZero() {
			dst = append(dst, "null"...)
			continue
		}
		dst = jsonvalue.AppendTime(dst, at)
	}
	return dst, nil
}
