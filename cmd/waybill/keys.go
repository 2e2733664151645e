package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

type keys struct {
	Create createKey  `cmd:"" help:"Create a key and print its secret, which cannot be shown again."`
	List   listKeys   `cmd:"" help:"List keys, without their secrets."`
	Update updateKey  `cmd:"" help:"Change the limits or the name of a key."`
	Revoke revokeKey  `cmd:"" help:"Revoke a key for good."`
	Rotate rotateKey  `cmd:"" help:"Replace a key by a new key and print the new secret."`
	Import importKeys `cmd:"" help:"Create keys with known secrets, so that clients of another server keep their keys."`
}

type createKey struct {
	storage
	Organization string  `required:"" placeholder:"NAME" help:"The organization of the key."`
	Name         string  `placeholder:"TEXT" help:"The purpose of the key."`
	Scopes       *string `placeholder:"LIST" help:"The permissions of the key, as in read:customers,write:customers, or all. (default: all)"`
	Expires      string  `placeholder:"TIME" help:"The end of the key, as in 2030-01-31 or 2030-01-31T12:00:00Z. (default: never)"`
	limits
}

// Run creates the key, in an existing database.
func (c createKey) Run(ctx context.Context, t terminal) error {
	key := tenant.NewKey{Organization: c.Organization, Name: c.Name, Limits: c.own()}
	var err error
	if key.Scopes, err = c.scopes(); err != nil {
		return err
	}
	if key.ExpiresAt, err = parseExpiry(c.Expires); err != nil {
		return err
	}
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		id, secret, err := tenant.CreateKey(ctx, db, key)
		if err != nil {
			return err
		}
		remark := ""
		if c.Scopes == nil {
			remark = "; it has all scopes, as --scopes was not given"
		}
		return t.printSecret(id, secret, remark)
	})
}

// scopes fails for an empty flag: only a missing flag means all scopes.
func (c createKey) scopes() (tenant.Scopes, error) {
	if c.Scopes == nil {
		return tenant.AllScopes(), nil
	}
	scopes, err := tenant.ParseScopes(*c.Scopes, resources().scopes())
	if err != nil {
		return scopes, fmt.Errorf("--scopes: %w", err)
	}
	return scopes, nil
}

// printSecret prints only the secret to standard output, for scripts.
func (t terminal) printSecret(id, secret, remark string) error {
	if _, err := fmt.Fprintf(t.err, "the id of the key is %s%s\n", id, remark); err != nil {
		return err
	}
	_, err := fmt.Fprintln(t.out, secret)
	return err
}

// parseExpiry parses a time, or a date, which means its first moment in UTC.
func parseExpiry(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	expires, err := time.Parse(time.RFC3339, text)
	if err != nil {
		expires, err = time.Parse(time.DateOnly, text)
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("--expires: %q is neither a date like 2030-01-31 nor a time like 2030-01-31T12:00:00Z", text)
	}
	if !expires.After(time.Now()) {
		return time.Time{}, fmt.Errorf("--expires: %s is in the past", text)
	}
	return expires, nil
}

type listKeys struct {
	storage
	Organization string `placeholder:"NAME" help:"Only the keys of this organization."`
	JSON         bool   `help:"Print the keys as a JSON array."`
}

// Run prints a table, or JSON.
func (c listKeys) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		all, err := tenant.Keys(ctx, db, c.Organization)
		if err != nil {
			return err
		}
		if c.JSON {
			return printKeys(t.out, all, db.Now())
		}
		rows := [][]string{{"ID", "ORGANIZATION", "NAME", "SCOPES", "STATE", "LAST USE", "CREATED", "EXPIRES", "REVOKED", "PER MINUTE", "PER DAY", "CREATED BY"}}
		for _, k := range all {
			rows = append(rows, []string{k.ID, k.Organization, k.Name, k.Scopes.String(), k.State(db.Now()), timeText(k.LastUse),
				timeText(k.CreatedAt), timeText(k.ExpiresAt), timeText(k.RevokedAt), limitText(k.Limits.PerMinute), limitText(k.Limits.PerDay), cmp.Or(k.CreatedBy, "-")})
		}
		return t.table(rows)
	})
}

// keyRecord is a key in the output of keys list --json. A value that is not set is
// null.
type keyRecord struct {
	ID                 string     `json:"id"`
	Organization       string     `json:"organization"`
	OrganizationNumber int64      `json:"organization_number"`
	Name               string     `json:"name"`
	Scopes             []string   `json:"scopes"`
	State              string     `json:"state"`
	CreatedAt          *time.Time `json:"created_at"`
	ExpiresAt          *time.Time `json:"expires_at"`
	RevokedAt          *time.Time `json:"revoked_at"`
	LastUsedAt         *time.Time `json:"last_used_at"`
	ReplacedBy         *string    `json:"replaced_by"`
	PerMinute          *int64     `json:"per_minute"`
	PerDay             *int64     `json:"per_day"`
	CreatedBy          *string    `json:"created_by"`
}

func printKeys(to io.Writer, all []tenant.Key, now time.Time) error {
	records := make([]keyRecord, len(all))
	for i, k := range all {
		records[i] = keyRecord{
			ID: k.ID, Organization: k.Organization, OrganizationNumber: k.Number, Name: k.Name,
			Scopes: strings.Fields(k.Scopes.String()), State: k.State(now),
			CreatedAt: orNil(k.CreatedAt), ExpiresAt: orNil(k.ExpiresAt), RevokedAt: orNil(k.RevokedAt),
			LastUsedAt: orNil(k.LastUse), ReplacedBy: orNil(k.ReplacedBy),
			PerMinute: k.Limits.PerMinute, PerDay: k.Limits.PerDay, CreatedBy: orNil(k.CreatedBy),
		}
	}
	return printDocument(to, records)
}

// orNil returns nil for the zero value.
func orNil[T comparable](value T) *T {
	if value == *new(T) {
		return nil
	}
	return &value
}

type revokeKey struct {
	storage
	ID string `arg:"" help:"The key's id, from keys list."`
}

// Run revokes the key. Revoking a key twice is no error.
func (c revokeKey) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		if err := tenant.RevokeKey(ctx, db, c.ID); err != nil {
			return err
		}
		_, err := fmt.Fprintf(t.out, "revoked %s\n", c.ID)
		return err
	})
}

type rotateKey struct {
	storage
	ID    string        `arg:"" help:"The key's id, from keys list."`
	Grace time.Duration `placeholder:"24h" help:"The time for which the old key stays valid. (default: none)"`
}

// Run creates the new key and prints its secret.
func (c rotateKey) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		id, secret, err := tenant.RotateKey(ctx, db, c.ID, c.Grace)
		if err != nil {
			return err
		}
		if c.Grace == 0 {
			_, _ = fmt.Fprintln(t.err, "the old key is no longer valid, and clients that send it get 401 from now on; "+
				"with --grace, as in --grace 24h, a rotated key stays valid for that time")
		}
		return t.printSecret(id, secret, "")
	})
}

type importKeys struct {
	storage
	File       string `arg:"" help:"A CSV file with lines of key,organization[,name[,scopes]]; - for standard input. The first line may name the columns. Missing organizations are created. All lines are imported, or none."`
	AllowShort bool   `help:"Also import keys of fewer than 20 characters, which can be guessed."`
}

// Run imports all keys or none. It creates the database if there is none.
func (c importKeys) Run(ctx context.Context, t terminal) error {
	lines, err := c.open(t)
	if err != nil {
		return err
	}
	defer lines.Close()
	return c.with(ctx, sqldb.Options{}, func(db *sqldb.DB) error {
		imported, err := tenant.Import{AllowShort: c.AllowShort, Scopes: resources().scopes()}.Keys(ctx, db, lines)
		if err != nil {
			return err
		}
		if imported.Unrestricted > 0 {
			_, _ = fmt.Fprintf(t.err, "keys with all scopes: %d\n", imported.Unrestricted)
		}
		_, err = fmt.Fprintf(t.out, "imported %d keys\n", imported.Keys)
		return err
	})
}

func (c importKeys) open(t terminal) (io.ReadCloser, error) {
	if c.File == "-" {
		return io.NopCloser(t.in), nil
	}
	return os.Open(c.File)
}
