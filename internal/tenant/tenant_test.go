package tenant_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// fixture is a database with a clock that tests set.
type fixture struct {
	db      *sqldb.DB
	address string
	now     time.Time
}

func TestMain(m *testing.M) { os.Exit(sqldbtest.Main(m)) }

// each runs a test on every engine.
func each(t *testing.T, test func(t *testing.T, f *fixture)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, address string) { test(t, newFixture(t, address)) })
}

func newFixture(t *testing.T, address string) *fixture {
	f := &fixture{address: address, now: time.Now()}
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{Now: f.clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	f.db = db
	return f
}

func (f *fixture) clock() time.Time { return f.now }

func (f *fixture) create(t *testing.T, key tenant.NewKey) string {
	t.Helper()
	_, err := tenant.CreateOrganization(t.Context(), f.db, key.Organization)
	if err != nil && !errors.Is(err, tenant.ErrOrganizationExists) {
		t.Fatal(err)
	}
	_, secret, err := tenant.CreateKey(t.Context(), f.db, key)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// accepted reports whether a new authenticator, without a cache, accepts a secret.
func (f *fixture) accepted(t *testing.T, secret string) bool {
	t.Helper()
	_, err := tenant.NewAuthenticator(f.db, f.clock).Authenticate(t.Context(), secret)
	if err != nil && apierr.KindOf(err) != apierr.Unauthorized {
		t.Fatal(err)
	}
	return err == nil
}

// known are the scopes that the tests name.
var known = []string{"read:customers", "write:customers", "read:loads", "write:loads"}

func TestAKeyIsItsOrganizations(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		scopes, err := tenant.ParseScopes("read:loads, write:customers", known)
		if err != nil {
			t.Fatal(err)
		}
		one := f.create(t, tenant.NewKey{Organization: "one", Scopes: scopes})
		two := f.create(t, tenant.NewKey{Organization: "two", Scopes: tenant.AllScopes()})
		a := tenant.NewAuthenticator(f.db, f.clock)
		first, errFirst := a.Authenticate(t.Context(), one)
		second, errSecond := a.Authenticate(t.Context(), two)
		if err := errors.Join(errFirst, errSecond); err != nil {
			t.Fatal(err)
		}
		if first.Organization == second.Organization {
			t.Error("two organizations are one")
		}
		if !first.Scopes.Has("write:customers") || first.Scopes.Has("read:customers") || !second.Scopes.Has("read:customers") {
			t.Errorf("scopes %v and %v", first.Scopes, second.Scopes)
		}
	})
}

func TestWhatIsNoKeyIsRefused(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		secret := f.create(t, tenant.NewKey{Organization: "one", Scopes: tenant.AllScopes()})
		if !strings.HasPrefix(secret, "mtm_") || len(secret) != 68 {
			t.Errorf("the secret has the form of %d characters", len(secret))
		}
		for _, wrong := range []string{"", " ", secret[:67], secret + "0", strings.ToUpper(secret), secret + secret, "mtm_", "é", strings.Repeat("x", 10000), secret + "\x00"} {
			if f.accepted(t, wrong) {
				t.Errorf("%.20q was accepted", wrong)
			}
		}
		if !f.accepted(t, secret) {
			t.Error("the key itself was refused")
		}
	})
}

func TestARevokedKeyIsRefusedWithinASecond(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		secret := f.create(t, tenant.NewKey{Organization: "one", Scopes: tenant.AllScopes()})
		a := tenant.NewAuthenticator(f.db, f.clock)
		if _, err := a.Authenticate(t.Context(), secret); err != nil {
			t.Fatal(err)
		}
		keys, err := tenant.Keys(t.Context(), f.db, "one")
		if err != nil || len(keys) != 1 {
			t.Fatal(keys, err)
		}
		if err := tenant.RevokeKey(t.Context(), f.db, keys[0].ID); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		if _, err := a.Authenticate(t.Context(), secret); apierr.KindOf(err) != apierr.Unauthorized {
			t.Errorf("a second after it was revoked: %v", err)
		}
		if err := tenant.RevokeKey(t.Context(), f.db, "key_none"); !errors.Is(err, tenant.ErrNoKey) {
			t.Errorf("revoking nothing: %v", err)
		}
	})
}

func TestAKeyExpiresOnTime(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		secret := f.create(t, tenant.NewKey{Organization: "one", Scopes: tenant.AllScopes(), ExpiresAt: f.now.Add(time.Hour)})
		a := tenant.NewAuthenticator(f.db, f.clock) // with the key in its cache
		for _, step := range []struct {
			after    time.Duration
			accepted bool
		}{{0, true}, {time.Hour - time.Millisecond, true}, {time.Hour, false}} {
			f.now = f.now.Add(step.after)
			if _, err := a.Authenticate(t.Context(), secret); (err == nil) != step.accepted {
				t.Errorf("after %s: %v", step.after, err)
			}
			f.now = f.now.Add(-step.after)
		}
	})
}

func TestRotation(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		old := f.create(t, tenant.NewKey{Organization: "one", Name: "ours", Scopes: tenant.AllScopes()})
		rotate := func(id string, grace time.Duration) (string, string) {
			t.Helper()
			newID, secret, err := tenant.RotateKey(t.Context(), f.db, id, grace)
			if err != nil {
				t.Fatal(err)
			}
			keys, err := tenant.Keys(t.Context(), f.db, "one")
			if err != nil {
				t.Fatal(err)
			}
			newest := keys[len(keys)-1]
			if newest.Name != "ours" || newest.ID != newID {
				t.Errorf("the new key is %s, named %q, want %s", newest.ID, newest.Name, newID)
			}
			return secret, newest.ID
		}
		keys, err := tenant.Keys(t.Context(), f.db, "one")
		if err != nil {
			t.Fatal(err)
		}
		second, secondID := rotate(keys[0].ID, time.Hour)
		if !f.accepted(t, old) || !f.accepted(t, second) {
			t.Error("within the grace period both keys are valid")
		}
		f.now = f.now.Add(time.Hour + time.Minute)
		if f.accepted(t, old) || !f.accepted(t, second) {
			t.Error("after the grace period only the new key is valid")
		}
		third, _ := rotate(secondID, 0)
		if f.accepted(t, second) || !f.accepted(t, third) {
			t.Error("without a grace period only the new key is valid")
		}
		if _, _, err := tenant.RotateKey(t.Context(), f.db, secondID, 0); err == nil {
			t.Error("a revoked key was rotated")
		}
	})
}

func TestImportIsAllOrNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		existing := f.create(t, tenant.NewKey{Organization: "here", Scopes: tenant.AllScopes()})
		for name, lines := range map[string]string{
			"line 2":                  "good,one\nbad",
			"line 3":                  "good,one\nfine,two\n" + existing + ",here",
			"line 2: the fourth":      "good,one\nfine,two,name,fly:planes",
			"line 1: a key has":       "a b,one",
			"line 1: the name":        "good,",
			"this key already exists": "same,one\nsame,two",
			"reading the list":        "good,\"one",
			"this line has 5 fields":  "good,one,name,read:loads,more",
			"line 2: a key has 1 to":  "good,one\n" + strings.Repeat("x", 256) + ",one",
		} {
			_, err := tenant.ImportKeys(t.Context(), f.db, strings.NewReader(lines), known...)
			if err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("%q: %v, want %q", lines, err, name)
			} else if strings.Contains(err.Error(), existing) {
				t.Errorf("the error has a key: %v", err)
			}
		}
		if f.accepted(t, "good") || f.accepted(t, "same") {
			t.Error("a part of a list was imported")
		}
		if all, err := tenant.Organizations(t.Context(), f.db); err != nil || len(all) != 1 {
			t.Errorf("organizations are left: %v, %v", all, err)
		}
		count, err := tenant.ImportKeys(t.Context(), f.db, strings.NewReader("good,one\n! ~,\"two, inc\"\n"[:9]+"!~,\"two, inc\",name,\"read:loads,write:loads\"\n"), known...)
		if err != nil || count != 2 || !f.accepted(t, "good") || !f.accepted(t, "!~") {
			t.Errorf("%d keys: %v", count, err)
		}
	})
}

// The files of the database hold no secret, neither imported nor created.
func TestSecretsAreNotStored(t *testing.T) {
	t.Parallel()
	f := newFixture(t, sqldbtest.SQLite(t))
	secret := f.create(t, tenant.NewKey{Organization: "one", Scopes: tenant.AllScopes()})
	if _, err := tenant.ImportKeys(t.Context(), f.db, strings.NewReader("imported-secret,one")); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{f.address, f.address + "-wal"} {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, stored := range []string{secret, secret[4:], "imported-secret"} {
			if bytes.Contains(content, []byte(stored)) {
				t.Errorf("%s holds a secret", filepath.Base(file))
			}
		}
	}
}

func TestTheFirstKeyIsMadeOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		first, second := tenant.NewSecret(), tenant.NewSecret()
		created, err := tenant.CreateFirstKey(t.Context(), f.db, "default", first)
		if err != nil || !created || !f.accepted(t, first) {
			t.Errorf("first start: %v, %v", created, err)
		}
		created, err = tenant.CreateFirstKey(t.Context(), f.db, "default", second)
		if err != nil || created || f.accepted(t, second) {
			t.Errorf("second start: %v, %v", created, err)
		}
	})
}

func TestScopes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"all": "*", "*": "*", "read:customers": "read:customers", "write:loads,read:loads": "read:loads write:loads",
		"read:loads read:loads": "read:loads",
	} {
		scopes, err := tenant.ParseScopes(text, known)
		if err != nil || scopes.String() != want {
			t.Errorf("%q: %s, %v, want %s", text, scopes, err, want)
		}
	}
	for _, text := range []string{"read:everything", "", " ", ",", "all,read:loads", "read:loads,*", "ALL"} {
		if scopes, err := tenant.ParseScopes(text, known); err == nil {
			t.Errorf("%q was taken for %q", text, scopes)
		}
	}
}
