package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// firstKey is the key of a new database. A terminal is shown its secret; anything
// else that takes the output may be a log that many read, so then the secret is
// in a file.
type firstKey struct {
	secret string // empty when the database is not new
	file   string // empty on a terminal
	failed error  // why there is none although there should be
}

// createFirstKey creates an organization and a key in a database without any.
func (s serve) createFirstKey(ctx context.Context, db *sqldb.DB, out io.Writer) (firstKey, error) {
	has, err := tenant.HasOrganization(ctx, db)
	if err != nil || has {
		return firstKey{}, err
	}
	secret := tenant.NewSecret()
	if isTerminal(out) {
		created, err := tenant.CreateFirstKeyOf(ctx, db, firstOrganization, secret)
		if err != nil || !created {
			return firstKey{}, err
		}
		return firstKey{secret: secret}, nil
	}
	return s.keepFirstKey(ctx, db, secret)
}

// keepFirstKey writes the secret down before the key is created, so that no key is
// ever lost, under a name of its own, as another instance may do the same at once.
// Where no file can be written there is no key: the server starts without.
func (s serve) keepFirstKey(ctx context.Context, db *sqldb.DB, secret string) (firstKey, error) {
	file := s.firstKeyFile()
	kept, err := writeAside(file, secret+"\n")
	if err != nil {
		return firstKey{failed: err}, nil
	}
	created, err := tenant.CreateFirstKeyOf(ctx, db, firstOrganization, secret)
	if err != nil {
		return firstKey{}, err // and perhaps it was created all the same
	}
	if !created {
		return firstKey{}, os.Remove(kept)
	}
	if err := os.Rename(kept, file); err != nil {
		file = kept
	}
	return firstKey{secret: secret, file: file}, nil
}

// firstKeyFile is beside the file of the database, or, for a database on a server,
// in the folder in which this program runs.
func (s serve) firstKeyFile() string {
	file := "waybill"
	if !sqldb.IsPostgres(s.Database) {
		file = strings.TrimPrefix(s.Database, "sqlite:")
	}
	if whole, err := filepath.Abs(file); err == nil {
		file = whole
	}
	return file + ".first-key"
}

// writeAside writes a new file beside another, with its owner's rights alone.
func writeAside(file, text string) (name string, err error) {
	made, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+"-*") // of mode 0600
	if err != nil {
		return "", err
	}
	_, err = made.WriteString(text)
	if err = errors.Join(err, made.Sync(), made.Close()); err != nil {
		return "", errors.Join(err, os.Remove(made.Name()))
	}
	return made.Name(), nil
}

// welcome tells where the server is, and the key of a new database.
func (s serve) welcome(ctx context.Context, started *server, out io.Writer) error {
	key, err := s.createFirstKey(ctx, started.db, out)
	if err != nil {
		return err
	}
	url := "http://" + reachable(started.listener.Addr())
	text := fmt.Sprintf("Waybill is ready at %s, the reference is at %s/docs\n", url, url)
	text += s.limitsText() + key.text(url, s.databaseFlag())
	_, err = io.WriteString(out, text)
	return err
}

// limitsText says what a 429 would surprise with.
func (s serve) limitsText() string {
	if s.PerMinute == 0 && s.PerDay == 0 {
		return ""
	}
	number := func(r requests) string {
		if r == 0 {
			return "any number of"
		}
		return fmt.Sprint(int64(r))
	}
	return fmt.Sprintf("A key may send %s requests a minute and %s a day; --per-minute 0 --per-day 0 lifts the limits\n",
		number(s.PerMinute), number(s.PerDay))
}

func (k firstKey) text(url, databaseFlag string) string {
	const curl = `
Create a customer:

    curl -i %s/v2/tms-api/customers -H %s -H 'Content-Type: application/json' -d '{"external_reference_id": "CUST-ACME-001", "name": "Acme Corporation"}'

`
	switch {
	case k.failed != nil:
		return fmt.Sprintf("There is no API key yet, as no file for the first one can be written: %v\n"+
			"An organization: %[2]s organizations create %[3]s%[4]s\nA new key: %[2]s keys create --organization %[3]s%[4]s\n",
			k.failed, invocation(), firstOrganization, databaseFlag)
	case k.secret == "":
		return fmt.Sprintf("A new key: %s keys create --organization %s%s\n", invocation(), firstOrganization, databaseFlag)
	case k.file == "":
		return fmt.Sprintf("\nYour API key, which is shown this once:\n\n    %s\n"+curl, k.secret, url, "'X-API-Key: "+k.secret+"'")
	}
	return fmt.Sprintf("Your first API key is in the file %s\n"+curl, k.file, url, `"X-API-Key: $(cat `+shellQuoted(k.file)+`)"`)
}
