package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"

	"waybill/internal/backup"
	"waybill/internal/bucket/buckettest"
	"waybill/internal/doctor"
	"waybill/internal/mail/mailtest"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
	"waybill/internal/webhook"
)

// patient is an installation in which all is well, until a test plants a fault.
type patient struct {
	t        *testing.T
	database string
	backups  string // the folder
	key      string // the file of the secret key
	args     []string
	// change changes what the checks know of the machine; may be nil.
	change func(*doctor.Exam)
}

// healthy is an SQLite database with an organization and a key, and its verified backup. It is
// made once for all tests.
var healthy struct {
	once             sync.Once
	database, backup []byte
	name             string // of the backup
	err              error
}

// makeHealthy makes the files of healthy.
func makeHealthy(ctx context.Context, folder string) error {
	file := filepath.Join(folder, "waybill.db")
	db, err := sqldb.Open(ctx, file, sqldb.Options{})
	if err != nil {
		return err
	}
	_, err = tenant.ImportKeys(ctx, db, strings.NewReader(healthyKey))
	if err == nil {
		k := &backup.Keeper{DB: db, Folder: folder, Every: 24 * time.Hour, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
		err = k.MakeIfDue(ctx)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	newest, err := backup.Newest(folder)
	if err != nil {
		return err
	}
	healthy.name = filepath.Base(newest.File)
	if healthy.backup, err = os.ReadFile(newest.File); err != nil {
		return err
	}
	healthy.database, err = os.ReadFile(file)
	return err
}

const healthyKey = "a-key-that-is-long-enough,acme"

// newPatient makes an installation with a verified backup.
func newPatient(t *testing.T, database string) *patient {
	t.Helper()
	healthy.once.Do(func() { healthy.err = makeHealthy(context.Background(), t.TempDir()) })
	folder := t.TempDir()
	p := &patient{t: t, database: database, backups: folder, key: filepath.Join(t.TempDir(), "waybill.key")}
	p.must(healthy.err)
	p.args = []string{"--database=" + database, "--backup-dir=" + folder, "--secret-key-file=" + p.key}
	keepFile(t, filepath.Join(folder, healthy.name), healthy.backup)
	if sqldb.IsPostgres(database) {
		importKeysTo(t, database, healthyKey)
	} else {
		keepFile(t, database, healthy.database)
	}
	return p
}

// examine returns the states of the checks that do not find all well.
func (p *patient) examine(args ...string) map[string]doctor.State {
	p.t.Helper()
	var c commands
	parser, err := kong.New(&c, append(settingTypes(), kong.Vars{"version": "test"})...)
	if err != nil {
		p.t.Fatal(err)
	}
	if _, err := parser.Parse(slices.Concat([]string{"doctor"}, p.args, args)); err != nil {
		p.t.Fatal(err)
	}
	exam, more := c.Doctor.exam()
	exam.Free = func(string) (uint64, error) { return 1 << 40, nil }
	if p.change != nil {
		p.change(exam)
	}
	found := map[string]doctor.State{}
	for _, f := range doctor.Run(p.t.Context(), append(exam.Checks(), more...)) {
		if f.State != doctor.OK {
			found[f.ID] = f.State
			p.t.Logf("%s %s %s", f.State, f.ID, f.Line())
		}
		if (f.Advice != nil) != (f.State == doctor.Warning || f.State == doctor.Failure) {
			p.t.Errorf("%s is %s with the advice %v", f.ID, f.State, f.Advice)
		}
	}
	if err := exam.Close(); err != nil {
		p.t.Error(err)
	}
	return found
}

// exec runs statements in the database, and leaves its files as a server does that has stopped.
func (p *patient) exec(statements ...string) {
	p.t.Helper()
	db := openDatabase(p.t, p.database)
	for _, statement := range statements {
		if _, err := db.ExecContext(p.t.Context(), statement); err != nil {
			p.t.Fatalf("%s: %v", statement, err)
		}
	}
	if err := db.Close(); err != nil {
		p.t.Fatal(err)
	}
}

// later moves the clock of the machine.
func (p *patient) later(by time.Duration) {
	p.change = func(e *doctor.Exam) { e.Now = func() time.Time { return time.Now().Add(by) } }
}

// full leaves little room on the disk of a folder.
func (p *patient) full(folder string) {
	p.change = func(e *doctor.Exam) {
		e.Free = func(of string) (uint64, error) {
			if of == folder {
				return 1 << 20, nil
			}
			return 1 << 40, nil
		}
	}
}

func (p *patient) write(file, text string) {
	p.t.Helper()
	keepFile(p.t, file, []byte(text))
}

func (p *patient) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// webhook creates an endpoint that is not public, and the secret key if there is none.
func (p *patient) webhook() {
	p.t.Helper()
	db, err := sqldb.Open(p.t.Context(), p.database, sqldb.Options{})
	p.must(err)
	defer func() { p.must(db.Close()) }()
	key, err := webhook.ReadOrCreateKey(p.key)
	p.must(err)
	all, err := tenant.Organizations(p.t.Context(), db)
	p.must(err)
	input, err := (&webhook.Settings{URL: "https://receiver.example.com/hooks", MaxEvents: 1}).Check()
	p.must(err)
	p.must(db.Write(p.t.Context(), func(tx *sqldb.Tx) error {
		store := &webhook.Store{Key: key}
		e, err := store.Create(tx, all[0].ID, input)
		if err == nil {
			_, err = tx.Exec(`UPDATE webhooks SET url = 'https://127.0.0.1:1/hooks' WHERE id = $1`, e.ID)
		}
		return err
	}))
}

// backupSettings are the settings of the backups.
func (p *patient) backupSettings() backups {
	p.t.Helper()
	var c commands
	parser, err := kong.New(&c, append(settingTypes(), kong.Vars{"version": "test"})...)
	p.must(err)
	_, err = parser.Parse(append([]string{"doctor"}, p.args...))
	p.must(err)
	return c.Doctor.backups
}

// send sends the backup to the bucket.
func (p *patient) send() {
	p.t.Helper()
	s, err := p.backupSettings().newSender(slog.New(slog.DiscardHandler))
	p.must(err)
	p.must(s.SendIfDue(p.t.Context()))
}

func (p *patient) newestBackup() string {
	p.t.Helper()
	newest, err := backup.Newest(p.backups)
	if err != nil || newest.File == "" {
		p.t.Fatal("there is no backup", err)
	}
	return newest.File
}

// states are the states of some checks.
type states = map[string]doctor.State

// withoutDatabase are the states of the checks that need the tables, if another has failed.
func withoutDatabase(database, check string) states {
	s := states{check: doctor.Failure}
	needing := []string{"database.future", "database.text_index", "organizations.deleting", "backup.verified", "webhooks.key",
		"webhooks.endpoints", "webhooks.reachable", "mail.queue", "limits.organizations", "limits.keys"}
	if sqldb.IsPostgres(database) {
		needing = append(needing, "database.statistics")
	}
	if check == "database.reachable" {
		needing = append(needing, "database.version", "database.integrity")
		if sqldb.IsPostgres(database) {
			needing = append(needing, "database.settings", "database.encoding", "database.clock", "database.connections", "database.idle_transactions")
		}
	}
	for _, id := range needing {
		s[id] = doctor.Skipped
	}
	return s
}

// fault is something wrong with an installation, and the checks that name it.
type fault struct {
	plant func(p *patient)
	want  states
}

func warns(id string) states { return states{id: doctor.Warning} }

func fails(id string) states { return states{id: doctor.Failure} }

// settingFault is a fault in the settings.
func settingFault(want states, args ...string) fault {
	return fault{func(p *patient) { p.args = append(p.args, args...) }, want}
}

// rowFault is a fault in the database.
func rowFault(want states, statements ...string) fault {
	return fault{func(p *patient) { p.exec(statements...) }, want}
}

// mailRow is an e-mail with a status, that was made long ago.
func mailRow(status string) string {
	return `INSERT INTO emails (organization_id, id, created_at, updated_at, status, template, rule, seq, resource, record_id, reference, customer, carrier,
		email, name, subject, body_text, body_html, attempts, due_at, attempted_at, sent_at, problem, token, leased_by, leased_until)
		SELECT id, 'mail', 1, 1, '` + status + `', '', '', 0, '', '', '', '', '', 'a@example.com', '', '', '', '', 0, 0, 0, 0, '', '', '', 0 FROM organizations`
}

// faults are the faults on either engine.
func faults(t *testing.T) map[string]fault {
	sink := mailtest.New(t)
	certificate := newCertificate(t, 1)
	withMail := func(address string) []string {
		return []string{"--smtp=smtp://" + address, "--mail-from=a@example.com", "--public-url=https://example.com"}
	}
	withCertificate := func(later time.Duration) func(*patient) {
		return func(p *patient) {
			p.args = append(p.args, certificate.args()...)
			p.later(later)
		}
	}
	return map[string]fault{
		"none":             {func(*patient) {}, nil},
		"none, with mails": settingFault(nil, withMail(sink.Address)...),
		"older tables": {func(p *patient) {
			p.exec(`DELETE FROM goose_db_version WHERE version_id = (SELECT max(version_id) FROM goose_db_version)`)
		}, fails("database.version")},
		"newer tables": {func(p *patient) { p.exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (1000, true)`) }, fails("database.version")},
		"an unfinished copy": rowFault(fails("database.version"),
			`INSERT INTO unfinished_copy (step, what, statement) VALUES (0, 'proof', '')`),
		"an unfinished deletion":      rowFault(warns("organizations.deleting"), `UPDATE organizations SET deleting_since = 1`),
		"full temporary disk":         {func(p *patient) { p.full(os.TempDir()) }, warns("disk.temporary")},
		"full backup disk":            {func(p *patient) { p.full(p.backups) }, fails("backup.folder")},
		"no backups":                  settingFault(warns("backup.verified"), "--backup-dir="),
		"an old backup":               {func(p *patient) { p.later(3 * day) }, fails("backup.verified")},
		"the first backup is missing": {func(p *patient) { p.must(os.Remove(p.newestBackup())) }, warns("backup.verified")},
		"no backup for long": {func(p *patient) {
			p.must(os.Remove(p.newestBackup()))
			p.later(3 * day)
		}, fails("backup.verified")},
		"a cut backup": {func(p *patient) { p.must(os.Truncate(p.newestBackup(), 4096)) }, fails("backup.verified")},
		"no folder for backups": {func(p *patient) { p.must(os.RemoveAll(p.backups)) },
			states{"backup.verified": doctor.Failure, "backup.folder": doctor.Failure}},
		"the secret key is missing": {func(p *patient) {
			p.args = append(p.args, "--no-webhooks")
			p.webhook()
			p.exec(`UPDATE webhooks SET status = 'paused'`)
			p.must(os.Remove(p.key))
		}, states{"webhooks.key": doctor.Failure, "webhooks.endpoints": doctor.Warning}},
		"another secret key": {func(p *patient) {
			p.args = append(p.args, "--webhooks")
			p.webhook()
			p.exec(`UPDATE webhooks SET status = 'paused'`)
			p.must(os.Remove(p.key))
			_, err := webhook.CreateKey(p.key)
			p.must(err)
		}, fails("webhooks.key")},
		"a damaged secret key": {func(p *patient) { p.write(p.key, "1234") }, fails("webhooks.key")},
		"a readable secret key": {func(p *patient) {
			_, err := webhook.CreateKey(p.key)
			p.must(err)
			p.must(os.Chmod(p.key, 0o644))
		}, fails("files.secrets")},
		"a disabled webhook": {func(p *patient) {
			p.webhook()
			p.exec(`UPDATE webhooks SET status = 'disabled', reason = 'gone'`)
		}, warns("webhooks.endpoints")},
		"a parked event": {func(p *patient) {
			p.webhook()
			p.exec(`INSERT INTO webhook_parked (organization_id, webhook_id, seq, at, status, answer, due) SELECT organization_id, id, 1, 1, 400, '', 0 FROM webhooks`)
		}, warns("webhooks.endpoints")},
		"webhooks are off": {func(p *patient) { p.webhook() }, warns("webhooks.endpoints")},
		"a webhook that may not be reached": {func(p *patient) {
			p.args = append(p.args, "--webhooks")
			p.webhook()
		}, warns("webhooks.reachable")},
		"a webhook that does not answer": {func(p *patient) {
			p.args = append(p.args, "--webhooks", "--webhook-allow=127.0.0.1/32")
			p.webhook()
			p.exec(`UPDATE webhooks SET url = 'http://` + closedPort + `/hooks'`)
		}, states{"webhooks.reachable": doctor.Warning, "settings.webhook_allow": doctor.Warning}},
		"a webhook whose certificate nobody knows": {func(p *patient) {
			p.args = append(p.args, "--webhooks", "--webhook-allow=127.0.0.1/32")
			p.webhook()
			server := newTestServer(p.t, sqldbtest.SQLite(p.t), certificate.args()...)
			p.exec(`UPDATE webhooks SET url = 'https://` + server.address + `/hooks'`)
		}, states{"webhooks.reachable": doctor.Warning, "settings.webhook_allow": doctor.Warning}},
		"too many webhooks": {func(p *patient) {
			p.args = append(p.args, "--webhooks")
			for range webhook.MostEndpoints {
				p.webhook()
			}
			p.exec(`UPDATE webhooks SET status = 'paused'`)
		}, warns("limits.organizations")},
		"a key has used up its day": {func(p *patient) {
			today := time.Now().Unix()
			p.exec(fmt.Sprintf(`INSERT INTO key_usage (organization_id, key_id, seconds, starts_at, used)
				SELECT organization_id, id, 86400, %d, 10000 FROM api_keys`, today-today%86400))
			p.change = func(e *doctor.Exam) { e.Now = func() time.Time { return time.Unix(today, 0).Add(time.Millisecond) } }
		}, warns("limits.keys")},
		"no SMTP server":          {func(p *patient) { p.args = append(p.args, withMail(closedPort)...) }, fails("mail.server")},
		"mails without sender":    settingFault(fails("mail.server"), "--smtp=smtp://"+sink.Address, "--public-url=https://example.com"),
		"an uncertain mail":       rowFault(warns("mail.queue"), mailRow("uncertain")),
		"a failed mail":           rowFault(warns("mail.queue"), mailRow("failed")),
		"mails that nobody sends": rowFault(warns("mail.queue"), mailRow("queued")),
		"mails that wait": {func(p *patient) {
			p.args = append(p.args, withMail(sink.Address)...)
			p.exec(mailRow("queued"))
		}, warns("mail.queue")},
		"links without TLS":               settingFault(warns("settings.public_url"), "--smtp=smtp://"+sink.Address, "--mail-from=a@example.com", "--public-url=http://example.com"),
		"a certificate that expires soon": {withCertificate(0), warns("tls.certificate")},
		"a certificate that has expired":  {withCertificate(25 * time.Hour), fails("tls.certificate")},
		"a certificate without a key":     settingFault(fails("tls.certificate"), "--tls-cert="+certificate.cert),
		"all addresses":                   settingFault(warns("settings.address"), "--address=:8080"),
		"metrics for all":                 settingFault(warns("settings.admin_address"), "--admin-address=0.0.0.0:9090"),
		"no limits":                       settingFault(warns("settings.limits"), "--per-minute=0"),
		"all are proxies":                 settingFault(warns("settings.trusted_proxies"), "--trusted-proxies=0.0.0.0/0"),
		"all origins":                     settingFault(warns("settings.cors_origins"), "--cors-origins=*"),
		"webhooks everywhere":             settingFault(fails("settings.webhook_allow"), "--webhooks", "--webhook-allow=0.0.0.0/0"),
		"no access log":                   settingFault(warns("settings.log"), "--no-access-log"),
		"only errors":                     settingFault(warns("settings.log"), "--log-level=error"),
	}
}

// closedPort is an address at which nobody listens.
const closedPort = "127.0.0.1:1"

// sqliteFaults are the faults of an SQLite database and of its file.
func sqliteFaults() map[string]fault {
	customers := func(numbers string) string {
		return `INSERT INTO customers (row, organization_id, id, external_reference_id, name, name_folded, is_active, created_at, updated_at, version)
			WITH RECURSIVE n(i) AS (` + numbers + `) SELECT i, o.id, 'c' || i, 'c' || i, 'n', 'n', 1, 1, 1, 1 FROM n, organizations o`
	}
	unreachable := withoutDatabase("", "database.reachable")
	return map[string]fault{
		"no database":             {func(p *patient) { p.must(os.Remove(p.database)) }, unreachable},
		"another file":            {func(p *patient) { p.write(p.database, strings.Repeat("no database", 1000)) }, unreachable},
		"an empty file":           {func(p *patient) { p.write(p.database, "") }, withoutDatabase("", "database.version")},
		"an interrupted restore":  {func(p *patient) { p.write(p.database+"-restore", "{}") }, unreachable},
		"a WAL without its index": {func(p *patient) { p.write(p.database+"-wal", "not empty") }, unreachable},
		"an interrupted change":   {func(p *patient) { p.write(p.database+"-journal", "not empty") }, unreachable},
		"rows without their organization": rowFault(fails("database.integrity"),
			`PRAGMA foreign_keys = OFF`, customers("VALUES (1)"), `UPDATE customers SET organization_id = 1000`),
		"a damaged page": {func(p *patient) {
			var page int64
			db := openDatabase(p.t, p.database)
			p.must(db.QueryRow(`SELECT rootpage FROM sqlite_schema WHERE name = 'customers_by_name'`).Scan(&page))
			p.must(db.Close())
			file, err := os.OpenFile(p.database, os.O_RDWR, 0)
			p.must(err)
			_, err = file.WriteAt([]byte{0xff, 0xff, 0xff}, (page-1)*4096)
			p.must(err)
			p.must(file.Close())
		}, fails("database.integrity")},
		"rows of the future": {func(p *patient) { p.later(-time.Hour) }, warns("database.future")},
		"a text index that is behind": rowFault(warns("database.text_index"),
			customers("SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= 20000")),
		"no text index": rowFault(warns("database.text_index"), `DROP TABLE locations_text`),
		"a huge WAL": {func(p *patient) {
			p.write(p.database+"-wal", "")
			p.write(p.database+"-shm", "")
			p.must(os.Truncate(p.database+"-wal", 600<<20))
		}, warns("database.wal")},
		"a full disk":                  {func(p *patient) { p.full(filepath.Dir(p.database)) }, fails("disk.database")},
		"a readable database":          {func(p *patient) { p.must(os.Chmod(p.database, 0o644)) }, warns("files.database")},
		"the first key":                {func(p *patient) { p.write(p.database+".first-key", "secret") }, warns("files.first_key")},
		"no backup before a migration": settingFault(warns("settings.migration_backup"), "--no-backup-before-migrate"),
	}
}

// bucketFaults are the faults of a bucket for backups.
func bucketFaults(t *testing.T) map[string]fault {
	storage := buckettest.Start(t)
	withBucket := func(p *patient, place string) {
		p.args = append(p.args, "--backup-to="+storage.Place+place, "--backup-endpoint="+storage.Endpoint, "--backup-keys-file="+storage.Keys)
	}
	return map[string]fault{
		"none, with a bucket": {func(p *patient) {
			withBucket(p, fmt.Sprint("/", rand.Text()))
			p.send()
		}, nil},
		"an old backup in a bucket": {func(p *patient) {
			withBucket(p, fmt.Sprint("/", rand.Text()))
			p.send()
			p.later(3 * day)
		}, states{"backup.verified": doctor.Failure, "backup.bucket": doctor.Failure}},
		"an empty bucket": {func(p *patient) { withBucket(p, "/empty") }, warns("backup.bucket")},
		"a bucket that gets nothing": {func(p *patient) {
			withBucket(p, "/empty")
			p.later(5 * time.Hour)
		}, fails("backup.bucket")},
		"other keys of a bucket": {func(p *patient) {
			withBucket(p, "/empty")
			p.args = append(p.args, "--backup-keys-file="+buckettest.KeysFile(p.t, "waybill", "another"))
		}, fails("backup.bucket")},
		"no keys of a bucket": {func(p *patient) {
			withBucket(p, "/empty")
			p.args = append(p.args, "--backup-keys-file="+p.key)
		}, fails("backup.bucket")},
		"no bucket": {func(p *patient) {
			withBucket(p, "/empty")
			p.args = append(p.args, "--backup-to=s3://nobodys-bucket")
		}, fails("backup.bucket")},
		"no storage": {func(p *patient) {
			withBucket(p, "/empty")
			p.args = append(p.args, "--backup-endpoint=http://"+closedPort)
		}, fails("backup.bucket")},
		"a bucket without a folder": {func(p *patient) {
			withBucket(p, "/empty")
			p.args = append(p.args, "--backup-dir=")
		}, states{"backup.verified": doctor.Warning, "backup.bucket": doctor.Failure}},
		"readable keys of a bucket": {func(p *patient) {
			withBucket(p, fmt.Sprint("/", rand.Text()))
			p.send()
			keys := buckettest.KeysFile(p.t, "waybill", "waybill-secret")
			p.must(os.Chmod(keys, 0o644))
			p.args = append(p.args, "--backup-keys-file="+keys)
		}, fails("files.secrets")},
	}
}

// TestDoctorNamesEachFault plants one fault at a time, and expects that the checks that are
// about it name it, and no others.
func TestDoctorNamesEachFault(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	planted := faults(t)
	maps.Copy(planted, sqliteFaults())
	checkFaults(t, planted)
}

// TestDoctorNamesEachFaultOfABucket does so for backups in a bucket.
func TestDoctorNamesEachFaultOfABucket(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	checkFaults(t, bucketFaults(t))
}

// checkFaults plants faults of an SQLite database.
func checkFaults(t *testing.T, planted map[string]fault) {
	t.Helper()
	for name, f := range planted {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPatient(t, filepath.Join(t.TempDir(), "waybill.db"))
			f.plant(p)
			want := f.want
			if want["database.version"] == doctor.Failure {
				want = withoutDatabase(p.database, "database.version")
			}
			if diff := cmp.Diff(want, p.examine(), cmpEmpty); diff != "" {
				t.Errorf("the checks that found something (-want +got):\n%s", diff)
			}
		})
	}
}

// cmpEmpty lets an empty map equal nil.
var cmpEmpty = cmp.Transformer("copy", func(s states) states { return maps.Collect(maps.All(s)) })

// postgresFaults are the faults of a PostgreSQL database and of its server.
func postgresFaults() map[string]fault {
	address := func(name, value string) func(*patient) {
		return func(p *patient) {
			p.database = sqldbtest.With(p.t, p.database, name, value)
			p.args = append(p.args, "--database="+p.database)
		}
	}
	return map[string]fault{
		"commits that are not awaited":    {address("synchronous_commit", "off"), fails("database.settings")},
		"more connections than there are": {address("pool_max_conns", "1000"), warns("database.connections")},
		"none, behind a pooler": {func(p *patient) {
			p.database = sqldbtest.With(p.t, sqldbtest.PgBouncer(p.t, p.database, "transaction"), "default_query_exec_mode", "exec")
			p.args = append(p.args, "--database="+p.database)
		}, nil},
		"another clock":           {func(p *patient) { p.later(time.Hour) }, warns("database.clock")},
		"an invalid index":        rowFault(fails("database.integrity"), `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'customers_by_name'::regclass`),
		"an unchecked constraint": rowFault(fails("database.integrity"), `ALTER TABLE customers ADD CONSTRAINT c CHECK (name <> '') NOT VALID`),
		"no text index":           rowFault(warns("database.text_index"), `DROP INDEX locations_text`),
		"no statistics": rowFault(warns("database.statistics"), `INSERT INTO postal_codes (country, postal_code, latitude, longitude, imported_at)
			SELECT 'MX', 'code ' || n || repeat('x', 100), 0, 0, 0 FROM generate_series(1, 3000) n`),
		"no server": {func(p *patient) {
			p.database = "postgres://waybill@" + closedPort + "/none?sslmode=disable"
			p.args = append(p.args, "--database="+p.database)
		}, withoutDatabase("postgres://", "database.reachable")},
		"another encoding": {func(p *patient) {
			p.exec(`CREATE DATABASE ascii ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0`)
			p.database = strings.Replace(p.database, "/postgres?", "/ascii?", 1)
			p.args = append(p.args, "--database="+p.database)
		}, states{"database.encoding": doctor.Failure, "database.version": doctor.Failure}},
	}
}

// TestDoctorNamesEachFaultOfPostgres is the same on a server that syncs the disk, and whose own
// maintenance does not repair what a test has planted.
func TestDoctorNamesEachFaultOfPostgres(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	planted := postgresFaults()
	for _, name := range []string{"none", "older tables", "an unfinished copy", "another secret key", "a key has used up its day", "an uncertain mail", "an old backup", "no backups"} {
		planted[name] = faults(t)[name]
	}
	cluster := sqldbtest.NewCluster(t, "autovacuum_naptime=100000")
	for name, f := range planted {
		t.Run(name, func(t *testing.T) {
			p := newPatient(t, cluster.Address())
			defer func() {
				p.database = cluster.Address()
				p.exec(`DROP SCHEMA public CASCADE`, `CREATE SCHEMA public`)
			}()
			f.plant(p)
			want := maps.Clone(f.want)
			if want["database.version"] == doctor.Failure {
				maps.Copy(want, withoutDatabase(p.database, "database.version"))
			}
			if name == "an old backup" {
				want["database.clock"] = doctor.Warning
			}
			if diff := cmp.Diff(want, p.examine(), cmpEmpty); diff != "" {
				t.Errorf("the checks that found something (-want +got):\n%s", diff)
			}
		})
	}
}

// filesAre has the name, the mode, the time and the content of each file in a folder.
func filesAre(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := filesOf(t, folder)
	for name := range all {
		info, err := os.Stat(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		all[name] += fmt.Sprint(info.Size(), info.Mode(), info.ModTime())
	}
	return all
}

// TestDoctorChangesNothing: neither the database nor its WAL nor anything beside it, while a
// server runs, after it was killed and after it has stopped.
func TestDoctorChangesNothing(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	database := sqldbtest.SQLite(t)
	folder := filepath.Dir(database)
	unchanged := func(when string) {
		t.Helper()
		var diff string
		// A server that runs may itself change a file at any moment, so that is tried again.
		same := eventually(func() bool {
			before := filesAre(t, folder)
			got := runProcess(t, "", "doctor", "--database="+database)
			if got.status != 0 {
				t.Fatalf("%s: status %d\n%s%s", when, got.status, got.out, got.err)
			}
			diff = cmp.Diff(before, filesAre(t, folder))
			return diff == ""
		})
		if !same {
			t.Errorf("%s something has changed (-before +after):\n%s", when, diff)
		}
	}
	server := startProcess(t, database)
	server.client(server.secret).expect(t, 201, "POST", customersPath, newCustomer("X"))
	unchanged("beside a server")
	server.kill()
	if wal, err := os.Stat(database + "-wal"); err != nil || wal.Size() == 0 {
		t.Fatal("the killed server has left no WAL", err)
	}
	unchanged("after a crash")
	again := startProcess(t, database)
	again.signal(os.Interrupt)
	again.waitExit(testTimeout)
	if _, err := os.Stat(database + "-wal"); err == nil {
		t.Fatal("the server has left a WAL")
	}
	unchanged("after the end")
}

// TestDoctorChangesNothingOnPostgres: it creates no tables in an empty database.
func TestDoctorChangesNothingOnPostgres(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for name, database := range map[string]string{"empty": sqldbtest.EmptyPostgres(t), "with tables": sqldbtest.Postgres(t)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := sqldbtest.Dump(t, database)
			_, out, _ := command("doctor", "--database="+database)
			if !strings.Contains(out, "database.version") {
				t.Errorf("printed %q", out)
			}
			if diff := cmp.Diff(before, sqldbtest.Dump(t, database)); diff != "" {
				t.Errorf("something has changed (-before +after):\n%s", diff)
			}
		})
	}
}

// documentedChecks are the ids that the documentation explains.
func documentedChecks(t *testing.T) (ids []string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/doctor.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z_]+\\.[a-z_]+)` \\|").FindAllStringSubmatch(string(text), -1) {
		ids = append(ids, row[1])
	}
	return ids
}

// TestDoctorIsADocument: with --json the checks have the documented ids, and the status is that
// of the text.
func TestDoctorIsADocument(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	found := map[string]bool{}
	sqlite := newPatient(t, filepath.Join(t.TempDir(), "waybill.db"))
	sqlite.later(0)
	for _, args := range [][]string{sqlite.args, {"--database=" + sqldbtest.Postgres(t)}, {"--database=" + filepath.Join(t.TempDir(), "none")}} {
		status, out, failed := command(append([]string{"doctor", "--json"}, args...)...)
		var document struct {
			Version, Database  string
			Failures, Warnings int
			Checks             []doctor.Finding
		}
		if err := json.Unmarshal([]byte(out), &document); err != nil {
			t.Fatal(err, out)
		}
		if (status == 1) != (document.Failures > 0) || (failed != "") != (status == 1) || document.Version == "" || document.Database == "" {
			t.Errorf("status %d, standard error %q, %d failures", status, failed, document.Failures)
		}
		_, text, _ := command(append([]string{"doctor"}, args...)...)
		for _, f := range document.Checks {
			found[f.ID] = true
			if !regexp.MustCompile(`(?m)^` + string(f.State) + ` +` + f.ID + ` `).MatchString(text) {
				t.Errorf("%s is %s, and not so in\n%s", f.ID, f.State, text)
			}
		}
		if len(document.Checks) != strings.Count(text, "\n")-1 {
			t.Errorf("%d checks in the document, others in\n%s", len(document.Checks), text)
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(found)), slices.Sorted(slices.Values(documentedChecks(t)))); diff != "" {
		t.Errorf("docs/doctor.md has other checks (-made +documented):\n%s", diff)
	}
}

// TestDoctorSendsNothing: the SMTP server gets no mail, and the receiver of a webhook no byte.
func TestDoctorSendsNothing(t *testing.T) {
	t.Parallel()
	sink := mailtest.New(t)
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	received := make(chan int, 1)
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		n, _ := conn.Read(make([]byte, 1))
		_ = conn.Close()
		received <- n
	}()
	p := newPatient(t, filepath.Join(t.TempDir(), "waybill.db"))
	p.webhook()
	p.exec(`UPDATE webhooks SET url = 'http://` + listener.Addr().String() + `/hooks?token=s3cret'`)
	found := p.examine("--webhooks", "--webhook-allow=127.0.0.1/32", "--smtp=smtp://"+sink.Address, "--mail-from=a@example.com", "--public-url=https://example.com")
	if diff := cmp.Diff(warns("settings.webhook_allow"), found); diff != "" {
		t.Errorf("the checks that found something (-want +got):\n%s", diff)
	}
	if n := <-received; n != 0 {
		t.Error("the receiver has got something")
	}
	if taken := sink.Taken(); len(taken) > 0 {
		t.Errorf("the SMTP server has got %v", taken)
	}
}
