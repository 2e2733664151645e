package resource_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"waybill/internal/apierr"
	"waybill/internal/conformance/trailer"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// database is a database with trailers and one organization.
type database struct {
	*sqldb.DB
	organization int64
	ran          *trace
}

func open(t *testing.T, address string) database {
	t.Helper()
	if err := trailer.CreateTables(t.Context(), address); err != nil {
		t.Fatal(err)
	}
	db, ran := openWith(t, address, sqldb.Options{ForgetTotals: true}) // so that each list takes the same statements
	return database{DB: db, organization: newOrganization(t, db, "one"), ran: ran}
}

func newOrganization(t *testing.T, db *sqldb.DB, name string) (id int64) {
	t.Helper()
	_, err := tenant.ImportKeys(t.Context(), db, strings.NewReader("key-of-"+name+","+name))
	err = errors.Join(err, db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Row(`SELECT id FROM organizations WHERE name = $1`, []any{name}, &id)
	}))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// input reads a body.
func input(t *testing.T, purpose schema.Purpose, body string) *schema.Input[trailer.Trailer] {
	t.Helper()
	read, err := trailer.Resource.Decode(schema.Body{Bytes: []byte(body), JSON: true}, schema.Rules{Purpose: purpose})
	if err != nil {
		t.Fatal(err)
	}
	return &read
}

// update updates a trailer by a body.
func (db database) update(t *testing.T, condition func(int64) bool, body string) (updated *trailer.Trailer, err error) {
	t.Helper()
	sent := input(t, schema.Update, body)
	err = db.Write(t.Context(), func(tx *sqldb.Tx) (err error) {
		updated, _, err = trailer.Resource.Update(tx, db.organization, "R", condition, sent)
		return err
	})
	return updated, err
}

// TestUpdateOfNothing: an update that changes nothing writes nothing.
func TestUpdateOfNothing(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := open(t, address)
		const body = `{"external_reference_id":"R","name":"Big Red","status":"SOLD","plate":null}`
		var before *trailer.Trailer
		err := db.Write(t.Context(), func(tx *sqldb.Tx) (err error) {
			before, err = trailer.Resource.Create(tx, db.organization, input(t, schema.Create, body))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		db.ran.Take()
		for _, sent := range []string{`{}`, body, `{"name":"Big Red"}`, `{"is_active":"yes","notes":null}`} {
			after, err := db.update(t, nil, sent)
			if diff := cmp.Diff(before, after, cmpopts.IgnoreUnexported(resource.Record{})); err != nil || diff != "" {
				t.Errorf("%s: %v, the record differs:\n%s", sent, err, diff)
			}
			if _, err := db.update(t, func(int64) bool { return false }, sent); apierr.KindOf(err) != apierr.PreconditionFailed {
				t.Errorf("%s on a condition that does not hold: %v", sent, err)
			}
			db.batch(t, `{"items":[{"operation":"update","external_reference_id":"R","trailer":`+sent+`},
				{"operation":"upsert","external_reference_id":"R","trailer":`+sent+`}]}`)
		}
		if wrote := db.ran.writes(); len(wrote) > 0 {
			t.Errorf("updates that change nothing ran\n%s", strings.Join(wrote, "\n"))
		}
		after, err := db.update(t, nil, `{"name":"big red"}`)
		if err != nil || after.Version != before.Version+1 || !after.UpdatedAt.After(before.UpdatedAt) || len(db.ran.writes()) == 0 {
			t.Errorf("a change of case: %v, %+v after %+v", err, after, before)
		}
	})
}

// batch does a batch, all of whose items must succeed.
func (db database) batch(t *testing.T, body string) {
	t.Helper()
	items, err := trailer.Resource.DecodeBatch(schema.Body{Bytes: []byte(body), JSON: true}, false)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(tx *sqldb.Tx) error {
		outcomes, err := trailer.Resource.Batch(tx, db.organization, items)
		for _, outcome := range outcomes {
			err = errors.Join(err, outcome.Failure)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
