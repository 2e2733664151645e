package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// command runs a command line.
func command(args ...string) (status int, out, err string) {
	var stdout, stderr bytes.Buffer
	status = run(args, terminal{strings.NewReader(""), &stdout, &stderr})
	return status, stdout.String(), stderr.String()
}

// handlerOf serves a database without a network.
func handlerOf(t *testing.T, address string) http.Handler {
	t.Helper()
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return settings(t).newHandler(db, logs{Logger: slog.New(slog.DiscardHandler)}, time.Now, nil)
}

func sendAs(handler http.Handler, key, method, target, body string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, target, strings.NewReader(body))
	request.Header.Set("X-API-Key", key)
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

// makeSource fills a database through commands and requests, as its users do.
func makeSource(t *testing.T, address string) {
	t.Helper()
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := tenant.ImportKeys(t.Context(), db, strings.NewReader("key-1,one\nkey-2,two\nkey-3,two,reader,read:customers\nkey-4,two"), "read:customers"); err != nil {
		t.Fatal(err)
	}
	handler := settings(t).newHandler(db, logs{Logger: slog.New(slog.DiscardHandler)}, time.Now, nil)
	for i := range 120 {
		body := fmt.Sprintf(`{"external_reference_id": "R/%d", "name": "É %d\u0001 \ud83d\ude00", "phone": "", "is_active": %t}`, i, i%11, i%2 == 0)
		if answer := sendAs(handler, fmt.Sprint("key-", 1+i%2), "POST", "/v2/tms-api/customers", body); answer.Code != 201 {
			t.Fatal(answer.Code, answer.Body)
		}
	}
	createExamples(func(status int, method, path, body string) {
		if answer := sendAs(handler, "key-1", method, path, body); answer.Code != status {
			t.Fatal(method, path, answer.Code, answer.Body)
		}
	})
	sendAs(handler, "key-1", "DELETE", "/v2/tms-api/customers/R%2F10", "")
	sendAs(handler, "key-1", "PATCH", "/v2/tms-api/customers/R%2F20", `{"name": "changed"}`)
	keys, err := tenant.Keys(t.Context(), db, "two")
	if err != nil {
		t.Fatal(err)
	}
	if err := tenant.RevokeKey(t.Context(), db, keys[len(keys)-1].ID); err != nil {
		t.Fatal(err)
	}
}

// TestACopyAnswersAsItsSource compares answers byte for byte.
func TestACopyAnswersAsItsSource(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for name, way := range map[string][2]func(testing.TB) string{
		"sqlite to postgres": {sqldbtest.SQLite, sqldbtest.Postgres},
		"postgres to sqlite": {sqldbtest.Postgres, sqldbtest.SQLite},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from, to := way[0](t), way[1](t)
			makeSource(t, from)
			status, out, progress := command("copy", "--from", from, "--to", to)
			if status != 0 || !regexp.MustCompile(`customers +2 +120 +[0-9a-f]{16} +the same\n`).MatchString(out) {
				t.Fatalf("status %d:\n%s\n%s", status, out, progress)
			}
			if !regexp.MustCompile(`copying customers: 120 of 120 rows(, \d+ rows/s)?\n`).MatchString(progress) {
				t.Errorf("the progress is\n%s", progress)
			}
			source, target := handlerOf(t, from), handlerOf(t, to)
			compareAnswers(t, source, target)
			for _, handler := range []http.Handler{source, target} {
				if answer := sendAs(handler, "key-1", "POST", "/v2/tms-api/customers", `{"external_reference_id": "new", "name": "new"}`); answer.Code != 201 {
					t.Error(answer.Code, answer.Body)
				}
			}
			for _, address := range []string{from, to} {
				if status, _, failed := command("organizations", "create", "three", "--database", address); status != 0 {
					t.Error(failed)
				}
			}
		})
	}
}

func compareAnswers(t *testing.T, source, target http.Handler) {
	t.Helper()
	var targets []string
	for page := range 4 {
		targets = append(targets, fmt.Sprintf("?page=%d&page_size=20&sort=-name", page+1), fmt.Sprintf("?page=%d&page_size=20&sort=updated_at", page+1))
	}
	targets = append(targets, "?name_contains=%C3%A9", "?is_active=false&page_size=100", "/R%2F20", "/R%2F10", "/R%2F1")
	for i := range targets {
		targets[i] = customersPath + targets[i]
	}
	for _, k := range kinds() {
		targets = append(targets, k.path, k.path+"/"+k.key(), k.metadataPath(k.key()), k.own+"?metadata[po]=4711")
	}
	for _, key := range []string{"key-1", "key-2", "key-3", "key-4", "key-5"} {
		for _, path := range targets {
			want := sendAs(source, key, "GET", path, "")
			got := sendAs(target, key, "GET", path, "")
			if got.Code != want.Code || got.Body.String() != want.Body.String() {
				t.Errorf("%s of %s: %d %s\nwant %d %s", path, key, got.Code, got.Body, want.Code, want.Body)
			}
		}
	}
}

// Whatever may not be copied is refused in one line.
func TestCopyRefuses(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	from := sqldbtest.SQLite(t)
	makeSource(t, from)
	for name, test := range map[string]struct {
		to   func(t *testing.T) string
		want string
	}{
		"the source itself": {func(*testing.T) string { return from }, "waybill: the target is the source, or was completed by an earlier copy: copy to a file that does not exist, or to an empty database\n"},
		"another database": {func(t *testing.T) string {
			to := sqldbtest.SQLite(t)
			makeSource(t, to)
			return to
		}, "waybill: the target is not empty: it has organizations\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if status, out, err := command("copy", "--from", from, "--to", test.to(t)); status != 1 || out != "" || err != test.want {
				t.Errorf("status %d, %q, %q", status, out, err)
			}
		})
	}
	missing := sqldbtest.EmptySQLite(t)
	if status, _, err := command("copy", "--from", missing, "--to", sqldbtest.SQLite(t)); status != 1 || !strings.Contains(err, "there is no database") {
		t.Errorf("no source: status %d, %q", status, err)
	}
}

// Nobody works on half a copy.
func TestNoServerServesAnUnfinishedCopy(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.BeginCopy(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"keys", "list"}, {"organizations", "create", "x"}, {"serve", "--address", "127.0.0.1:0"}} {
			status, _, failed := command(append(args, "--database", address)...)
			if status != 1 || strings.Count(failed, "\n") != 1 || !strings.Contains(failed, "it is an unfinished copy") {
				t.Fatalf("%v: status %d, %q", args, status, failed)
			}
		}
	})
}
