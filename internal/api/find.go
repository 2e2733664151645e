package api

import (
	"context"
	"net/http"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
	"waybill/internal/phone"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file serves the search by phone: who calls?

const (
	leastDigits = 5
	mostDigits  = 20
)

func findRoute() Route {
	return Route{http.MethodGet, ownPath + "/find", FindPhone, []string{"read:customers", "read:carriers", "read:locations"}, apierr.DetailEnvelope, findPhone}
}

// FindParameters describes the parameters of the search.
func FindParameters() []*schema.Filter {
	return []*schema.Filter{{Name: "phone", Doc: "A phone number of 5 to 20 digits. Other characters do not count.", Property: schema.Property{Type: "string"}}}
}

func findPhone(ctx context.Context, b *backend, c *call) (*answer, error) {
	var asked string
	p := parseQuery(c.Request)
	p.Text("phone", &asked)
	if err := apierr.InvalidInput(p.Broken()); err != nil {
		return nil, err
	}
	digits := phone.Digits(asked)
	if len(digits) < leastDigits || len(digits) > mostDigits {
		return nil, apierr.InvalidInput(apierr.ListDetails(apierr.Detail{Type: "value_error", Loc: []any{"query", "phone"},
			Msg: "Value error, must be a phone number of 5 to 20 digits"}))
	}
	var all []phone.Match
	err := b.listed(ctx, c, func(tx *sqldb.ReadTx) (err error) {
		all, err = phone.Find(tx, c.principal.Organization, digits)
		return err
	})
	if err != nil {
		return nil, err
	}
	body := append(buffer(len(all)), `{"items":[`...)
	for i := range all {
		if i > 0 {
			body = append(body, ',')
		}
		m := &all[i]
		body = jsonvalue.AppendText(append(body, `{"resource":`...), m.Resource)
		body = jsonvalue.AppendText(append(body, `,"id":`...), m.ID)
		body = jsonvalue.AppendText(append(body, `,"external_reference_id":`...), m.Reference)
		body = jsonvalue.AppendText(append(body, `,"name":`...), m.Name)
		body = append(jsonvalue.AppendText(append(body, `,"phone":`...), m.Phone), '}')
	}
	return ok(append(body, "]}"...)), nil
}
