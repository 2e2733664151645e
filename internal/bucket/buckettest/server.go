// Package buckettest starts a server that speaks the protocol of Amazon S3, for tests.
package buckettest

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Server is a storage with a bucket, in which a test has a prefix of its own.
type Server struct {
	Endpoint string // http://HOST:PORT
	Place    string // s3://BUCKET/PREFIX
	Keys     string // the file with the keys
}

// Variable may name another server to test with, as http://KEY:SECRET@HOST:PORT/BUCKET.
const Variable = "WAYBILL_TEST_S3"

// Start starts the server of test/s3 for a test, which ends with the test. It skips the test if the
// server is not built, and fails it in CI.
func Start(t testing.TB) Server {
	t.Helper()
	if address := os.Getenv(Variable); address != "" {
		return other(t, address)
	}
	program := filepath.Join(moduleFolder(t), "bin", "s3")
	if _, err := os.Stat(program); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("the server of test/s3 is not built: run make bin/s3")
		}
		t.Skip("needs the server of test/s3: run make bin/s3")
	}
	server := exec.CommandContext(context.Background(), program, t.TempDir()) // until its input ends
	input, err := server.StdinPipe()                                          // at whose end the server ends, also if this process is killed
	if err != nil {
		t.Fatal(err)
	}
	output, err := server.StdoutPipe()
	if err == nil {
		err = server.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = input.Close()
		_ = server.Wait()
	})
	for lines := bufio.NewScanner(output); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "http://") {
			return Server{lines.Text(), "s3://backups/" + rand.Text(), KeysFile(t, "waybill", "waybill-secret")}
		}
	}
	t.Fatal("the server of test/s3 has ended")
	return Server{}
}

// moduleFolder returns the folder of go.mod. Tests run in the folder of their package.
func moduleFolder(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		if filepath.Dir(folder) == folder {
			t.Fatal("the test does not run within the module")
		}
		folder = filepath.Dir(folder)
	}
}

func other(t testing.TB, address string) Server {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	secret, _ := u.User.Password()
	return Server{u.Scheme + "://" + u.Host, "s3://" + strings.Trim(u.Path, "/") + "/" + rand.Text(), KeysFile(t, u.User.Username(), secret)}
}

// KeysFile returns a file with keys.
func KeysFile(t testing.TB, key, secret string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "keys")
	text := fmt.Sprintf("[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n", key, secret)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
