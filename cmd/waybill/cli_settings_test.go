package main

import (
	"bytes"
	"context"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"waybill/internal/sqldb/sqldbtest"
)

func TestDurations(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"0": 0, "0s": 0, "500ms": 500 * time.Millisecond, "1d": 24 * time.Hour, "1d12h": 36 * time.Hour,
		"+2d": 48 * time.Hour, "3650d": longest, "1h30m": 90 * time.Minute,
	} {
		if got, err := parseDuration(text, false); got != want || err != nil {
			t.Errorf("%s is %s, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "d", "1", "1.5d", "-1d", "-1d1h", "1d-2d", "1dd", "3651d", "999999d", "1000000d", "9999999h", "1h1d", "1d -25h"} {
		if got, err := parseDuration(text, false); err == nil {
			t.Errorf("%q is taken for %s", text, got)
		}
	}
}

func TestSizes(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for text, want := range map[string]int64{"65536": 65536, "64KiB": 65536, "10 MiB": 10 << 20, "1MB": 1_000_000, "0": 0} {
		if got, err := parseBytes(text, false); got != want || err != nil {
			t.Errorf("%s is %d, %v, want %d", text, got, err, want)
		}
	}
}

// TestUnknownVariables expects a warning for a variable that has no effect, and
// that the command is done nevertheless.
func TestUnknownVariables(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCommand(t, "organizations", "create", "acme")
	c.Env = append(c.Env, "WAYBILL_DATABASE="+sqldbtest.EmptySQLite(t), "WAYBILL_ADDRESSS=x", "WAYBILL_NONSENSE=secret", "WAYBILL_PER_DAY=7", "WAYBILL_TEST_SEED=1")
	got := finish(t, c)
	want := "waybill: there is no setting WAYBILL_ADDRESSS; the variable is ignored; did you mean WAYBILL_ADDRESS?\n" +
		"waybill: there is no setting WAYBILL_NONSENSE; the variable is ignored\n"
	if got.status != 0 || got.err != want {
		t.Errorf("status %d, standard error %q, want %q", got.status, got.err, want)
	}
}

// TestMistakesInVariables expects that an error of a variable names it.
func TestMistakesInVariables(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCommand(t, "serve")
	c.Env = append(c.Env, "WAYBILL_MAX_BODY=many")
	checkMistake(t, finish(t, c), 2, `--max-body: "many" is not a size: write a number of bytes, as in 65536, 64KiB or 10MiB (from the variable WAYBILL_MAX_BODY="many")`)
}

// TestPasswordsAreNotShown gives every command an address with a password, also
// in wrong places and wrong forms.
func TestPasswordsAreNotShown(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for _, address := range []string{
		"postgres://u:s3cret@127.0.0.1:1/d", "postgres://127.0.0.1:1/d?user=u&password=s3cret",
		"postgres://u:s3cret@127.0.0.1:port/d", "mysql://u:s3cret@h/d", "host=h password=s3cret",
		"https://u:s3cret@h", "s3://u:s3cret@bucket/place",
	} {
		for _, args := range [][]string{
			{"serve", "--address=127.0.0.1:0", "--database", address},
			{"serve", "--address", address},
			{"serve", address},
			{"health", "--address", address},
			{"keys", "list", "--database=" + address},
			{"keys", "list", "--databse=" + address},
			{"keys", "create", "--organization", address, "--database=" + filepath.Join(t.TempDir(), "none")},
			{"keys", "import", address},
			{"organizations", address},
			{"backup", "--database", address, "file"},
			{"copy", "--from", address, "--to", address},
			{"copy", "--from", sqldbtest.EmptySQLite(t), "--to", address},
			{"backups", "--backup-to", address},
			{"backups", "--backup-endpoint=" + address},
			{"restore", "s3://u:s3cret@bucket/place/name"},
			{"help", address},
			{address},
		} {
			status, out, failed := command(args...)
			if status == 0 || strings.Contains(out+failed, "s3cret") {
				t.Errorf("%q: status %d, %q, %q", args, status, out, failed)
			}
		}
	}
}

var newKeyHint = regexp.MustCompile(`A new key: (.*)`)

// TestTheHintCanBePasted runs the command that a server shows.
func TestTheHintCanBePasted(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "it's here")
	for name, database := range map[string]string{"sqlite": filepath.Join(folder, "way bill.db"), "postgres": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if database == "" {
				database = sqldbtest.With(t, sqldbtest.Postgres(t), "password", "s3cret")
			} else if err := exec.CommandContext(t.Context(), "mkdir", "-p", folder).Run(); err != nil {
				t.Fatal(err)
			}
			mustRun(t, "organizations", "create", "it's the first", "--database="+database)
			mustRun(t, "organizations", "create", "default", "--database="+database)
			server := startProcess(t, database)
			hint := newKeyHint.FindStringSubmatch(server.out.String())
			if hint == nil || strings.Contains(server.out.String()+server.log.String(), "s3cret") {
				t.Fatalf("the server says\n%s%s", server.out.String(), server.log.String())
			}
			var out, errs bytes.Buffer
			shell := exec.CommandContext(context.Background(), "sh", "-c", hint[1])
			shell.Stdout, shell.Stderr = &out, &errs
			if err := shell.Run(); err != nil {
				t.Fatalf("%s: %v: %s", hint[1], err, errs.String())
			}
			server.client(strings.TrimSpace(out.String())).expect(t, 200, "GET", customersPath, "")
		})
	}
}
