package webhook

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// Key is the secret key of the servers of a database. The secrets of endpoints are derived
// from it, so the database and its backups contain none of them.
type Key struct{ bytes []byte }

// keySize is the number of random bytes of a key.
const keySize = 32

// ReadKey reads the key in a file. It returns fs.ErrNotExist if there is no file.
func ReadKey(file string) (Key, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return Key{}, fmt.Errorf("read the secret key: %w", err)
	}
	bytes, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(bytes) != keySize {
		return Key{}, fmt.Errorf("read the secret key: %s does not contain %d hexadecimal digits", file, 2*keySize)
	}
	return Key{bytes}, nil
}

// CreateKey writes a new key to a file that only its owner may read, and returns it. It
// returns fs.ErrExist if there is a file already. The key is written under another name
// first, so that the file never contains a part of a key.
func CreateKey(file string) (key Key, err error) {
	key = Key{make([]byte, keySize)}
	_, _ = rand.Read(key.bytes) // never fails
	draft := file + ".new-" + hex.EncodeToString(key.bytes[:4])
	defer func() {
		if err != nil {
			err = fmt.Errorf("create the secret key: %w", err)
		}
	}()
	if err := writeSynced(draft, hex.EncodeToString(key.bytes)+"\n"); err != nil {
		return Key{}, err
	}
	defer func() { err = errors.Join(err, os.Remove(draft)) }()
	if err := os.Link(draft, file); err != nil {
		return Key{}, err
	}
	return key, nil
}

// writeSynced writes a new file with mode 0600 to the disk.
func writeSynced(name, text string) (err error) {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err := file.WriteString(text); err != nil {
		return err
	}
	return file.Sync()
}

// ReadOrCreateKey reads the key in a file, or creates the file.
func ReadOrCreateKey(file string) (Key, error) {
	key, err := ReadKey(file)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	key, err = CreateKey(file)
	if errors.Is(err, fs.ErrExist) { // another instance was faster
		return ReadKey(file)
	}
	return key, err
}

// Fingerprint identifies the key, and reveals nothing of it.
func (k Key) Fingerprint() string { return hex.EncodeToString(k.derive("fingerprint")[:8]) }

// Secret returns the secret of a generation of an endpoint, in the form of Standard
// Webhooks.
func (k Key) Secret(endpoint string, generation int64) string {
	secret := k.derive("webhook " + endpoint + " " + strconv.FormatInt(generation, 10))
	return "whsec_" + base64.StdEncoding.EncodeToString(secret)
}

// derive returns 32 bytes that only those who have the key can know.
func (k Key) derive(purpose string) []byte {
	derived, err := hkdf.Key(sha256.New, k.bytes, nil, "waybill "+purpose, sha256.Size)
	if err != nil {
		panic(err) // only for a length that SHA-256 does not allow
	}
	return derived
}
