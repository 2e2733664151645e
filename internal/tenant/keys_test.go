package tenant_test

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// TestImportFailsClosed expects that a list with a mistake imports nothing, and that
// no error repeats a field.
func TestImportFailsClosed(t *testing.T) {
	t.Parallel()
	f := newFixture(t, sqldbtest.SQLite(t))
	const key, uuid = "s3cret-0123456789abcdef0123", "8e03978e-40d5-43dd-bc93-6894a57f9324"
	for lines, say := range map[string]string{
		"s3cret-short,one":                   "a key of fewer than 20 characters can be guessed; --allow-short",
		key + ";one":                         "separated by commas, not by semicolons or tabs",
		key + "\tone":                        "separated by commas, not by semicolons or tabs",
		" " + key + ",one":                   "field 1 begins or ends with white space",
		key + ", one":                        "field 2 begins or ends with white space",
		key + ",one ":                        "field 2 begins or ends with white space",
		key + ",one,name\t":                  "field 3 begins or ends with white space",
		"organization,key\none," + key:       "line 1: the header names the columns in another order",
		"key,name,organization\n":            "line 1: the header names the columns in another order",
		"acme-freight-of-the-north," + key:   "line 1: the second field, the organization, looks like a key",
		"acme-freight-of-the-north," + uuid:  "looks like a key",
		"acme-freight-of-the-north,mtm_s3":   "looks like a key",
		key + ",one," + key:                  "the third field, the name, looks like a key",
		key + ",one,name,":                   "the fourth field is not a list of scopes; write all for every scope",
		key + ",one\nkey,organization":       "line 2: a key of fewer than 20 characters",
		key + ",one,name,all read:customers": "the fourth field is not a list of scopes",
	} {
		_, err := tenant.Import{}.Keys(t.Context(), f.db, strings.NewReader(lines))
		if err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%q: %v, want %q", lines, err, say)
		} else if strings.Contains(err.Error(), "s3") || strings.Contains(err.Error(), uuid) {
			t.Errorf("the error has a key: %v", err)
		}
	}
	if all, err := tenant.Organizations(t.Context(), f.db); err != nil || len(all) != 0 {
		t.Errorf("organizations were created: %v, %v", all, err)
	}
}

// TestImportOfValidLists has headers, a byte order mark, names that resemble keys,
// and an organization with such a name that exists already.
func TestImportOfValidLists(t *testing.T) {
	t.Parallel()
	f := newFixture(t, sqldbtest.SQLite(t))
	const key = "secret-0123456789abcdef0123"
	if _, err := tenant.CreateOrganization(t.Context(), f.db, "8e03978e-40d5-43dd-bc93-6894a57f9324"); err != nil {
		t.Fatal(err)
	}
	for i, lines := range []string{
		"key,organization\n%s,one", "\ufeffKey,Organization,Name,Scopes\n%s,one,name,all", "API Key,org\r\n%s,one\r\n",
		"%s,Transportgesellschaftsverband", "%s,acme-freight-logistics-2026", "%s,Acme Freight 0123456789abcdef",
		"%s,8e03978e-40d5-43dd-bc93-6894a57f9324", "%s;with-semicolon,one", "%s,one,,read:loads",
	} {
		lines = fmt.Sprintf(lines, fmt.Sprint(key, i))
		imported, err := tenant.Import{Scopes: []string{"read:loads"}}.Keys(t.Context(), f.db, strings.NewReader(lines))
		unrestricted := 1
		if strings.Contains(lines, "read:loads") {
			unrestricted = 0
		}
		if err != nil || imported.Keys != 1 || imported.Unrestricted != unrestricted {
			t.Errorf("%q: %v, %v", lines, imported, err)
		}
	}
	if !f.accepted(t, key+"0") || !f.accepted(t, key+"1") {
		t.Error("an imported key is not accepted")
	}
}

// TestStates expects the state of each kind of key in keys list.
func TestStates(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		for _, name := range []string{"active", "revoked", "rotated", "grace", "expired"} {
			key := tenant.NewKey{Organization: "one", Name: name, Scopes: tenant.AllScopes()}
			if name == "expired" {
				key.ExpiresAt = f.now.Add(time.Minute)
			}
			f.create(t, key)
		}
		for _, key := range listed(t, f) {
			var err error
			switch key.Name {
			case "revoked":
				err = tenant.RevokeKey(t.Context(), f.db, key.ID)
			case "rotated":
				_, _, err = tenant.RotateKey(t.Context(), f.db, key.ID, 0)
			case "grace":
				_, _, err = tenant.RotateKey(t.Context(), f.db, key.ID, 24*time.Hour)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		now := f.db.Now().Add(time.Hour)
		for _, key := range listed(t, f) {
			got = append(got, key.Name+" is "+key.State(now))
		}
		want := []string{"active is active", "revoked is revoked", "rotated is rotated", "grace is grace", "expired is expired",
			"rotated is active", "grace is active"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the states of the keys:\n%s", diff)
		}
		if state := listed(t, f)[3].State(now.Add(48 * time.Hour)); state != tenant.Rotated {
			t.Errorf("after its grace a key is %s", state)
		}
	})
}

func listed(t *testing.T, f *fixture) []tenant.Key {
	t.Helper()
	keys, err := tenant.Keys(t.Context(), f.db, "one")
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// TestTheLastUseIsWrittenLazily counts statements: none for a request, and one a
// minute for a key, whichever instance uses the key.
func TestTheLastUseIsWrittenLazily(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		f := newFixture(t, address)
		var written atomic.Int64
		db, err := sqldb.Open(t.Context(), address, sqldb.Options{Trace: func(statement string) {
			if strings.HasPrefix(statement, "UPDATE api_keys SET last_used_at") {
				written.Add(1)
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		secret := f.create(t, tenant.NewKey{Organization: "one", Scopes: tenant.AllScopes()})
		now := time.Date(2030, 1, 2, 3, 4, 50, 0, time.UTC)
		clock := func() time.Time { return now }
		one, two := tenant.NewAuthenticator(db, clock), tenant.NewAuthenticator(db, clock)
		use := func(a *tenant.Authenticator, times int) {
			t.Helper()
			for range times {
				if _, err := a.Authenticate(t.Context(), secret); err != nil {
					t.Fatal(err)
				}
			}
		}
		write := func(a *tenant.Authenticator, statements int64, want time.Time) {
			t.Helper()
			written.Store(0)
			if err := a.WriteUses(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := listed(t, f)[0].LastUse; !got.Equal(want) || written.Load() != statements {
				t.Errorf("the last use is %s after %d statements, want %s after %d", got, written.Load(), want, statements)
			}
		}
		first := now.Truncate(time.Minute)
		use(one, 100)
		if used := listed(t, f)[0].LastUse; !used.IsZero() || written.Load() != 0 {
			t.Errorf("a request wrote the last use, %s", used)
		}
		write(one, 1, first)
		write(one, 0, first) // nothing to be written
		now = now.Add(time.Hour)
		use(two, 1)
		write(two, 1, first.Add(time.Hour))
		now = now.Add(-30 * time.Minute) // an instance with a clock that is behind
		three := tenant.NewAuthenticator(db, clock)
		use(three, 1)
		write(three, 1, first.Add(time.Hour))
	})
}

// TestDeleteOrganization compares all tables before and after: only rows of the
// organization are gone.
func TestDeleteOrganization(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		fill := func(organization string) {
			key := tenant.NewKey{Organization: organization, Scopes: tenant.AllScopes()}
			secret := f.create(t, key)
			principal, err := tenant.NewAuthenticator(f.db, f.clock).Authenticate(t.Context(), secret)
			if err != nil {
				t.Fatal(err)
			}
			fillOrganization(t, f.db, principal)
		}
		fill("one")
		before := contents(t, f.db)
		fill("two")
		stop := errors.New("stop")
		interrupted := func() (err error) {
			defer func() {
				if recovered := recover(); recovered != nil {
					err = stop
				}
			}()
			return tenant.DeleteOrganization(t.Context(), f.db, "two", func(table string, removed int64) {
				if table == "customers" {
					panic(stop)
				}
			})
		}()
		if !errors.Is(interrupted, stop) {
			t.Fatal(interrupted)
		}
		if _, _, err := tenant.CreateKey(t.Context(), f.db, tenant.NewKey{Organization: "two"}); !errors.Is(err, tenant.ErrDeleting) {
			t.Errorf("a key was created for an organization that is being deleted: %v", err)
		}
		for _, key := range func() []tenant.Key { all, _ := tenant.Keys(t.Context(), f.db, ""); return all }() {
			if valid := key.State(f.db.Now()) == tenant.Active; valid != (key.Organization == "one") {
				t.Errorf("a key of %s is valid: %t", key.Organization, valid)
			}
		}
		if err := tenant.DeleteOrganization(t.Context(), f.db, "two", func(string, int64) {}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, contents(t, f.db)); diff != "" {
			t.Errorf("the rows of other organizations have changed:\n%s", diff)
		}
		if err := tenant.DeleteOrganization(t.Context(), f.db, "two", func(string, int64) {}); !errors.Is(err, tenant.ErrNoOrganization) {
			t.Errorf("deleted twice: %v", err)
		}
	})
}

// fillOrganization writes rows of an organization into every table that has such
// rows.
func fillOrganization(t *testing.T, db *sqldb.DB, principal *tenant.Principal) {
	t.Helper()
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		const customers = 1203 // several transactions
		var failures []error
		exec := func(statement string, args ...any) {
			_, err := tx.Exec(statement, args...)
			failures = append(failures, err)
		}
		for i := range customers {
			name := fmt.Sprint("name ", principal.Organization, " ", i)
			exec(`INSERT INTO customers (organization_id, id, external_reference_id, name, name_folded, is_active, created_at, updated_at, version)
				VALUES ($1, $2, $3, $3, $3, $4, 1, 1, 1)`, principal.Organization, fmt.Sprint("cust_", i), name, true)
			exec(`INSERT INTO metadata (organization_id, resource, record_id, name, text) VALUES ($1, 'customers', $2, 'po', $3)`,
				principal.Organization, fmt.Sprint("cust_", i), name)
			exec(`INSERT INTO idempotency_keys (organization_id, created_at, key, fingerprint, status, header)
				VALUES ($1, $2, $3, $4, 200, '')`, principal.Organization, i, []byte(name), make([]byte, 32))
		}
		for _, equipment := range []string{"REEFER", "FLATBED"} {
			exec(`INSERT INTO lane_carriers (organization_id, origin_state, destination_state, origin_area, destination_area,
				carrier_id, equipment_type, slot, loads, rated, rates, miled, miled_rates, miles)
				VALUES ($1, 'US-IL', 'US-TX', '606', '752', 'carrier_1', $2, 0, 1, 0, 0, 0, 0, 0)`, principal.Organization, equipment)
		}
		exec(`INSERT INTO key_usage (organization_id, key_id, seconds, starts_at, used) VALUES ($1, $2, 60, 1, 1)`,
			principal.Organization, principal.KeyID)
		tx.Count(principal.Organization, "customers", customers)
		return errors.Join(failures...)
	})
	if err != nil {
		t.Fatal(err)
	}
	if db.Shared() {
		return
	}
	err = db.Write(t.Context(), func(tx *sqldb.Tx) error { // so that the text index has them
		_, err := tx.Exec(`UPDATE text_indexes SET stale_end = 0, end_row = (SELECT max(row) FROM customers)`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// contents lists the rows of all tables with an organization, derived tables
// included.
func contents(t *testing.T, db *sqldb.DB) (rows []string) {
	t.Helper()
	tables, err := db.Tables(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	statements := []string{
		`SELECT 'row_counts', organization_id, sum(row_count) FROM row_counts GROUP BY organization_id ORDER BY organization_id`,
		`SELECT 'organizations', id, 0 FROM organizations ORDER BY id`,
		`SELECT 'lane_carrier_loads', organization_id, loads FROM lane_carrier_loads ORDER BY organization_id`,
	}
	for _, table := range tables {
		if table.Has("organization_id") {
			statements = append(statements, `SELECT '`+table.Name+`', organization_id, count(*) FROM `+table.Name+
				` GROUP BY organization_id ORDER BY organization_id`)
		}
	}
	if !db.Shared() {
		statements = append(statements, `SELECT 'customers_text_stale', organization_id, row FROM customers_text_stale`,
			`SELECT 'customers_text', rowid >> 40, count(*) FROM customers_text WHERE customers_text MATCH '"name "' GROUP BY rowid >> 40`)
	}
	for _, statement := range statements {
		err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Rows(statement, nil, func(scan func(...any) error) error {
				var table string
				var organization, number int64
				err := scan(&table, &organization, &number)
				rows = append(rows, fmt.Sprint(table, " ", organization, " ", number))
				return err
			})
		})
		if err != nil {
			t.Fatal(statement, err)
		}
	}
	return rows
}

func TestRenameOrganization(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		secret := f.create(t, tenant.NewKey{Organization: "one", Scopes: tenant.AllScopes()})
		f.create(t, tenant.NewKey{Organization: "two", Scopes: tenant.AllScopes()})
		if err := tenant.RenameOrganization(t.Context(), f.db, "one", "two"); !errors.Is(err, tenant.ErrOrganizationExists) {
			t.Errorf("to a name that is taken: %v", err)
		}
		if err := tenant.RenameOrganization(t.Context(), f.db, "none", "three"); !errors.Is(err, tenant.ErrNoOrganization) {
			t.Errorf("of none: %v", err)
		}
		if err := tenant.RenameOrganization(t.Context(), f.db, "one", " "); err == nil {
			t.Error("to nothing")
		}
		if err := tenant.RenameOrganization(t.Context(), f.db, "one", "three"); err != nil || !f.accepted(t, secret) {
			t.Errorf("renamed: %v", err)
		}
		if keys, err := tenant.Keys(t.Context(), f.db, "three"); err != nil || len(keys) != 1 {
			t.Errorf("its keys are %v, %v", keys, err)
		}
	})
}
