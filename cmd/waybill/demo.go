package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"waybill/internal/api"
	"waybill/internal/demo"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

type demonstrate struct {
	storage
	Organization string `default:"Demo" placeholder:"NAME" help:"The name of the new organization. (default: ${default})"`
	Seed         uint64 `default:"1" placeholder:"NUMBER" help:"The seed of the records: the same seed makes the same records on a day. (default: ${default})"`
	Loads        uint32 `default:"2000" placeholder:"NUMBER" help:"The number of loads. (default: ${default})"`
}

// Help returns the long help of the command.
func (demonstrate) Help() string {
	return `Creates an organization with customers, locations, carriers and the loads of a year, and prints an API key for it. All names, numbers and domains are fictitious. No other organization is touched: the command fails if the organization exists. It works while a server runs. To remove the data, delete the organization.`
}

// Run creates the organization, and the database if there is none.
func (c demonstrate) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{}, func(db *sqldb.DB) error {
		if _, err := tenant.CreateOrganization(ctx, db, c.Organization); err != nil {
			return err
		}
		id, secret, err := tenant.CreateKey(ctx, db, tenant.NewKey{Organization: c.Organization, Name: "demo", Scopes: tenant.AllScopes()})
		if err != nil {
			return err
		}
		business := demo.New(c.Seed, int(c.Loads), db.Now())
		if err := newFiller(db, secret, t.err).fill(ctx, business); err != nil {
			return fmt.Errorf("%w; delete the organization %q before the next attempt", err, c.Organization)
		}
		return t.printSecret(id, secret, "")
	})
}

// filler sends records to the API within the program, without limits of requests. So
// they are created as those of a client.
type filler struct {
	api      *api.Server
	secret   string
	progress io.Writer
}

func newFiller(db *sqldb.DB, secret string, progress io.Writer) filler {
	const body = 10 << 20
	return filler{secret: secret, progress: progress, api: api.New(api.Options{
		DB: db, Keys: tenant.NewAuthenticator(db, time.Now), Log: slog.New(slog.DiscardHandler),
		Timeout: time.Minute, ListTimeout: time.Minute, MaxBody: body, MaxBatchBody: body, MaxBodies: 4 * body,
	}, resources()...)}
}

func (f filler) fill(ctx context.Context, b demo.Business) error {
	if err := create(ctx, f, "customers", "customer", b.Customers, func(c demo.Customer) string { return c.ExternalReferenceID }); err != nil {
		return err
	}
	if err := create(ctx, f, "locations", "location", b.Locations, func(l demo.Location) string { return l.ExternalReferenceID }); err != nil {
		return err
	}
	if err := create(ctx, f, "carriers", "carrier", b.Carriers, func(c demo.Carrier) string { return c.ExternalReferenceID }); err != nil {
		return err
	}
	return create(ctx, f, "loads", "load", b.Loads, func(l demo.Load) string { return l.ExternalReferenceID })
}

// batchItems is the largest number of items of a batch.
const batchItems = 100

// create creates records by batches, each of which succeeds as a whole or fails.
func create[T any](ctx context.Context, f filler, plural, noun string, records []T, reference func(T) string) error {
	for some := range slices.Chunk(records, batchItems) {
		items := make([]map[string]any, len(some))
		for i, record := range some {
			items[i] = map[string]any{"operation": "create", "external_reference_id": reference(record), noun: record}
		}
		if err := f.batch(ctx, plural, map[string]any{"items": items}); err != nil {
			return fmt.Errorf("create %s: %w", plural, err)
		}
	}
	_, _ = fmt.Fprintf(f.progress, "created %d %s\n", len(records), plural)
	return nil
}

func (f filler) batch(ctx context.Context, plural string, content any) error {
	body, err := json.Marshal(content)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "/v2/tms-api/batch/"+plural+"?atomic=true", bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("X-API-Key", f.secret)
	request.Header.Set("Content-Type", "application/json")
	got := &answer{header: http.Header{}, status: http.StatusOK}
	f.api.ServeHTTP(got, request)
	if got.status != http.StatusOK {
		return fmt.Errorf("status %d: %s", got.status, got.body.Bytes())
	}
	return nil
}

// answer is a http.ResponseWriter that keeps the answer.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header returns the headers.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader keeps the status.
func (a *answer) WriteHeader(status int) { a.status = status }

// Write keeps a part of the body.
func (a *answer) Write(part []byte) (int, error) { return a.body.Write(part) }
