package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// requests is a number of requests; 0 is any number.
type requests int64

// UnmarshalText parses the value of a flag: a number from 0 to maxRequests.
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

// serversDefault is the value of a flag for a key without a limit of its own.
const serversDefault = "default"

// UnmarshalText parses the value of a flag: a number of requests, or default.
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

// limits are the flags for the limits of a key.
type limits struct {
	PerMinute *ownLimit `placeholder:"N" help:"The requests a minute of the key; 0 is any number, and default is the limit of the server."`
	PerDay    *ownLimit `placeholder:"N" help:"The requests a day, by UTC."`
}

// own returns the limits of a new key.
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
	Name *string `placeholder:"TEXT" help:"The purpose of the key."`
	limits
}

// Run changes the key, or fails when there is nothing to change.
func (c updateKey) Run(ctx context.Context, t terminal) error {
	changes := tenant.KeyChanges{Name: c.Name}
	if c.PerMinute != nil {
		changes.PerMinute = &c.PerMinute.requests
	}
	if c.PerDay != nil {
		changes.PerDay = &c.PerDay.requests
	}
	if changes == (tenant.KeyChanges{}) {
		return errors.New("nothing to change: give --per-minute, --per-day or --name")
	}
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		if err := tenant.UpdateKey(ctx, db, c.ID, changes); err != nil {
			return err
		}
		_, err := fmt.Fprintf(t.out, "updated %s\n", c.ID)
		return err
	})
}
