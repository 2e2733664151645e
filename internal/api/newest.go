package api

import (
	"context"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file serves lists of what has a status, newest first: of mails and of held changes.

// How many items a page has, unless the client says, and at most.
const (
	usualItems = 50
	mostItems  = 100
)

// limitParameter describes how many items a page has.
func limitParameter() *schema.Filter {
	return &schema.Filter{Name: "limit", Doc: "How many the page has at most.", Property: schema.IntegerProperty(1, mostItems, usualItems)}
}

// newestParameters describes the parameters of a list of items, such as mails.
func newestParameters(items string, statuses []string) []*schema.Filter {
	return []*schema.Filter{
		{Name: "status", Doc: "Only " + items + " with this status.", Property: schema.Property{Type: "string", Enum: statuses}},
		{Name: "before", Doc: "Only " + items + " that are older than this one: the `next` of the page before.", Property: schema.Property{Type: "string"}},
		limitParameter(),
	}
}

// listNewest answers a page of the items that read returns. The next page begins before the id of
// the last item.
func listNewest[T any](ctx context.Context, b *backend, c *call, statuses []string,
	read func(tx *sqldb.ReadTx, organization int64, q sqldb.Newest) ([]T, error), id func(*T) string, appendItem func([]byte, *T) []byte,
) (*answer, error) {
	q := sqldb.Newest{Limit: usualItems}
	p := parseQuery(c.Request)
	p.Choice("status", &q.Status, statuses)
	p.Text("before", &q.Before)
	p.Integer("limit", &q.Limit, 1, mostItems)
	if err := apierr.InvalidInput(p.Broken()); err != nil {
		return nil, err
	}
	var all []T
	err := b.listed(ctx, c, func(tx *sqldb.ReadTx) (err error) {
		all, err = read(tx, c.principal.Organization, q)
		return err
	})
	if err != nil {
		return nil, err
	}
	next := ""
	if int64(len(all)) == q.Limit {
		next = id(&all[len(all)-1])
	}
	return b.compressors.compressList(c, ok(appendNext(appendItems(buffer(len(all)), all, appendItem), next))), nil
}
