package api

import (
	"context"
	"net/http"

	"waybill/internal/apierr"
	"waybill/internal/resource"
	"waybill/internal/sqldb"
)

// This file serves the views of a resource.

// With returns the group with further routes, one for each view.
func (g Group) With(views ...resource.View) Group {
	g.Views = views
	for i := range views {
		g.Routes = append(g.Routes, Route{http.MethodGet, ownPath + "/" + views[i].Path, Show,
			views[i].Scopes, apierr.DetailEnvelope, showView(&views[i])})
	}
	return g
}

// View returns the view that a route shows, or nil.
func (g Group) View(r *Route) *resource.View {
	for i := range g.Views {
		if r.Path == ownPath+"/"+g.Views[i].Path {
			return &g.Views[i]
		}
	}
	return nil
}

func showView(v *resource.View) handler {
	return func(ctx context.Context, b *backend, c *call) (*answer, error) {
		parameters := parseQuery(c.Request)
		read := v.Parse(parameters)
		if err := apierr.InvalidInput(parameters.Broken()); err != nil {
			return nil, err
		}
		ctx, cancel := context.WithTimeout(ctx, b.listTimeout)
		defer cancel()
		var shown *resource.Shown
		err := b.readList(ctx, true, c.principal.Organization, func(tx *sqldb.ReadTx) (err error) {
			shown, err = read(tx, c.principal.Organization, c.segment, b.now())
			return err
		})
		if err != nil {
			return nil, err
		}
		return b.compressors.compressList(c, viewAnswer(b, c, shown)), nil
	}
}

func viewAnswer(b *backend, c *call, shown *resource.Shown) *answer {
	if shown.Place == nil {
		return ok(shown.JSON)
	}
	body := append(append([]byte(`{"items":[`), shown.JSON...), ']')
	a := ok(append(appendPagination(body, shown.Place), '}'))
	return withLinks(a, b, c, shown.Place)
}
