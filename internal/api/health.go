package api

import (
	"context"
	"net/http"

	"waybill/internal/apierr"
)

// This file has the routes of /healthz and /readyz.

// HealthRoutes returns the routes for a supervisor. /healthz answers 200 while the
// process runs. /readyz answers 200 while the database answers and the server is not
// shutting down, and 503 otherwise.
func HealthRoutes() []Route {
	healthy := []byte(`{"status":"ok"}`)
	return []Route{
		{Method: http.MethodGet, Path: "/healthz", Operation: Health, handle: func(context.Context, *backend, *call) (*answer, error) {
			return ok(healthy), nil
		}},
		{Method: http.MethodGet, Path: "/readyz", Operation: Readiness, handle: func(ctx context.Context, b *backend, c *call) (*answer, error) {
			if b.readiness.draining.Load() {
				return answerTo(c, &apierr.Error{Kind: apierr.Unavailable}), nil // not an error, so not logged
			}
			if err := b.readiness.check(ctx); err != nil {
				return nil, err
			}
			return ok(healthy), nil
		}},
	}
}
