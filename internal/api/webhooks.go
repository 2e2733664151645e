package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"waybill/internal/apierr"
	"waybill/internal/event"
	"waybill/internal/jsonvalue"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
	"waybill/internal/webhook"
)

// This file serves the endpoints of webhooks.

const webhooksPath = ownPath + "/webhooks"

// WebhookRoutes returns the routes of webhooks. A server has them only with
// Options.Webhooks.
func WebhookRoutes() []Route {
	one, scopes := webhooksPath+AnySegment, []string{"write:webhooks"}
	route := func(method, path string, operation Operation, handle handler) Route {
		return Route{method, path, operation, scopes, apierr.ErrorEnvelope, handle}
	}
	return []Route{
		route(http.MethodPost, webhooksPath, CreateWebhook, withSecret(createWebhook)),
		route(http.MethodGet, webhooksPath, ListWebhooks, listWebhooks),
		route(http.MethodGet, one, GetWebhook, getWebhook),
		route(http.MethodPatch, one, PatchWebhook, patchWebhook),
		route(http.MethodDelete, one, DeleteWebhook, deleteWebhook),
		route(http.MethodPost, one+"/pause", PauseWebhook, changeWebhook((*webhook.Store).Pause)),
		route(http.MethodPost, one+"/resume", ResumeWebhook, changeWebhook((*webhook.Store).Resume)),
		route(http.MethodPost, one+"/rotate", RotateWebhook, withSecret(changeWebhook((*webhook.Store).Rotate))),
		route(http.MethodPost, one+"/seek", SeekWebhook, seekWebhook),
		route(http.MethodPost, one+"/test", TestWebhook, testWebhook),
		route(http.MethodGet, one+"/attempts", ListAttempts, listAttempts),
		route(http.MethodGet, one+"/parked", ListParked, listParked),
		route(http.MethodPost, one+"/redeliver", RedeliverWebhook, redeliverWebhook),
	}
}

// Hub returns the hub of the events of the database, which has only one.
func (s *Server) Hub() *event.Hub { return s.backend.feed.hub }

func webhookAnswer(status int, e *webhook.Endpoint) *answer {
	return &answer{status: status, body: e.AppendJSON(buffer(1))}
}

// withSecret adds the secret to the answer of a handler. The secret is derived here, so an
// answer that is kept under an Idempotency-Key does not contain it.
func withSecret(handle handler) handler {
	return func(ctx context.Context, b *backend, c *call) (*answer, error) {
		a, err := handle(ctx, b, c)
		if err != nil || a.status >= http.StatusMultipleChoices {
			return a, err
		}
		var answered struct {
			ID         string `json:"id"`
			Generation int64  `json:"generation"`
		}
		if err := json.Unmarshal(a.body, &answered); err != nil {
			return nil, fmt.Errorf("read the id of a webhook: %w", err)
		}
		body := append(slices.Clip(a.body[:len(a.body)-1]), `,"secret":`...)
		a.body = append(jsonvalue.AppendText(body, b.webhooks.Key.Secret(answered.ID, answered.Generation)), '}')
		return a, nil
	}
}

func decodeWebhook(purpose schema.Purpose) func(schema.Body, bool) (*webhook.Input, error) {
	return func(body schema.Body, strict bool) (*webhook.Input, error) {
		return webhook.Decode(body, schema.Rules{Purpose: purpose, Strict: strict})
	}
}

func createWebhook(ctx context.Context, b *backend, c *call) (*answer, error) {
	return write[*webhook.Input, *webhook.Endpoint]{
		decode: decodeWebhook(schema.Create),
		apply: func(tx *sqldb.Tx, t target, input *webhook.Input) (*webhook.Endpoint, error) {
			return b.webhooks.Create(tx, t.organization, input)
		},
		answer: func(e *webhook.Endpoint) *answer {
			a := webhookAnswer(http.StatusCreated, e)
			a.header = [][2]string{{"Location", webhooksPath + "/" + e.ID}}
			return a
		},
	}.handle(ctx, b, c)
}

func patchWebhook(ctx context.Context, b *backend, c *call) (*answer, error) {
	return write[*webhook.Input, *webhook.Endpoint]{
		decode: decodeWebhook(schema.Update),
		apply: func(tx *sqldb.Tx, t target, input *webhook.Input) (*webhook.Endpoint, error) {
			return b.webhooks.Update(tx, t.organization, t.key, input)
		},
		answer: func(e *webhook.Endpoint) *answer { return webhookAnswer(http.StatusOK, e) },
	}.handle(ctx, b, c)
}

// changeWebhook returns the handler of a change without a body.
func changeWebhook(change func(*webhook.Store, *sqldb.Tx, int64, string) (*webhook.Endpoint, error)) handler {
	return func(ctx context.Context, b *backend, c *call) (*answer, error) {
		return write[struct{}, *webhook.Endpoint]{
			apply: func(tx *sqldb.Tx, t target, _ struct{}) (*webhook.Endpoint, error) {
				return change(&b.webhooks.Store, tx, t.organization, t.key)
			},
			answer: func(e *webhook.Endpoint) *answer { return webhookAnswer(http.StatusOK, e) },
		}.handle(ctx, b, c)
	}
}

func deleteWebhook(ctx context.Context, b *backend, c *call) (*answer, error) {
	return write[struct{}, struct{}]{
		apply: func(tx *sqldb.Tx, t target, _ struct{}) (struct{}, error) {
			return struct{}{}, b.webhooks.Delete(tx, t.organization, t.key)
		},
		answer: func(struct{}) *answer { return &answer{status: http.StatusNoContent} },
	}.handle(ctx, b, c)
}

func seekWebhook(ctx context.Context, b *backend, c *call) (*answer, error) {
	return write[int64, *webhook.Endpoint]{
		decode: webhook.DecodeSequence,
		apply: func(tx *sqldb.Tx, t target, number int64) (*webhook.Endpoint, error) {
			return b.webhooks.Seek(tx, t.organization, t.key, number)
		},
		answer: func(e *webhook.Endpoint) *answer { return webhookAnswer(http.StatusOK, e) },
	}.handle(ctx, b, c)
}

func redeliverWebhook(ctx context.Context, b *backend, c *call) (*answer, error) {
	return write[int64, int64]{
		decode: webhook.DecodeSequence,
		apply: func(tx *sqldb.Tx, t target, number int64) (int64, error) {
			return number, b.webhooks.Redeliver(tx, t.organization, t.key, number)
		},
		answer: func(number int64) *answer {
			return &answer{status: http.StatusAccepted, body: append(strconv.AppendInt([]byte(`{"sequence":`), number, 10), '}')}
		},
	}.handle(ctx, b, c)
}

func testWebhook(ctx context.Context, b *backend, c *call) (*answer, error) {
	if err := withoutParameters(c); err != nil {
		return nil, err
	}
	r, err := b.webhooks.Test(ctx, c.principal.Organization, c.segment, c.id)
	if err != nil {
		return nil, err
	}
	return ok(append(appendResponse([]byte("{"), r.Outcome, r.Status, r.Took.Milliseconds(), r.Text), '}')), nil
}

// appendResponse appends members that say what became of a request.
func appendResponse(dst []byte, outcome webhook.Outcome, status int, took int64, text string) []byte {
	dst = jsonvalue.AppendText(append(dst, `"outcome":`...), string(outcome))
	dst = append(dst, `,"status":`...)
	if status == 0 {
		dst = append(dst, "null"...)
	} else {
		dst = strconv.AppendInt(dst, int64(status), 10)
	}
	dst = strconv.AppendInt(append(dst, `,"milliseconds":`...), took, 10)
	return jsonvalue.AppendText(append(dst, `,"answer":`...), text)
}

func listWebhooks(ctx context.Context, b *backend, c *call) (*answer, error) {
	return listOf(ctx, b, c, func(tx *sqldb.ReadTx) ([]webhook.Endpoint, error) {
		return webhook.List(tx, c.principal.Organization)
	}, func(dst []byte, e *webhook.Endpoint) []byte { return e.AppendJSON(dst) })
}

func getWebhook(ctx context.Context, b *backend, c *call) (*answer, error) {
	if err := withoutParameters(c); err != nil {
		return nil, err
	}
	var e *webhook.Endpoint
	err := b.reads.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		e, err = webhook.Get(tx, c.principal.Organization, c.segment)
		return err
	})
	if err != nil {
		return nil, err
	}
	return webhookAnswer(http.StatusOK, e), nil
}

func listAttempts(ctx context.Context, b *backend, c *call) (*answer, error) {
	return listOf(ctx, b, c, ofWebhook(c, webhook.Attempts), func(dst []byte, a *webhook.Attempt) []byte {
		dst = jsonvalue.AppendTime(append(dst, `{"timestamp":`...), a.At)
		dst = strconv.AppendInt(append(dst, `,"first":`...), a.First, 10)
		dst = strconv.AppendInt(append(dst, `,"last":`...), a.Last, 10)
		dst = strconv.AppendInt(append(dst, `,"requests":`...), a.Requests, 10)
		return append(appendResponse(append(dst, ','), a.Outcome, a.Status, a.Took.Milliseconds(), a.Answer), '}')
	})
}

func listParked(ctx context.Context, b *backend, c *call) (*answer, error) {
	return listOf(ctx, b, c, ofWebhook(c, webhook.ParkedEvents), func(dst []byte, p *webhook.Parked) []byte {
		dst = strconv.AppendInt(append(dst, `{"sequence":`...), p.Sequence, 10)
		dst = jsonvalue.AppendTime(append(dst, `,"timestamp":`...), p.At)
		dst = strconv.AppendInt(append(dst, `,"status":`...), int64(p.Status), 10)
		dst = jsonvalue.AppendText(append(dst, `,"answer":`...), p.Answer)
		return append(strconv.AppendBool(append(dst, `,"due":`...), p.IsDue), '}')
	})
}

// ofWebhook returns the reader of a list that belongs to the endpoint in the path.
func ofWebhook[T any](c *call, read func(*sqldb.ReadTx, *webhook.Endpoint) ([]T, error)) func(*sqldb.ReadTx) ([]T, error) {
	return func(tx *sqldb.ReadTx) ([]T, error) {
		e, err := webhook.Get(tx, c.principal.Organization, c.segment)
		if err != nil {
			return nil, err
		}
		return read(tx, e)
	}
}

// listOf answers with a whole list, which is short.
func listOf[T any](ctx context.Context, b *backend, c *call, read func(*sqldb.ReadTx) ([]T, error), render func([]byte, *T) []byte) (*answer, error) {
	if err := withoutParameters(c); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, b.listTimeout)
	defer cancel()
	var items []T
	err := b.readList(ctx, true, c.principal.Organization, func(tx *sqldb.ReadTx) (err error) {
		items, err = read(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return b.compressors.compressList(c, ok(append(appendItems(buffer(len(items)), items, render), '}'))), nil
}
