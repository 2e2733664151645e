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
	return ok(append(appendItems(buffer(len(all)), all, appendMatch), '}')), nil
}

func appendMatch(dst []byte, m *phone.Match) []byte {
	dst = jsonvalue.AppendText(append(dst, `{"resource":`...), m.Resource)
	dst = jsonvalue.AppendText(append(dst, `,"id":`...), m.ID)
	dst = jsonvalue.AppendText(append(dst, `,"external_reference_id":`...), m.Reference)
	dst = jsonvalue.AppendText(append(dst, `,"name":`...), m.Name)
	return append(jsonvalue.AppendText(append(dst, `,"phone":`...), m.Phone), '}')
}
