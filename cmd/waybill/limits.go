package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// requests is a number of them, 0 for any.
type requests int64

// UnmarshalText implements encoding.TextUnmarshaler.
func (r *requests) UnmarshalText(text []byte) error {
	number, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil || number < 0 || number > maxRequests {
		return fmt.Errorf("%q is not a number of requests: write a number up to %d, or 0 for any number", text, int64(maxRequests))
	}
	*r = requests(number)
	return nil
}

const maxRequests = 1_000_000_000_000

// ownLimit is a limit of a key: a number of requests, or nil for the server's
// default.
type ownLimit struct{ requests *int64 }

// serversDefault is how people write that a key has no limit of its own.
const serversDefault = "default"

// UnmarshalText implements encoding.TextUnmarshaler.
func (l *ownLimit) UnmarshalText(text []byte) error {
	if string(text) == serversDefault {
		l.requests = nil
		return nil
	}
	var number requests
	if err := number.UnmarshalText(text); err != nil {
		return fmt.Errorf("%w, or %s for the server's limit", err, serversDefault)
	}
	l.requests = (*int64)(&number)
	return nil
}

func limitText(limit *int64) string {
	switch {
	case limit == nil:
		return "-"
	case *limit == 0:
		return "unlimited"
	}
	return strconv.FormatInt(*limit, 10)
}

// limits are the flags for those of a key.
type limits struct {
	PerMinute *ownLimit `placeholder:"N" help:"How many requests a minute it may send; 0 is any number, and default is what the server has."`
	PerDay    *ownLimit `placeholder:"N" help:"How many a day, by UTC."`
}

// own gives the limits of a new key.
func (l limits) own() (own tenant.Limits) {
	if l.PerMinute != nil {
		own.PerMinute = l.PerMinute.requests
	}
	if l.PerDay != nil {
		own.PerDay = l.PerDay.requests
	}
	return own
}

type updateKey struct {
	storage
	ID   string  `arg:"" help:"The key's id, from keys list."`
	Name *string `placeholder:"TEXT" help:"What the key is for."`
	limits
}

// Run implements the command.
func (c updateKey) Run(ctx context.Context, t terminal) error {
	changes := tenant.KeyChanges{Name: c.Name}
	if c.PerMinute != nil {
		changes.PerMinute = &c.PerMinute.requests
	}
	if c.PerDay != nil {
		changes.PerDay = &c.PerDay.requests
	}
	if changes == (tenant.KeyChanges{}) {
		return errors.New("nothing to change: name --per-minute, --per-day or --name")
	}
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		if err := tenant.UpdateKey(ctx, db, c.ID, changes); err != nil {
			return err
		}
		_, err := fmt.Fprintf(t.out, "updated %s\n", c.ID)
		return err
	})
}
