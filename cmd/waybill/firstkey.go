package main

import (
	"cmp"
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

// firstKey is the key of a new database. Its secret is shown on a terminal only: any
// other output may be a log that many people read, so the secret is in a file.
type firstKey struct {
	secret string // empty when the database is not new
	file   string // empty on a terminal
	failed error  // why no key was created

	organization string // for a new key; empty if another instance has created the first organization
}

// createFirstKey creates an organization and a key in a database without
// organizations.
func (s serve) createFirstKey(ctx context.Context, db *sqldb.DB, out io.Writer) (firstKey, error) {
	oldest, err := tenant.OldestOrganization(ctx, db)
	if err != nil || oldest != "" {
		return firstKey{organization: oldest}, err
	}
	secret := tenant.NewSecret()
	if isTerminal(out) {
		created, err := tenant.CreateFirstKey(ctx, db, firstOrganization, secret)
		if err != nil || !created {
			return firstKey{}, err
		}
		return firstKey{secret: secret}, nil
	}
	return s.keepFirstKey(ctx, db, secret)
}

// keepFirstKey writes the secret to a file before it creates the key, so that no key
// is ever lost. The file has a unique name, as another instance may do the same
// concurrently. When no file can be written, the server starts without a key.
func (s serve) keepFirstKey(ctx context.Context, db *sqldb.DB, secret string) (firstKey, error) {
	file := s.firstKeyFile()
	kept, err := writeAside(file, secret+"\n")
	if err != nil {
		return firstKey{failed: err}, nil
	}
	created, err := tenant.CreateFirstKey(ctx, db, firstOrganization, secret)
	if err != nil {
		return firstKey{}, err // the key may nevertheless exist
	}
	if !created {
		return firstKey{}, os.Remove(kept)
	}
	if err := os.Rename(kept, file); err != nil {
		file = kept
	}
	return firstKey{secret: secret, file: file}, nil
}

// firstKeyFile returns the file of the first key: beside the file of the database, or
// in the working directory for a database on a server.
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

// writeAside writes a new file beside another, with mode 0600.
func writeAside(file, text string) (name string, err error) {
	created, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+"-*")
	if err != nil {
		return "", err
	}
	_, err = created.WriteString(text)
	if err = errors.Join(err, created.Sync(), created.Close()); err != nil {
		return "", errors.Join(err, os.Remove(created.Name()))
	}
	return created.Name(), nil
}

// welcome prints the address of the server, its limits, and the key of a new
// database.
func (s serve) welcome(ctx context.Context, started *server, out io.Writer) error {
	key, err := s.createFirstKey(ctx, started.db, out)
	if err != nil {
		return err
	}
	url := s.scheme() + "://" + reachable(started.listener.Addr())
	text := fmt.Sprintf("Waybill is ready at %s, the reference is at %s/docs\n", url, url)
	text += s.limitsText() + key.text(url, s.databaseFlag())
	_, err = io.WriteString(out, text)
	return err
}

// limitsText names the limits, so that a 429 is no surprise.
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
		return fmt.Sprintf("There is no API key yet, as the file for the first key cannot be written: %v\n"+
			"An organization: %[2]s organizations create %[3]s%[4]s\nA new key: %[2]s keys create --organization %[3]s%[4]s\n",
			k.failed, invocation(), firstOrganization, databaseFlag)
	case k.secret == "":
		return fmt.Sprintf("A new key: %s keys create --organization %s%s\n", invocation(), shellQuoted(cmp.Or(k.organization, firstOrganization)), databaseFlag)
	case k.file == "":
		return fmt.Sprintf("\nYour API key, which is shown only once:\n\n    %s\n"+curl, k.secret, url, "'X-API-Key: "+k.secret+"'")
	}
	return fmt.Sprintf("Your first API key is in the file %s\n"+curl, k.file, url, `"X-API-Key: $(cat `+shellQuoted(k.file)+`)"`)
}
