package api

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"waybill/internal/apierr"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Routes gives the routes of a resource: this is the API's table of contents.
func Routes[T any](r *resource.Resource[T]) Group {
	h := handlers[T]{r}
	all, one, batch := basePath+"/"+r.Plural(), basePath+"/"+r.Plural()+anySegment, basePath+"/batch/"+r.Plural()
	read, write := "read:"+r.Plural(), "write:"+r.Plural()
	return Group{Resource: r.Describe(), Routes: []Route{
		{http.MethodPost, all, Create, write, apierr.DetailEnvelope, once(h.create)},
		{http.MethodGet, all, List, read, apierr.DetailEnvelope, h.list},
		{http.MethodGet, one, Get, read, apierr.DetailEnvelope, bare(h.get)},
		{http.MethodPut, one, Update, write, apierr.DetailEnvelope, once(h.update)},
		{http.MethodPatch, one, Patch, write, apierr.DetailEnvelope, once(h.update)},
		{http.MethodDelete, one, Delete, write, apierr.ErrorEnvelope, once(h.delete)},
		{http.MethodPost, batch, Batch, write, apierr.DetailEnvelope, once(h.batch)},
	}}
}

// handlers are the operations of a resource over HTTP.
type handlers[T any] struct{ resource *resource.Resource[T] }

func (h handlers[T]) create(c *call) (*answer, error) {
	input, err := h.decode(c, schema.Create)
	if err != nil {
		return nil, err
	}
	return c.change(func(tx *sqldb.Tx) (*answer, error) {
		made, err := h.resource.Create(tx, c.principal.Organization, input)
		if err != nil {
			return nil, apierr.Within(err, "body")
		}
		a := h.one(http.StatusCreated, made)
		a.header = append(a.header, [2]string{"Location",
			c.route.Path + "/" + url.PathEscape(h.resource.Record(made).ExternalReferenceID)})
		return a, nil
	})
}

// decode reads the input of a write.
func (h handlers[T]) decode(c *call, purpose schema.Purpose) (*schema.Input[T], error) {
	body, err := c.body()
	if err != nil {
		return nil, err
	}
	input, err := h.resource.Decode(body, c.rules(purpose))
	return &input, c.allInvalid(apierr.Within(err, "body"))
}

// one answers a record.
func (h handlers[T]) one(status int, record *T) *answer {
	return &answer{
		status: status,
		body:   h.resource.AppendJSON(room(1), record),
		header: [][2]string{{"Etag", h.entityTag(record)}},
	}
}

func (h handlers[T]) entityTag(record *T) string {
	return entityTag(h.resource.Record(record).Version, h.resource.Shown(record))
}

func (h handlers[T]) condition(c *call) (resource.Condition, error) {
	c.asked.applied.condition = true
	return parseCondition(c.Header, h.resource.ShowsOthers())
}

func (h handlers[T]) get(c *call) (*answer, error) {
	var record *T
	err := c.reading(func(tx *sqldb.ReadTx) (err error) {
		record, err = h.resource.Get(tx, c.principal.Organization, c.key)
		return err
	})
	if err != nil {
		return nil, err
	}
	a := h.one(http.StatusOK, record)
	if isKnown(c.Header, h.entityTag(record)) {
		a.status, a.body = http.StatusNotModified, nil
	}
	return a, nil
}

func (h handlers[T]) list(c *call) (*answer, error) {
	query, err := h.resource.ParseQuery(parameters(c.URL.RawQuery), c.strictNames())
	if err != nil {
		return nil, err
	}
	var page *resource.Page[T]
	err = c.readingList(func(tx *sqldb.ReadTx) (err error) {
		page, err = h.resource.List(tx, c.principal.Organization, query)
		return err
	})
	if err != nil {
		return nil, err
	}
	return c.compressed(ok(h.appendPage(room(len(page.Items)), page))), nil
}

func (h handlers[T]) appendPage(dst []byte, page *resource.Page[T]) []byte {
	dst = append(dst, `{"items":[`...)
	for i := range page.Items {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = h.resource.AppendJSON(dst, &page.Items[i])
	}
	// The original's pages name two sets of members, and clients read both.
	dst = append(append(dst, `],"pagination":{"page":`...), page.Number...)
	dst = strconv.AppendInt(append(dst, `,"page_size":`...), int64(page.Size), 10)
	dst = strconv.AppendInt(append(dst, `,"total":`...), page.Total, 10)
	dst = strconv.AppendInt(append(dst, `,"total_items":`...), page.Total, 10)
	dst = strconv.AppendInt(append(dst, `,"total_pages":`...), page.Pages, 10)
	dst = strconv.AppendBool(append(dst, `,"has_more":`...), page.HasNext)
	dst = strconv.AppendBool(append(dst, `,"has_next":`...), page.HasNext)
	dst = strconv.AppendBool(append(dst, `,"has_previous":`...), page.HasPrevious)
	return append(dst, "}}"...)
}

func (h handlers[T]) update(c *call) (*answer, error) {
	input, err := h.decode(c, schema.Update)
	if err != nil {
		return nil, err
	}
	condition, err := h.condition(c)
	if err != nil {
		return nil, err
	}
	return c.change(func(tx *sqldb.Tx) (*answer, error) {
		record, err := h.resource.Update(tx, c.principal.Organization, c.key, condition, input)
		if err != nil {
			return nil, apierr.Within(err, "body")
		}
		return h.one(http.StatusOK, record), nil
	})
}

func (h handlers[T]) delete(c *call) (*answer, error) {
	if err := c.allInvalid(nil); err != nil {
		return nil, err
	}
	condition, err := h.condition(c)
	if err != nil {
		return nil, err
	}
	return c.change(func(tx *sqldb.Tx) (*answer, error) {
		err := h.resource.Delete(tx, c.principal.Organization, c.key, condition)
		return &answer{status: http.StatusNoContent}, err
	})
}

func (h handlers[T]) batch(c *call) (*answer, error) {
	body, err := c.body()
	if err != nil {
		return nil, err
	}
	items, err := h.resource.DecodeBatch(body, c.strictly())
	if err := c.allInvalid(apierr.Within(err, "body")); err != nil {
		return nil, err
	}
	do := h.resource.Batch
	if c.isAtomic() {
		do = h.resource.BatchOrNothing
	}
	return c.change(func(tx *sqldb.Tx) (*answer, error) {
		outcomes, err := do(tx, c.principal.Organization, items)
		a := ok(appendOutcomes(nil, outcomes))
		if apierr.KindOf(err) == apierr.NotApplied {
			a.status = apierr.NotApplied.Status()
			return nil, &refusedBatch{err, a}
		}
		return a, err
	})
}

// refusedBatch is an error whose answer says what became of each item.
type refusedBatch struct {
	error
	answer *answer
}

func (r *refusedBatch) Unwrap() error { return r.error }

func appendOutcomes(dst []byte, outcomes []resource.Outcome) []byte {
	failures := 0
	for _, o := range outcomes {
		if o.Failure != nil {
			failures++
		}
	}
	dst = strconv.AppendInt(append(dst, `{"success_count":`...), int64(len(outcomes)-failures), 10)
	dst = strconv.AppendInt(append(dst, `,"error_count":`...), int64(failures), 10)
	dst = append(dst, `,"results":[`...)
	for i, o := range outcomes {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendText(append(dst, `{"external_reference_id":`...), o.Key)
		dst = appendText(append(dst, `,"operation":`...), o.Operation)
		if o.Failure != nil {
			dst = appendText(append(dst, `,"success":false,"error":`...), o.Failure.Error())
		} else {
			dst = appendText(append(dst, `,"success":true,"id":`...), o.ID)
		}
		dst = append(dst, '}')
	}
	return append(dst, "]}"...)
}

// room is for an answer of a number of records; one is seldom longer.
func room(records int) []byte { return make([]byte, 0, 256+384*records) }

// reading is the transaction of a request that reads.
func (c *call) reading(fn func(*sqldb.ReadTx) error) error {
	return c.server.options.DB.Read(c.ctx, fn)
}

// readingList is reading for what may take long, and has a time limit of its own.
func (c *call) readingList(fn func(*sqldb.ReadTx) error) error {
	ctx, cancel := context.WithTimeout(c.ctx, c.server.options.ListTimeout)
	defer cancel()
	return c.server.options.DB.ReadList(ctx, c.principal.Organization, fn)
}
