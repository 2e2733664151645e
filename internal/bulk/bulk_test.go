package bulk_test

import (
	"bytes"
	"context"
	"os"
	"testing"

	"waybill/internal/bulk"
	"waybill/internal/conformance/trailer"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tms"
)

func TestMain(m *testing.M) { os.Exit(sqldbtest.Main(m)) }

var (
	customers = tms.Customers().Files
	trailers  = trailer.Routes().Files
)

// base is a database with the tables of trailers.
type base struct {
	*sqldb.DB
	t             *testing.T
	organizations int
}

func newBase(t *testing.T, address string) *base {
	t.Helper()
	if err := trailer.CreateTables(t.Context(), address); err != nil {
		t.Fatal(err)
	}
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return &base{DB: db, t: t}
}

// onBase runs a test on each engine.
func onBase(t *testing.T, test func(t *testing.T, b *base)) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) { test(t, newBase(t, address)) })
}

// organization returns the id of a new organization.
func (b *base) organization() (id int64) {
	b.t.Helper()
	b.organizations++
	err := b.Write(b.t.Context(), func(tx *sqldb.Tx) error {
		return tx.Row("INSERT INTO organizations (name, created_at) VALUES ($1, 0) RETURNING id", []any{string(rune('A' + b.organizations))}, &id)
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return id
}

// create creates a record of a body.
func create[T any](b *base, r *resource.Resource[T], organization int64, body string) {
	b.t.Helper()
	input, err := r.Decode(schema.Body{Bytes: []byte(body), JSON: true}, schema.Rules{})
	if err == nil {
		err = b.Write(b.t.Context(), func(tx *sqldb.Tx) error {
			_, err := r.Create(tx, organization, &input)
			return err
		})
	}
	if err != nil {
		b.t.Fatalf("%s: %v", body, err)
	}
}

// export returns an export by some parameters, in turns names and values.
func (b *base) export(of bulk.Records, organization int64, parameters ...string) string {
	b.t.Helper()
	e, err := of.Export(b.t.Context(), b.DB, organization, parametersOf(parameters))
	if err != nil {
		b.t.Fatal(err)
	}
	return b.write(e)
}

// write writes and closes an export.
func (b *base) write(e *bulk.Export) string {
	b.t.Helper()
	var file bytes.Buffer
	err := e.Write(b.t.Context(), func(lines []byte) error {
		_, err := file.Write(lines)
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	if err := e.Close(context.Background()); err != nil {
		b.t.Fatal(err)
	}
	return file.String()
}

func parametersOf(pairs []string) *schema.Parameters {
	given := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		given[pairs[i]] = pairs[i+1]
	}
	return schema.NewParameters(given, nil)
}
