package main

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waybill/internal/backup"
	"waybill/internal/bucket"
	"waybill/internal/bucket/buckettest"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// keeping are the settings of backups in a folder and a bucket, as flags and as a server has them.
type keeping struct {
	folder, storage []string
	backups
}

func newKeeping(t *testing.T, s buckettest.Server, endpoint string) keeping {
	t.Helper()
	k := keeping{
		folder:  []string{"--backup-dir=" + t.TempDir()},
		storage: []string{"--backup-endpoint=" + endpoint, "--backup-keys-file=" + s.Keys},
	}
	k.BackupDir = strings.TrimPrefix(k.folder[0], "--backup-dir=")
	k.BackupEvery, k.BackupKeysFile = 24*time.Hour, s.Keys
	var err error
	if k.BackupTo.Place, err = bucket.ParsePlace(s.Place); err == nil {
		k.BackupEndpoint.Endpoint, err = bucket.ParseEndpoint(endpoint)
	}
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// flags are all flags.
func (k keeping) flags() []string {
	return append(append([]string{"--backup-to=" + k.BackupTo.String()}, k.folder...), k.storage...)
}

// make makes a backup of a database, and sends it.
func (k keeping) make(t *testing.T, database string, log *slog.Logger) *backup.Sender {
	t.Helper()
	s := newTestServer(t, database)
	keeper, err := k.newKeeper(s.db, nil, log)
	if err != nil {
		t.Fatal(err)
	}
	makeBackup(t.Context(), keeper, log)
	sender, err := k.newSender(log)
	if err != nil {
		t.Fatal(err)
	}
	sendBackup(t.Context(), sender, log)
	return sender
}

// TestRestoreFromABucket: the list has the backups of both places, and what it says of the bucket is
// restored into either engine. What is not there changes nothing.
func TestRestoreFromABucket(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	storage := buckettest.Start(t)
	sqldbtest.Each(t, func(t *testing.T, database string) {
		k := newKeeping(t, storage, storage.Endpoint)
		k.BackupTo.Prefix += strings.ReplaceAll(filepath.Base(t.Name()), " ", "-") + "/"
		importKeysTo(t, database, "a-key-that-is-long-enough,Restored Freight")
		k.make(t, database, slog.New(slog.DiscardHandler))

		listed := strings.Split(strings.TrimSpace(mustRun(t, append([]string{"backups"}, k.flags()...)...)), "\n")
		if len(listed) != 2 || !strings.HasPrefix(listed[0], k.BackupDir) || !strings.HasPrefix(listed[1], k.BackupTo.String()) || !strings.HasSuffix(listed[1], "iB") {
			t.Fatalf("the list is %q", listed)
		}
		address := strings.Fields(listed[1])[0]
		into := filepath.Join(t.TempDir(), "restored.db")
		if sqldb.IsPostgres(database) {
			into = sqldbtest.EmptyPostgres(t)
		}
		args := func(address string, storage ...string) []string {
			return append([]string{"restore", address, "--database=" + into}, storage...)
		}
		wrong := []string{k.storage[0], "--backup-keys-file=" + buckettest.KeysFile(t, "waybill", "s3cret")}
		for want, refused := range map[string]result{
			"there is no verified backup": runCommand(t, "", args(address[:len(address)-len("0123456789ab.db")]+"0123456789ab.db", k.storage...)...),
			"is not the name of a backup": runCommand(t, "", args(k.BackupTo.File("other.db"), k.storage...)...),
			"SignatureDoesNotMatch":       runCommand(t, "", args(address, wrong...)...),
			"is not a file in a bucket":   runCommand(t, "", args("s3://backups", k.storage...)...),
		} {
			if refused.status != 1 || !strings.Contains(refused.err, want) || strings.Contains(refused.err, "s3cret") {
				t.Errorf("%s: status %d, %q", want, refused.status, refused.err)
			}
		}
		if said := mustRun(t, args(address, k.storage...)...); !strings.Contains(said, " from "+address+"\n") {
			t.Errorf("it says %q", said)
		}
		if organizations := mustRun(t, "organizations", "list", "--database="+into); !strings.Contains(organizations, "Restored Freight") {
			t.Errorf("the organizations are %q", organizations)
		}
	})
}

// TestSendingThatFailsIsLogged in a line, with a metric, and the local backup is there.
func TestSendingThatFailsIsLogged(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	storage := buckettest.Start(t)
	storage.Place = "s3://nobodys-bucket/place"
	k := newKeeping(t, storage, storage.Endpoint)
	var log bytes.Buffer
	sender := k.make(t, sqldbtest.SQLite(t), slog.New(slog.NewTextHandler(&log, nil)))
	if newest, err := backup.Newest(k.BackupDir); err != nil || newest.File == "" {
		t.Errorf("the backup is %v, %v", newest, err)
	}
	if said := log.String(); sender.Failures() != 1 || strings.Count(said, "level=ERROR") != 1 || !strings.Contains(said, "NoSuchBucket") {
		t.Errorf("%d failures, and the log says %s", sender.Failures(), said)
	}
}

// TestAStorageThatHangs keeps no backup from being made, and the server from ending.
func TestAStorageThatHangs(t *testing.T) {
	t.Parallel()
	storage := buckettest.Start(t)
	proxy := buckettest.NewProxy(t, storage)
	hanging, end := make(chan struct{}), make(chan struct{})
	proxy.Set(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPut {
			return false
		}
		close(hanging)
		_, _ = io.Copy(io.Discard, r.Body)
		<-end
		return false
	})
	t.Cleanup(func() { close(end) })
	k := newKeeping(t, storage, proxy.URL)
	log := slog.New(slog.DiscardHandler)
	s := newTestServer(t, sqldbtest.SQLite(t))
	keeper, err := k.newKeeper(s.db, nil, log)
	if err != nil {
		t.Fatal(err)
	}
	makeBackup(t.Context(), keeper, log)
	sender, err := k.newSender(log)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	sent := make(chan error)
	go func() { sent <- sender.SendIfDue(ctx) }()
	<-hanging
	keeper.Now = func() time.Time { return time.Now().Add(25 * time.Hour) }
	makeBackup(t.Context(), keeper, log)
	if all, err := backup.All(k.BackupDir); err != nil || len(all) != 2 {
		t.Errorf("the backups are %v, %v", all, err)
	}
	stop()
	if err := <-sent; err == nil || sender.Failures() != 0 {
		t.Errorf("%d failures, %v", sender.Failures(), err)
	}
}

// TestSettingsOfABucket that do not belong together are refused at the start, and none of the errors
// has a key.
func TestSettingsOfABucket(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	keys := buckettest.KeysFile(t, "key", "s3cret")
	broken := filepath.Join(t.TempDir(), "broken")
	keepFile(t, broken, []byte("s3cret"))
	folder := "--backup-dir=" + t.TempDir()
	database := filepath.Join(t.TempDir(), "waybill.db")
	for want, args := range map[string][]string{
		"use --backup-dir":                   {"--backup-to=s3://bucket", "--backup-keys-file=" + keys},
		"use --backup-to":                    {folder, "--backup-keys-file=" + keys},
		"has no keys":                        {folder, "--backup-to=s3://bucket", "--backup-keys-file=" + broken},
		"no such file":                       {folder, "--backup-to=s3://bucket", "--backup-keys-file=" + broken + "-none"},
		"keys of the storage are missing":    {folder, "--backup-to=s3://bucket"},
		"not the name of a bucket":           {folder, "--backup-to=s3://B"},
		"not the address of a storage":       {folder, "--backup-to=s3://bucket", "--backup-endpoint=s3.example.com"},
		"--backup-addressing must be one of": {folder, "--backup-to=s3://bucket", "--backup-addressing=other"},
	} {
		c := newCommand(t, append([]string{"serve", "--address=127.0.0.1:0", "--database=" + database}, args...)...)
		c.Env = append(c.Env, "HOME="+t.TempDir(), "AWS_ACCESS_KEY_ID=", "AWS_SECRET_ACCESS_KEY=", "AWS_SHARED_CREDENTIALS_FILE=")
		got := finish(t, c)
		if got.status == 0 || !strings.Contains(got.err, want) || strings.Contains(got.err, "s3cret") {
			t.Errorf("%s: status %d, %q", want, got.status, got.err)
		}
	}
	if _, err := os.Stat(database); err == nil {
		t.Error("a database was created")
	}
}

// TestKeysOfABucket are those of the file, of the credential of systemd, or of the variables, in this
// order.
func TestKeysOfABucket(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	storage := buckettest.Start(t)
	credentials, wrong := t.TempDir(), buckettest.KeysFile(t, "waybill", "wrong")
	text, err := os.ReadFile(storage.Keys)
	if err != nil {
		t.Fatal(err)
	}
	keepFile(t, filepath.Join(credentials, "backup-keys"), text)
	variables := []string{"AWS_ACCESS_KEY_ID=waybill", "AWS_SECRET_ACCESS_KEY=waybill-secret"}
	for name, test := range map[string]struct {
		args, env []string
		status    int
	}{
		"file":              {[]string{"--backup-keys-file=" + storage.Keys}, []string{"AWS_ACCESS_KEY_ID=waybill", "AWS_SECRET_ACCESS_KEY=wrong"}, 0},
		"credential":        {nil, []string{"CREDENTIALS_DIRECTORY=" + credentials, "AWS_ACCESS_KEY_ID=waybill", "AWS_SECRET_ACCESS_KEY=wrong"}, 0},
		"variables":         {nil, variables, 0},
		"file of variables": {nil, []string{"AWS_SHARED_CREDENTIALS_FILE=" + storage.Keys}, 0},
		"a wrong file":      {[]string{"--backup-keys-file=" + wrong}, variables, 1},
	} {
		c := newCommand(t, append([]string{"backups", "--backup-to=" + storage.Place, "--backup-endpoint=" + storage.Endpoint}, test.args...)...)
		c.Env = append(c.Env, append([]string{"HOME=" + t.TempDir()}, test.env...)...)
		if got := finish(t, c); got.status != test.status {
			t.Errorf("%s: status %d, %q", name, got.status, got.err)
		}
	}
}

// TestAnInterruptedRestoreFromABucket changes nothing, and a signal to stop leaves nothing. The same
// command again restores the backup.
func TestAnInterruptedRestoreFromABucket(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	storage := buckettest.Start(t)
	k := newKeeping(t, storage, storage.Endpoint)
	database := sqldbtest.SQLite(t)
	k.make(t, database, slog.New(slog.DiscardHandler))
	address := strings.Fields(mustRun(t, append([]string{"backups", "--backup-to=" + k.BackupTo.String()}, k.storage...)...))[0]
	proxy := buckettest.NewProxy(t, storage)
	reading, end := make(chan struct{}, 1), make(chan struct{})
	t.Cleanup(func() { close(end) })
	proxy.Set(func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.RawQuery != "" || !strings.HasSuffix(r.URL.Path, ".db") {
			return false
		}
		w.Header().Set("Content-Length", "1000000")
		_, _ = w.Write(make([]byte, 10_000))
		w.(http.Flusher).Flush()
		reading <- struct{}{}
		select {
		case <-end:
		case <-r.Context().Done():
		}
		return true
	})
	into, temporary := filepath.Join(t.TempDir(), "restored.db"), t.TempDir()
	command := func(endpoint string) *exec.Cmd {
		c := newCommand(t, "restore", address, "--database="+into, "--backup-endpoint="+endpoint, k.storage[1])
		c.Env = append(c.Env, "TMPDIR="+temporary)
		return c
	}
	for signal, left := range map[os.Signal]int{os.Interrupt: 0, os.Kill: 1} {
		c := command(proxy.URL)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		<-reading
		if err := c.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if err := c.Wait(); err == nil {
			t.Errorf("%s: it says that it has restored", signal)
		}
		if _, err := os.Stat(into); err == nil {
			t.Errorf("%s: there is a database", signal)
		}
		if found, err := filepath.Glob(filepath.Join(temporary, "*")); err != nil || len(found) > left {
			t.Errorf("%s: it left %q, %v", signal, found, err)
		}
		if err := os.RemoveAll(temporary); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(temporary, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if got := finish(t, command(storage.Endpoint)); got.status != 0 {
		t.Error(got.err)
	}
	checkDatabase(t, into)
}
