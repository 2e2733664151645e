package api

import (
	"context"
	"log/slog"

	"waybill/internal/apierr"
	"waybill/internal/ratelimit"
	"waybill/internal/tenant"
)

// This file admits requests by their API key.

// admission checks who sends a request: API key, limits of the key, scope, in this
// order. Nothing else of the request has been read before.
type admission struct {
	keys     *tenant.Authenticator
	limiter  *ratelimit.Limiter       // nil for no limit
	badKeys  *ratelimit.BadKeyLimiter // nil for no limit
	seen     func(organization int64) // called with the organization of each request
	reporter reporter
}

// admit sets the principal of a request and counts the request for its limits. It
// returns apierr.Unauthorized, apierr.RateLimited or apierr.Forbidden for a request
// that is not admitted.
func (a *admission) admit(ctx context.Context, c *call) (err error) {
	sent := c.Header["X-Api-Key"]
	if len(sent) != 1 {
		// With two keys it is not known which one the client means.
		return apierr.New(apierr.Unauthorized)
	}
	if c.principal, err = a.authenticate(ctx, c, sent[0]); err != nil {
		return err
	}
	a.seen(c.principal.Organization)
	if a.limiter != nil {
		if c.standing, err = takeRequest(ctx, a.limiter, c.principal); err != nil {
			return err
		}
	}
	return requireScopes(c.principal, c.route)
}

// requireScopes returns apierr.Forbidden if an API key lacks a scope of a route.
func requireScopes(p *tenant.Principal, r *Route) error {
	for _, scope := range r.Scopes {
		if !p.Scopes.Has(scope) {
			return apierr.MissingScope(scope)
		}
	}
	return nil
}

// authenticate returns the principal of an API key. For a network that has sent too
// many bad keys it looks up no key that may be a guess, and returns
// apierr.RateLimited.
func (a *admission) authenticate(ctx context.Context, c *call, secret string) (*tenant.Principal, error) {
	principal, guess := a.keys.Recall(secret)
	if principal != nil {
		return principal, nil
	}
	if !guess || a.badKeys == nil {
		return a.keys.Authenticate(ctx, secret)
	}
	address := a.reporter.proxies.client(c.Request)
	wait, first := a.badKeys.Begin(address)
	if first {
		a.reporter.log(c, slog.LevelWarn, "too many bad keys from an address")
	}
	if wait > 0 {
		return nil, apierr.TooManyRequests(wait)
	}
	principal, err := a.keys.Authenticate(ctx, secret)
	if err == nil || apierr.KindOf(err) != apierr.Unauthorized {
		a.badKeys.TakeBack(address)
	}
	return principal, err
}
