package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waybill/internal/sqldb/sqldbtest"
)

// certificateFiles are the files of a self-signed certificate for 127.0.0.1.
type certificateFiles struct{ cert, key string }

func (f certificateFiles) args() []string {
	return []string{"--tls-cert=" + f.cert, "--tls-key=" + f.key}
}

// pool trusts the certificate.
func (f certificateFiles) pool(t *testing.T) *x509.CertPool {
	t.Helper()
	text, err := os.ReadFile(f.cert)
	pool := x509.NewCertPool()
	if err != nil || !pool.AppendCertsFromPEM(text) {
		t.Fatal("no certificate in ", f.cert, err)
	}
	return pool
}

// newCertificate writes a certificate with a number and its key to new files.
func newCertificate(t *testing.T, number int64) certificateFiles {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(number), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	files := certificateFiles{filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")}
	for file, block := range map[string]*pem.Block{files.cert: {Type: "CERTIFICATE", Bytes: cert}, files.key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestEachProtocol: the answers over HTTPS and over HTTP/2 are those over HTTP/1.1.
func TestEachProtocol(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	certificate := newCertificate(t, 1)
	database := sqldbtest.SQLite(t)
	importKeysTo(t, database, "a-key-of-a-test-of-protocols,one")
	secure := newTestServer(t, database, certificate.args()...)
	plainDatabase := sqldbtest.SQLite(t)
	importKeysTo(t, plainDatabase, "a-key-of-a-test-of-protocols,one")
	plain := newTestServer(t, plainDatabase)
	for _, protocol := range []struct {
		name, url string
		major     int
		set       func(*http.Protocols)
	}{
		{"HTTP/1.1", "http://" + plain.address, 1, func(p *http.Protocols) { p.SetHTTP1(true) }},
		{"HTTP/2 without TLS", "http://" + plain.address, 2, func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) }},
		{"HTTPS", "https://" + secure.address, 1, func(p *http.Protocols) { p.SetHTTP1(true) }},
		{"HTTPS with HTTP/2", "https://" + secure.address, 2, func(p *http.Protocols) { p.SetHTTP2(true) }},
	} {
		t.Run(protocol.name, func(t *testing.T) {
			transport := &http.Transport{Protocols: new(http.Protocols), TLSClientConfig: &tls.Config{RootCAs: certificate.pool(t), MinVersion: tls.VersionTLS12}}
			protocol.set(transport.Protocols)
			t.Cleanup(transport.CloseIdleConnections)
			c := &http.Client{Transport: transport, Timeout: testTimeout}
			reference := strings.Map(func(r rune) rune {
				if r == '/' || r == ' ' || r == '.' {
					return '-'
				}
				return r
			}, protocol.name)
			for _, step := range []struct {
				method, path, body string
				status             int
				contains           string
			}{
				{"POST", customersPath, newCustomer(reference), 201, reference},
				{"POST", customersPath, newCustomer(reference), 409, "already exists"},
				{"POST", customersPath, `{`, 422, `"json_invalid"`},
				{"GET", customersPath + "/" + reference, "", 200, reference},
				{"GET", customersPath + "?limit=1", "", 200, `"total"`},
				{"GET", customersPath + "/none", "", 404, "not found"},
				{"POST", customersPath, `{"name":"` + strings.Repeat("x", 2<<20) + `"}`, 413, `"PAYLOAD_TOO_LARGE"`},
				{"GET", "/waybill/v1/events?after=0&wait=1&limit=1", "", 200, `"events":[{`},
				{"DELETE", customersPath + "/" + reference, "", 204, ""},
			} {
				request, err := http.NewRequestWithContext(t.Context(), step.method, protocol.url+step.path, strings.NewReader(step.body))
				if err != nil {
					t.Fatal(err)
				}
				request.Header.Set("X-Api-Key", "a-key-of-a-test-of-protocols")
				got, err := c.Do(request)
				if err != nil {
					t.Fatalf("%s %s: %v", step.method, step.path, err)
				}
				body, err := io.ReadAll(got.Body)
				_ = got.Body.Close()
				if err != nil || got.StatusCode != step.status || got.ProtoMajor != protocol.major || !strings.Contains(string(body), step.contains) {
					t.Errorf("%s %s: %s %d %s, %v", step.method, step.path, got.Proto, got.StatusCode, body, err)
				}
				if got.Header.Get("X-Request-Id") == "" {
					t.Errorf("%s %s: no request id", step.method, step.path)
				}
			}
		})
	}
}

// TestErrorsBeforeTheHandlerOverTLS: the errors of net/http have our form over TLS too, and a
// client that speaks plain HTTP is told.
func TestErrorsBeforeTheHandlerOverTLS(t *testing.T) {
	t.Parallel()
	certificate := newCertificate(t, 1)
	server := newTestServer(t, sqldbtest.SQLite(t), certificate.args()...)
	const broken = "GET /100% HTTP/1.1\r\nHost: x\r\n\r\n"
	dial := func(encrypted bool) (net.Conn, error) {
		if encrypted {
			dialer := &tls.Dialer{Config: &tls.Config{RootCAs: certificate.pool(t), MinVersion: tls.VersionTLS12}}
			return dialer.DialContext(t.Context(), "tcp", server.address)
		}
		return new(net.Dialer).DialContext(t.Context(), "tcp", server.address)
	}
	for message, encrypted := range map[string]bool{"broken percent escape": true, "The server expects HTTPS": false} {
		conn, err := dial(encrypted)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(conn, broken); err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(conn)
		if text := string(got); !strings.HasPrefix(text, "HTTP/1.1 400 Bad Request\r\n") || !strings.Contains(text, message) || !strings.Contains(text, "X-Request-Id: ") || strings.Count(text, "HTTP/1.1 400") != 1 {
			t.Errorf("the answer is %q, %v", text, err)
		}
		_ = conn.Close()
	}
}

// TestManyStreams: more concurrent requests on one HTTP/2 connection than the server executes
// at once are all answered.
func TestManyStreams(t *testing.T) {
	t.Parallel()
	server := newTestServer(t, sqldbtest.SQLite(t))
	transport := &http.Transport{Protocols: new(http.Protocols)}
	transport.Protocols.SetUnencryptedHTTP2(true)
	t.Cleanup(transport.CloseIdleConnections)
	c := &http.Client{Transport: transport, Timeout: testTimeout}
	answers := make(chan string, 3*streams)
	for range cap(answers) {
		go func() {
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+server.address+"/healthz", nil)
			if err != nil {
				answers <- err.Error()
				return
			}
			got, err := c.Do(request)
			if err != nil {
				answers <- err.Error()
				return
			}
			_ = got.Body.Close()
			answers <- got.Status
		}()
	}
	for range cap(answers) {
		if got := <-answers; got != "200 OK" {
			t.Error(got)
		}
	}
}

// TestTheCertificateIsReadAgain: a handshake after a renewal gets the new certificate. While
// the two files do not fit each other, it gets the previous certificate.
func TestTheCertificateIsReadAgain(t *testing.T) {
	t.Parallel()
	files := newCertificate(t, 1)
	server := newTestServer(t, sqldbtest.SQLite(t), append(files.args(), "--admin-address=127.0.0.1:0")...)
	replace := func(by certificateFiles, cert, key bool) {
		t.Helper()
		for from, to := range map[string]string{by.cert: files.cert, by.key: files.key} {
			if from == by.cert && !cert || from == by.key && !key {
				continue
			}
			if err := os.Rename(from, to); err != nil {
				t.Fatal(err)
			}
		}
	}
	wantNumber := func(want int64) {
		t.Helper()
		config := &tls.Config{InsecureSkipVerify: true} // the number tells the certificates apart
		conn, err := (&tls.Dialer{Config: config}).DialContext(t.Context(), "tcp", server.address)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		state := conn.(*tls.Conn).ConnectionState()
		if got := state.PeerCertificates[0].SerialNumber.Int64(); got != want {
			t.Errorf("certificate %d is in use, want %d", got, want)
		}
	}
	wantNumber(1)
	second := newCertificate(t, 2)
	replace(second, true, false)
	wantNumber(1)
	replace(second, false, true)
	wantNumber(2)
	if err := os.Remove(files.cert); err != nil {
		t.Fatal(err)
	}
	wantNumber(2)
	replace(newCertificate(t, 3), true, true)
	wantNumber(3)
	if err := os.WriteFile(files.cert, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	wantNumber(3)
	c := newClient(t, server.admin, "")
	if got := c.expect(t, 200, "GET", "/metrics", ""); !strings.Contains(string(got.body), "waybill_tls_certificate_expiry_timestamp_seconds 1.") {
		t.Error("there is no metric for the expiry")
	}
}

// TestMistakesInTheSettingsOfTLS: the server does not start, and says why.
func TestMistakesInTheSettingsOfTLS(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	one, two := newCertificate(t, 1), newCertificate(t, 2)
	database := sqldbtest.SQLite(t)
	for _, test := range []struct{ cert, key, want string }{
		{one.cert, "", "--tls-cert needs --tls-key"},
		{"", one.key, "--tls-key needs --tls-cert"},
		{one.cert, two.key, "private key does not match public key"},
		{one.key, one.cert, "cannot use --tls-cert"},
		{one.cert, one.key + "x", "no such file"},
	} {
		args := []string{"serve", "--address=127.0.0.1:0", "--database=" + database, "--tls-cert=" + test.cert, "--tls-key=" + test.key}
		if got := runCommand(t, "", args...); got.status == 0 || !strings.Contains(got.err, test.want) {
			t.Errorf("%s and %s: %d %s", test.cert, test.key, got.status, got.err)
		}
	}
	started := startProcess(t, database, one.args()...)
	if !strings.Contains(started.out.String(), "ready at https://"+started.address) {
		t.Error(started.out.String())
	}
}
