package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

type keys struct {
	Create createKey  `cmd:"" help:"Make a key and print its secret, which cannot be had again."`
	List   listKeys   `cmd:"" help:"List keys, without their secrets."`
	Update updateKey  `cmd:"" help:"Change a key's limits or its name."`
	Revoke revokeKey  `cmd:"" help:"Make a key useless for good."`
	Rotate rotateKey  `cmd:"" help:"Replace a key by a new one and print the new secret."`
	Import importKeys `cmd:"" help:"Make keys whose secrets are known, so that clients of another server keep theirs."`
}

type createKey struct {
	storage
	Organization string  `required:"" placeholder:"NAME" help:"Whose key it is."`
	Name         string  `placeholder:"TEXT" help:"What the key is for."`
	Scopes       *string `placeholder:"LIST" help:"What the key may do, as in read:customers,write:customers, or all. (default: all)"`
	Expires      string  `placeholder:"TIME" help:"When the key ends, as in 2030-01-31 or 2030-01-31T12:00:00Z. (default: never)"`
	limits
}

// Run implements the command.
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
			remark = "; it may do everything, as --scopes was not given"
		}
		return t.printSecret(id, secret, remark)
	})
}

// scopes fails for an empty flag: only a flag that is not there means all.
func (c createKey) scopes() (tenant.Scopes, error) {
	if c.Scopes == nil {
		return tenant.AllScopes(), nil
	}
	scopes, err := tenant.ParseScopes(*c.Scopes)
	if err != nil {
		return scopes, fmt.Errorf("--scopes: %w", err)
	}
	return scopes, nil
}

// printSecret prints nothing but a secret to standard output, for scripts.
func (t terminal) printSecret(id, secret, remark string) error {
	if _, err := fmt.Fprintf(t.err, "the id of the key is %s%s\n", id, remark); err != nil {
		return err
	}
	_, err := fmt.Fprintln(t.out, secret)
	return err
}

// parseExpiry reads a time, or a date, whose first moment in UTC is meant.
func parseExpiry(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	expires, err := time.Parse(time.RFC3339, text)
	if err != nil {
		expires, err = time.Parse(time.DateOnly, text)
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("--expires: %q is neither a date as 2030-01-31 nor a time as 2030-01-31T12:00:00Z", text)
	}
	if !expires.After(time.Now()) {
		return time.Time{}, fmt.Errorf("--expires: %s is over", text)
	}
	return expires, nil
}

type listKeys struct {
	storage
	Organization string `placeholder:"NAME" help:"Only the keys of this organization."`
	JSON         bool   `help:"Print JSON: an array of the keys."`
}

// Run implements the command.
func (c listKeys) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		all, err := tenant.Keys(ctx, db, c.Organization)
		if err != nil {
			return err
		}
		if c.JSON {
			return printKeys(t.out, all, db.Now())
		}
		rows := [][]string{{"ID", "ORGANIZATION", "NAME", "SCOPES", "STATE", "LAST USE", "MADE", "EXPIRES", "REVOKED", "PER MINUTE", "PER DAY"}}
		for _, k := range all {
			rows = append(rows, []string{k.ID, k.Organization, k.Name, k.Scopes.String(), k.State(db.Now()), moment(k.LastUse),
				moment(k.CreatedAt), moment(k.ExpiresAt), moment(k.RevokedAt), limitText(k.Limits.PerMinute), limitText(k.Limits.PerDay)})
		}
		return t.table(rows)
	})
}

// keyRecord is a key as keys list --json writes it. What is not set is null.
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
}

func printKeys(to io.Writer, all []tenant.Key, now time.Time) error {
	records := make([]keyRecord, len(all))
	for i, k := range all {
		records[i] = keyRecord{
			ID: k.ID, Organization: k.Organization, OrganizationNumber: k.Number, Name: k.Name,
			Scopes: strings.Fields(k.Scopes.String()), State: k.State(now),
			CreatedAt: orNil(k.CreatedAt), ExpiresAt: orNil(k.ExpiresAt), RevokedAt: orNil(k.RevokedAt),
			LastUsedAt: orNil(k.LastUse), ReplacedBy: orNil(k.ReplacedBy),
			PerMinute: k.Limits.PerMinute, PerDay: k.Limits.PerDay,
		}
	}
	encoder := json.NewEncoder(to)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(records)
}

// orNil gives nil for the zero value.
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

// Run implements the command.
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
	Grace time.Duration `placeholder:"24h" help:"How long the old key stays valid. (default: not at all)"`
}

// Run implements the command.
func (c rotateKey) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		id, secret, err := tenant.RotateKey(ctx, db, c.ID, c.Grace)
		if err != nil {
			return err
		}
		return t.printSecret(id, secret, "")
	})
}

type importKeys struct {
	storage
	File       string `arg:"" help:"CSV lines of key,organization[,name[,scopes]]; - for standard input. The first line may name the columns. Organizations are made, and all lines are imported or none."`
	AllowShort bool   `help:"Import keys of fewer than 20 characters, too, although they can be guessed."`
}

// Run implements the command.
func (c importKeys) Run(ctx context.Context, t terminal) error {
	lines, err := c.open(t)
	if err != nil {
		return err
	}
	defer lines.Close()
	return c.with(ctx, sqldb.Options{}, func(db *sqldb.DB) error {
		imported, err := tenant.Import{AllowShort: c.AllowShort}.Keys(ctx, db, lines)
		if err != nil {
			return err
		}
		if imported.Unrestricted > 0 {
			_, _ = fmt.Fprintf(t.err, "keys that may do everything: %d\n", imported.Unrestricted)
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
