package api

import (
	"context"
	"html/template"
	"net/http"

	"waybill/internal/apierr"
	"waybill/internal/mail"
	"waybill/internal/sqldb"
)

// This file serves the pages on which the recipients of mails unsubscribe (RFC 8058). They need
// no API key: the token in the address is the secret. A GET shows a button, since scanners of
// mails follow links; only a POST acts.

// UnsubscribeRoutes returns the routes of the pages. A server has them only with Options.Mail.
func UnsubscribeRoutes() []Route {
	path := mail.UnsubscribePath[:len(mail.UnsubscribePath)-1] + AnySegment
	return []Route{
		{Method: http.MethodGet, Path: path, handle: showUnsubscribe},
		{Method: http.MethodPost, Path: path, handle: unsubscribe},
	}
}

var unsubscribePage = template.Must(template.New("").Parse(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Unsubscribe</title>
<style>body{font:16px/1.5 sans-serif;max-width:32em;margin:4em auto;padding:0 1em;overflow-wrap:anywhere}button{font:inherit;padding:.5em 1em}</style></head>
<body>{{if .Done}}<p>{{.Email}} gets no more of these mails.</p>{{else}}<p>Do you want no more of these mails to {{.Email}}?</p>
<form method="post"><button>Unsubscribe</button></form>{{end}}</body></html>
`))

type unsubscribing struct {
	Email string
	Done  bool
}

func (p unsubscribing) answer() *answer {
	return &answer{stream: func(w http.ResponseWriter) {
		for name, value := range map[string]string{
			"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex",
			"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
		} {
			w.Header().Set(name, value)
		}
		_ = unsubscribePage.Execute(w, p) // the client may be gone
	}}
}

// findToken returns what the token in the path stands for.
func findToken(ctx context.Context, b *backend, c *call) (u mail.Unsubscription, err error) {
	if len(c.segment) > 64 {
		return u, apierr.New(apierr.NoSuchPath)
	}
	err = b.reads.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		u, err = b.mail.FindToken(tx, c.segment)
		return err
	})
	return u, err
}

func showUnsubscribe(ctx context.Context, b *backend, c *call) (*answer, error) {
	u, err := findToken(ctx, b, c)
	if err != nil {
		return nil, err
	}
	return unsubscribing{Email: u.Email}.answer(), nil
}

// unsubscribe suppresses the address. It does not read the body, which says only that a program
// of mails has sent it.
func unsubscribe(ctx context.Context, b *backend, c *call) (*answer, error) {
	u, err := findToken(ctx, b, c)
	if err != nil {
		return nil, err
	}
	if err := b.mail.UnsubscribeNow(ctx, c.id, u); err != nil {
		return nil, err
	}
	return unsubscribing{u.Email, true}.answer(), nil
}
