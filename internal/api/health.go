package api

import (
	"net/http"

	"waybill/internal/apierr"
)

// healthRoutes tell a supervisor how the server is: /healthz that the process
// is up, /readyz that its database answers and that it is not about to stop.
func healthRoutes() []route {
	fine := []byte(`{"status":"ok"}`)
	return []route{
		{method: http.MethodGet, path: "/healthz", handle: func(*call) (*answer, error) { return ok(fine), nil }},
		{method: http.MethodGet, path: "/readyz", handle: func(c *call) (*answer, error) {
			if c.server.draining.Load() {
				return c.answerTo(&apierr.Error{Kind: apierr.Unavailable}), nil // no failure, so nothing to log
			}
			if err := c.server.options.DB.Ready(c.ctx); err != nil {
				return nil, err
			}
			return ok(fine), nil
		}},
	}
}
