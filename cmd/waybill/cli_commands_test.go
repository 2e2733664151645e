package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

const (
	unauthorized = `{"error":{"code":"UNAUTHORIZED","message":"Invalid or missing API key"}}`
	mayNotRead   = `{"error":{"code":"FORBIDDEN","message":"API key does not have the required scope: read:customers"}}`
	mayNotWrite  = `{"error":{"code":"FORBIDDEN","message":"API key does not have the required scope: write:customers"}}`
)

// commandLine runs commands beside a server on the same database.
type commandLine struct {
	t      *testing.T
	server *process
	file   string
}

func newCommandLine(t *testing.T) commandLine {
	file := sqldbtest.SQLite(t)
	return commandLine{t, startProcess(t, file), file}
}

func (c commandLine) run(args ...string) string {
	c.t.Helper()
	return mustRun(c.t, append(args, "--database="+c.file)...)
}

func (c commandLine) importKeys(lines string) result {
	c.t.Helper()
	return runCommand(c.t, lines, "keys", "import", "-", "--allow-short", "--database="+c.file)
}

// createKey makes a key, of which nothing but the secret may be printed.
func (c commandLine) createKey(args ...string) string {
	c.t.Helper()
	return c.secret(c.run(append([]string{"keys", "create"}, args...)...))
}

var secretLine = regexp.MustCompile(`^mtm_[0-9a-f]{64}\n$`)

func (c commandLine) secret(printed string) string {
	c.t.Helper()
	if !secretLine.MatchString(printed) {
		c.t.Fatalf("printed %q", printed)
	}
	return strings.TrimSpace(printed)
}

// keyID finds a key in the list by its name.
func (c commandLine) keyID(name string) string {
	c.t.Helper()
	for line := range strings.Lines(c.run("keys", "list")) {
		if fields := strings.Fields(line); len(fields) > 2 && fields[2] == name {
			return fields[0]
		}
	}
	c.t.Fatalf("there is no key %s", name)
	return ""
}

func (c commandLine) works(key string) {
	c.t.Helper()
	c.server.client(key).expect(c.t, http.StatusOK, "GET", customersPath, "")
}

// ends expects that the server refuses a key in each request that is sent after a
// moment, at the latest.
func (c commandLine) ends(key string, moment time.Time) {
	c.t.Helper()
	client := c.server.client(key)
	for {
		sent := time.Now()
		got := client.send(c.t, "GET", customersPath, "")
		if got.status == http.StatusUnauthorized && string(got.body) == unauthorized {
			return
		}
		if got.status != http.StatusOK || sent.After(moment) {
			c.t.Errorf("%s after it should have ended the key is answered %d %s", sent.Sub(moment), got.status, got.body)
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// createExpiring makes a key that works until it expires, and gives the moment.
// It expires soon, but for a machine that is slow to make it.
func (c commandLine) createExpiring() (key string, expires time.Time) {
	c.t.Helper()
	for in := 3 * time.Second; ; in *= 2 {
		expires = time.Now().Add(in).Truncate(time.Second)
		made := runCommand(c.t, "", "keys", "create", "--organization=acme",
			"--expires="+expires.UTC().Format(time.RFC3339), "--database="+c.file)
		key = strings.TrimSpace(made.out)
		got := c.server.client(key).send(c.t, "GET", customersPath, "")
		if got.status == http.StatusOK {
			return c.secret(made.out), expires
		}
		if time.Now().Before(expires) {
			c.t.Fatalf("a key that expires at %s, %q, is answered %d %s", expires, made.err, got.status, got.body)
		}
	}
}

func TestOrganizations(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCommandLine(t)
	if got := c.run("organizations", "create", "Acme Freight"); got != "created the organization Acme Freight\n" {
		t.Errorf("printed %q", got)
	}
	again := runCommand(t, "", "organizations", "create", "Acme Freight", "--database="+c.file)
	checkMistake(t, again, 1, "an organization of that name already exists: Acme Freight")
	list := regexp.MustCompile(`(?m)^\d+ +(Acme Freight|default) +\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ +-$`)
	if got := c.run("organizations", "list"); len(list.FindAllString(got, -1)) != 2 || strings.Count(got, "\n") != 3 {
		t.Errorf("listed:\n%s", got)
	}

	// Two organizations may have customers under the same reference.
	for _, key := range []string{c.server.secret, c.createKey("--organization=Acme Freight")} {
		c.server.client(key).expect(t, http.StatusCreated, "POST", customersPath, newCustomer("X"))
	}
}

func TestScopes(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCommandLine(t)
	for _, test := range []struct {
		scopes      string
		read, write string // what a request is refused with; empty when it is not
	}{
		{"all", "", ""},
		{"read:customers,write:customers", "", ""},
		{"read:customers", "", mayNotWrite},
		{"write:customers", mayNotRead, ""},
		{"read:loads,write:loads", mayNotRead, mayNotWrite},
	} {
		key := c.server.client(c.createKey("--organization=default", "--scopes="+test.scopes))
		for _, request := range []struct{ method, path, body, refused string }{
			{"GET", customersPath, "", test.read},
			{"HEAD", customersPath, "", test.read},
			{"POST", customersPath, newCustomer("by " + test.scopes), test.write},
			{"DELETE", customersPath + "/none", "", test.write},
			{"POST", "/v2/tms-api/batch/customers", `{"items":[]}`, test.write},
		} {
			got := key.send(t, request.method, request.path, request.body)
			refused := got.status == http.StatusForbidden
			if refused != (request.refused != "") || refused && request.method != "HEAD" && string(got.body) != request.refused {
				t.Errorf("with scopes %q %s %s is answered %d %s", test.scopes, request.method, request.path, got.status, got.body)
			}
		}
	}
}

func TestKeys(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCommandLine(t)
	c.run("organizations", "create", "acme")

	revoked := c.createKey("--organization=acme", "--name=revoked")
	rotated := c.createKey("--organization=acme", "--name=rotated", "--scopes=read:customers")
	graced := c.createKey("--organization=acme", "--name=graced")
	ended := c.createKey("--organization=acme", "--name=ended")
	for _, key := range []string{revoked, rotated, graced, ended} {
		c.works(key)
	}
	list := c.run("keys", "list", "--organization=acme")
	if strings.Contains(list, "mtm_") || strings.Count(list, "\n") != 5 || strings.Contains(list, "default") {
		t.Errorf("listed:\n%s", list)
	}
	expired, expires := c.createExpiring()

	c.run("keys", "revoke", c.keyID("revoked"))
	c.ends(revoked, time.Now().Add(time.Second))
	checkMistake(t, runCommand(t, "", "keys", "rotate", c.keyID("revoked"), "--database="+c.file), 1, "is revoked or expired")

	abrupt := runCommand(t, "", "keys", "rotate", c.keyID("rotated"), "--database="+c.file)
	if abrupt.status != 0 || !strings.Contains(abrupt.err, "get 401 from now on") || !strings.Contains(abrupt.err, "--grace 24h") {
		t.Errorf("a rotation without a grace period: %+v", abrupt)
	}
	fresh := c.secret(abrupt.out)
	c.works(fresh)
	c.ends(rotated, time.Now().Add(time.Second))
	if got := c.server.client(fresh).send(t, "POST", customersPath, newCustomer("X")); string(got.body) != mayNotWrite {
		t.Errorf("a rotated key may write: %s", got.body)
	}

	c.works(c.secret(c.run("keys", "rotate", c.keyID("graced"), "--grace=24h")))
	fresh = c.secret(c.run("keys", "rotate", c.keyID("ended"), "--grace=1500ms"))
	graceEnds := time.Now().Add(1500 * time.Millisecond)
	time.Sleep(time.Second) // for the server to look the old keys up again
	c.works(graced)
	c.ends(ended, graceEnds.Add(time.Second))
	c.ends(expired, expires.Add(time.Second))
	c.works(fresh)
	c.works(c.server.secret)
}

func TestImport(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCommandLine(t)
	const few, count = 500, 5000
	imported := func(name string, keys, organizations int) result {
		var lines strings.Builder
		for i := range keys {
			fmt.Fprintf(&lines, "%s-%d,%s-%d\n", name, i, name, i%organizations)
		}
		got := runProcess(t, lines.String(), "keys", "import", "-", "--allow-short", "--database="+c.file)
		if want := fmt.Sprintf("imported %d keys\n", keys); got.out != want || got.status != 0 {
			t.Errorf("imported: %+v", got)
		}
		return got
	}
	// The time for the start of the program is part of both.
	small, large := imported("first", few, 1).cpu, imported("key", count, 100).cpu
	if large > small*count/few {
		t.Errorf("the import of %d keys of an organization took %s of processor time, that of %d keys of 100 organizations %s", few, small, count, large)
	}
	c.works("key-0")
	c.works(fmt.Sprintf("key-%d", count-1))

	file := filepath.Join(t.TempDir(), "keys.csv")
	text := "from-a-file,acme,the old server's,read:customers write:loads\r\n\r\n\"quoted,key\",\"Acme, Inc.\"\r\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := c.run("keys", "import", "--allow-short", file); got != "imported 2 keys\n" {
		t.Errorf("printed %q", got)
	}
	c.works("quoted,key")
	if got := c.server.client("from-a-file").send(t, "POST", customersPath, newCustomer("X")); string(got.body) != mayNotWrite {
		t.Errorf("an imported key may do more than its scopes: %s", got.body)
	}
}

// No line of a list with a mistake is imported. The error names the line, and does
// not show the key.
func TestImportMistakes(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCommandLine(t)
	if got := c.importKeys("secret-taken,acme\n"); got.status != 0 {
		t.Fatal(got)
	}
	keys, organizations := c.run("keys", "list"), c.run("organizations", "list")
	for name, line := range map[string]string{
		"one field":                "secret-bad",
		"five fields":              "secret-bad,acme,name,*,more",
		"no key":                   ",acme",
		"a space in the key":       "secret bad,acme",
		"a key of letters beyond":  "secret-bäd,acme",
		"a long key":               strings.Repeat("secret-bad", 26) + ",acme",
		"no organization":          "secret-bad,",
		"a control character":      "secret-bad,ac\x01me",
		"no such scope":            "secret-bad,acme,name,read:everything",
		"no served scope":          "secret-bad,acme,name,read:trailers",
		"fields in another order":  "acme,name,read:customers,secret-bad",
		"a quote in the middle":    `secret-bad"x,acme`,
		"a quote that is not over": `"secret-bad,acme`,
		"twice in the list":        "secret-1,acme",
		"there already":            "secret-taken,acme",
	} {
		t.Run(name, func(t *testing.T) {
			list := "secret-1,new\nsecret-2,new\n" + line + "\nsecret-3,new\n"
			got := c.importKeys(list)
			checkMistake(t, got, 1, "line 3")
			if strings.Contains(got.err, "secret") {
				t.Errorf("the mistake tells a key: %s", got.err)
			}
			if now := c.run("keys", "list"); now != keys {
				t.Errorf("keys:\n%s", now)
			}
			if now := c.run("organizations", "list"); now != organizations {
				t.Errorf("organizations:\n%s", now)
			}
		})
	}
}

func TestVersion(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	form := regexp.MustCompile(`^waybill \S+( [0-9a-f]{12})?( modified)? ` + runtime.Version() + ` ` + runtime.GOOS + `/` + runtime.GOARCH + "\n$")
	if got := mustRun(t, "version"); !form.MatchString(got) {
		t.Errorf("printed %q", got)
	}
}

func TestSettingsByEnvironment(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	database := sqldbtest.EmptySQLite(t)
	c := newCommand(t, "serve")
	c.Env = append(c.Env, "WAYBILL_DATABASE="+database, "WAYBILL_ADDRESS=127.0.0.1:0", "WAYBILL_MAX_BODY=10")
	server := launch(t, c)
	server.waitReady()
	if _, err := os.Stat(database); err != nil {
		t.Error(err)
	}
	server.client(server.secret).expect(t, http.StatusRequestEntityTooLarge, "POST", customersPath, newCustomer("X"))
}

func TestMistakes(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	folder := t.TempDir()
	made := filepath.Join(folder, "made.db")
	mustRun(t, "organizations", "create", "acme", "--database="+made)
	port := taken(t)
	none := filepath.Join(folder, "none")
	t.Cleanup(func() { // once all of them are done
		if _, err := os.Stat(none); !os.IsNotExist(err) {
			t.Errorf("a mistake left %s", none)
		}
	})
	for _, test := range []struct {
		args   string // separated by spaces
		status int
		say    string
	}{
		{"serv", 2, "unexpected argument serv, did you mean \"serve\"? see waybill help"},
		{"serve now", 2, "unexpected argument now; see waybill help serve"},
		{"keys revoke", 2, `expected "<id>"; see waybill help keys revoke`},
		{"export customers --organization=acme --output=a.xlsx", 1, "an export is not a workbook"},
		{"export customers --organization=acme --for-spreadsheet", 1, "add --format csv"},
		{"export customer's --organization=acme", 1, "there are customers, locations, carriers, loads"},
		{"serve --port=8080", 2, "unknown flag --port"},
		{"serve --request-timeout=soon", 2, `--request-timeout: "soon" is not a time: write a number and a unit, as in 500ms, 30s, 5m, 2h or 1d`},
		{"serve --request-timeout=30", 2, `--request-timeout: "30" is not a time: write a number and a unit`},
		{"serve --request-timeout=0s", 2, "--request-timeout: 0s is too short: write a time above zero"},
		{"serve --header-timeout=-1s", 2, "--header-timeout: -1s is negative: the least is 0s"},
		{"serve --shutdown-timeout=-1d", 2, "--shutdown-timeout: -1d is negative"},
		{"serve --idle-timeout=5000d", 2, "--idle-timeout: 5000d is too long: the most is 3650d"},
		{"serve --slow-statement=-1ms", 2, "--slow-statement: -1ms is negative"},
		{"serve --max-body=many", 2, `--max-body: "many" is not a size: write a number of bytes, as in 65536, 64KiB or 10MiB`},
		{"serve --max-body=-1", 2, `--max-body: "-1" is not a size`},
		{"serve --max-batch-body=0", 2, "--max-batch-body: 0 is too small"},
		{"serve --max-header=99999999999999999999", 2, "--max-header: \"99999999999999999999\" is not a size"},
		{"serve --per-minute=-1", 2, `--per-minute: "-1" is not a number of requests: write a number up to 1000000000000, or 0 for any number`},
		{"serve --trusted-proxies=everybody", 2, `--trusted-proxies: "everybody" is not a network: write an address and a number of bits, as in 10.0.0.0/8`},
		{"serve --trusted-proxies=10.0.0.0/8,10.1.2.3", 2, "--trusted-proxies: 10.1.2.3 is an address and not a network: write 10.1.2.3/32"},
		{"serve --log-level=loud", 2, `--log-level: "loud" is not a level: write debug, info, warn or error`},
		{"serve --log-format=xml", 2, "--log-format"},
		{"serve --address=" + port, 1, "cannot listen on --address " + port + ": bind: address already in use; choose another address with --address"},
		{"serve --address=127.0.0.1:0 --admin-address=" + port, 1, "cannot listen on --admin-address " + port + ": bind: address already in use"},
		{"serve --address=nowhere", 1, "nowhere"},
		{"keys update key_none --per-day=many", 2, `--per-day: "many" is not a number of requests: write a number up to 1000000000000, or 0 for any number, or default for the server's limit`},
		{"organizations create", 2, "<name>"},
		{"keys create", 2, "--organization"},
		{"keys create --organization=nobody", 1, "there is no such organization: nobody"},
		{"keys create --organization=acme --scopes=read:customers,read:everything", 1, `there is no scope "read:everything"`},
		{"keys create --organization=acme --scopes=", 1, "--scopes: no scope is named: write all for everything"},
		{"keys create --organization=acme --scopes=all,read:customers", 1, "--scopes: all stands for every scope"},
		{"organizations rename nobody somebody", 1, "there is no such organization: nobody"},
		{"organizations delete nobody --yes=nobody", 1, "there is no such organization: nobody"},
		{"keys create --organization=acme --expires=tomorrow", 1, "--expires"},
		{"keys create --organization=acme --expires=2020-01-31", 1, "--expires"},
		{"keys list --organization=nobody", 1, "there is no such organization: nobody"},
		{"keys revoke", 2, "<id>"},
		{"keys revoke key_none", 1, "there is no such key: key_none"},
		{"keys rotate key_none", 1, "there is no such key: key_none"},
		{"keys rotate key_none --grace=-1s", 2, "--grace: -1s is negative"},
		{"keys list --database=", 1, "the name of the database is empty"},
		{"serve --database=", 1, "the name of the database is empty"},
		{"keys import " + none, 1, "no such file"},
		{"keys import " + folder, 1, "is a directory"},
		{"backup " + made, 1, "exists"},
		{"backup " + filepath.Join(none, "backup.db"), 1, "no such file"},
	} {
		t.Run(test.args, func(t *testing.T) {
			t.Parallel()
			c := newCommand(t, strings.Fields(test.args)...)
			c.Env = append(c.Env, "WAYBILL_DATABASE="+made)
			checkMistake(t, finish(t, c), test.status, test.say)
		})
	}
}

// TestDatabaseMistakes tries every command with files that are no database for
// it, and expects that they stay as they were.
func TestDatabaseMistakes(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	folder := t.TempDir()
	for _, database := range []struct{ name, say string }{
		{"folder", "is a folder"},
		{"text", "is not a SQLite database"},
		{"damaged", "the file is damaged"},
		{"newer", "it was made by a newer version of waybill (its version is 9999,"},
		{"missing/waybill.db", "missing does not exist"},
	} {
		file := filepath.Join(folder, database.name)
		makeMistake(t, file)
		before, _ := os.ReadFile(file)
		for _, command := range []string{
			"serve --address=127.0.0.1:0", "organizations create acme", "organizations list",
			"keys create --organization=acme", "keys list", "keys revoke key_none", "keys rotate key_none",
			"keys import -", "backup " + filepath.Join(folder, "backup.db"),
		} {
			say := database.say
			if strings.HasPrefix(database.name, "missing") && mustExist(command) {
				say = "there is no database " + file
			}
			got := runCommand(t, "key,acme\n", append(strings.Fields(command), "--database="+file)...)
			checkMistake(t, got, 1, say)
		}
		if after, _ := os.ReadFile(file); string(after) != string(before) {
			t.Errorf("%s was changed", database.name)
		}
	}
}

// mustExist reports whether a command makes no database where there is none.
func mustExist(command string) bool {
	return !strings.HasPrefix(command, "serve") && !strings.HasPrefix(command, "organizations create") &&
		!strings.HasPrefix(command, "keys import")
}

func makeMistake(t *testing.T, file string) {
	t.Helper()
	var err error
	switch filepath.Base(file) {
	case "folder":
		err = os.Mkdir(file, 0o755)
	case "text":
		err = os.WriteFile(file, []byte(strings.Repeat("This is no database.\n", 500)), 0o600)
	case "damaged":
		mustRun(t, "organizations", "create", "acme", "--database="+file)
		checkDatabase(t, file)
		var whole []byte
		whole, err = os.ReadFile(file)
		copy(whole[100:], strings.Repeat("x", 10_000)) // behind the header
		err = errors.Join(err, os.WriteFile(file, whole, 0o600))
	case "newer":
		mustRun(t, "organizations", "create", "acme", "--database="+file)
		db := openDatabase(t, file)
		_, err = db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// taken is an address that somebody listens on.
func taken(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener.Addr().String()
}

// checkMistake expects one line on standard error that says what is wrong.
func checkMistake(t *testing.T, got result, status int, say string) {
	t.Helper()
	oneLine := strings.HasPrefix(got.err, "waybill: ") && strings.Index(got.err, "\n") == len(got.err)-1
	if got.status != status || !oneLine || !strings.Contains(got.err, say) || got.out != "" {
		t.Errorf("status %d, standard error %q, output %q; want status %d and a line with %q",
			got.status, got.err, got.out, status, say)
	}
}

// TestKeysListTellsTheLastUse has a server write it as it stops, and reads it as
// JSON.
func TestKeysListTellsTheLastUse(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCommandLine(t)
	made := runCommand(t, "", "keys", "create", "--organization=default", "--name=used", "--database="+c.file)
	id := c.keyID("used")
	if want := "the id of the key is " + id + "; it has all scopes, as --scopes was not given\n"; made.err != want {
		t.Errorf("keys create says %q, want %q", made.err, want)
	}
	before := time.Now().Truncate(time.Minute)
	c.works(c.secret(made.out))
	c.server.signal(os.Interrupt)
	c.server.waitExit(testTimeout)

	var keys []struct {
		ID, State  string
		Number     int64      `json:"organization_number"`
		LastUsedAt *time.Time `json:"last_used_at"`
	}
	if err := json.Unmarshal([]byte(c.run("keys", "list", "--json")), &keys); err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		used := key.LastUsedAt != nil && !key.LastUsedAt.Before(before) && key.LastUsedAt.Second() == 0
		if used != (key.ID == id) || key.State != "active" || key.Number != 1 {
			t.Errorf("%+v", key)
		}
	}
}

// TestDeleteAnOrganization asks for the name, and takes no other.
func TestDeleteAnOrganization(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCommandLine(t)
	c.run("organizations", "create", "acme")
	key := c.createKey("--organization=acme")
	c.server.client(key).expect(t, http.StatusCreated, "POST", customersPath, newCustomer("X"))
	for _, said := range []string{"", "ac\n", "acme \n"} {
		got := runCommand(t, said, "organizations", "delete", "acme", "--database="+c.file)
		if got.status != 1 || !strings.Contains(got.err, "nothing was deleted") {
			t.Errorf("%q deletes: %+v", said, got)
		}
	}
	c.works(key)
	got := runCommand(t, "acme\n", "organizations", "delete", "acme", "--database="+c.file)
	// A customer, a key, their events and that of the organization, and the head of the events.
	if got.status != 0 || got.out != "deleted the organization acme with 6 rows\n" {
		t.Errorf("%+v", got)
	}
	c.ends(key, time.Now())
	c.run("organizations", "create", "other")
	c.run("organizations", "rename", "other", "acme")
	c.run("organizations", "delete", "acme", "--yes=acme")
	checkDatabase(t, c.file)
}

// TestTheFirstKeyGoesToATerminalOnly starts a new database with standard output
// to a file, to nowhere, and to a terminal.
func TestTheFirstKeyGoesToATerminalOnly(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	secret := regexp.MustCompile(`mtm_[0-9a-f]{64}`)
	sqldbtest.Each(t, func(t *testing.T, address string) {
		server := startProcess(t, address)
		if said := server.out.String() + server.log.String(); secret.MatchString(said) || server.secret == "" {
			t.Errorf("the server says\n%s", said)
		}
		file := welcome.FindStringSubmatch(server.out.String())[2]
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
			t.Errorf("%s: %v, %v", file, info.Mode(), err)
		}
		if !sqldb.IsPostgres(address) && file != address+".first-key" {
			t.Errorf("the key of %s is in %s", address, file)
		}
		if others, err := filepath.Glob(file + "-*"); err != nil || len(others) > 0 {
			t.Errorf("there is also %q, %v", others, err)
		}
		server.client(server.secret).expect(t, http.StatusOK, "GET", customersPath, "")
	})
}

func TestTheFirstKeyOnATerminal(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	database := sqldbtest.EmptySQLite(t)
	c := newCommand(t, serveArgs(database)...)
	terminal, err := pty.Start(c)
	if err != nil {
		t.Skip(err) // Windows
	}
	t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
		_ = terminal.Close()
	})
	defer time.AfterFunc(testTimeout, func() { _ = c.Process.Kill() }).Stop()
	lines := bufio.NewScanner(terminal)
	for lines.Scan() {
		if regexp.MustCompile(`^    mtm_[0-9a-f]{64}\s*$`).MatchString(lines.Text()) {
			if _, err := os.Stat(database + ".first-key"); !os.IsNotExist(err) {
				t.Errorf("there is a file with the key, too: %v", err)
			}
			return
		}
	}
	t.Error("the terminal does not show the key")
}
