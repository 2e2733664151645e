package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"sync"
	"time"
)

// encryption has the settings of HTTPS.
type encryption struct {
	TLSCert string `name:"tls-cert" env:"WAYBILL_TLS_CERT" placeholder:"FILE" help:"The PEM file of the certificate for HTTPS, with its intermediate certificates; it is read again when it changes. (default: serve plain HTTP)"`
	TLSKey  string `name:"tls-key" env:"WAYBILL_TLS_KEY" placeholder:"FILE" help:"The PEM file of the private key of the certificate. (default: none)"`
}

// scheme returns the scheme of the server's addresses.
func (e encryption) scheme() string {
	if e.TLSCert == "" {
		return "http"
	}
	return "https"
}

// loadCertificate reads the certificate. It returns nil if the server is to serve plain
// HTTP, and an error unless the certificate can be used.
func (e encryption) loadCertificate(log *slog.Logger) (*certificate, error) {
	switch {
	case e.TLSCert == "" && e.TLSKey == "":
		return nil, nil
	case e.TLSKey == "":
		return nil, errors.New("--tls-cert needs --tls-key, the file of its private key")
	case e.TLSCert == "":
		return nil, errors.New("--tls-key needs --tls-cert, the file of its certificate")
	}
	c := &certificate{encryption: e, log: log}
	stamp, err := c.stat()
	if err == nil {
		err = c.load(stamp)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot use --tls-cert %s with --tls-key %s: %w", e.TLSCert, e.TLSKey, err)
	}
	if expiry := c.expiry(); expiry.Before(time.Now()) {
		log.Warn("the certificate has expired", "file", e.TLSCert, "expired", expiry)
	}
	return c, nil
}

// certificate is the certificate of the server. Each handshake looks whether its files have
// changed, and then reads them. Files that do not fit each other, as between the writes of
// a renewal, leave the previous certificate in use, and are read again after their next
// change.
type certificate struct {
	encryption
	log    *slog.Logger
	mu     sync.Mutex
	stamp  stamp // of the files that were read last
	loaded *tls.Certificate
}

// stamp identifies the contents of the two files.
type stamp [2]fs.FileInfo

func (s stamp) equals(other stamp) bool {
	for i, file := range s {
		o := other[i]
		if file == nil || o == nil || !os.SameFile(file, o) || file.Size() != o.Size() || !file.ModTime().Equal(o.ModTime()) {
			return false
		}
	}
	return true
}

func (c *certificate) stat() (now stamp, err error) {
	for i, file := range []string{c.TLSCert, c.TLSKey} {
		if now[i], err = os.Stat(file); err != nil {
			return stamp{}, err
		}
	}
	return now, nil
}

// load reads the files. They may change meanwhile, so their stamp is from before.
func (c *certificate) load(before stamp) error {
	c.stamp = before
	loaded, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		return err
	}
	c.loaded = &loaded
	return nil
}

// get returns the certificate for a handshake.
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now, err := c.stat()
	if err != nil || now.equals(c.stamp) {
		return c.loaded, nil // a renewal may remove a file for a moment
	}
	if err := c.load(now); err != nil {
		c.log.Warn("cannot read the new certificate; the previous certificate stays in use", "file", c.TLSCert, "error", err)
		return c.loaded, nil
	}
	c.log.Info("the certificate was read again", "file", c.TLSCert, "expires", c.loaded.Leaf.NotAfter)
	return c.loaded, nil
}

// expiry returns the time at which the certificate expires.
func (c *certificate) expiry() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.loaded.Leaf.NotAfter
}

// listener returns a listener of TLS connections, or the same listener for nil.
func (c *certificate) listener(inner net.Listener) net.Listener {
	if c == nil {
		return inner
	}
	return tls.NewListener(inner, &tls.Config{
		MinVersion:     tls.VersionTLS12,
		NextProtos:     []string{"h2", "http/1.1"},
		GetCertificate: c.get,
	})
}
