package clients

import (
	"context"
	"strings"
	"testing"

	"waybill/test/clients/generated/ogen"
)

// TestOgen does a client's work with what ogen makes, which checks every answer
// against the document.
func TestOgen(t *testing.T) {
	t.Parallel()
	key, limitedKey := newKeys(t)
	client, ctx := newOgenClient(t, key), t.Context()

	made := ogen.CustomerCreate{ExternalReferenceID: "A/1", Name: "Acme", CustomerType: ogen.NewOptNilString("Shipper")}
	customer := as[*ogen.CustomerHeaders](t)(client.CreateCustomer(ctx, &made, ogen.CreateCustomerParams{}))
	if !customer.Response.IsActive || !customer.Response.Phone.Null || customer.Location != "/v2/tms-api/customers/A%2F1" {
		t.Errorf("created %+v", customer)
	}
	again := as[*ogen.DetailErrorHeaders](t)(client.CreateCustomer(ctx, &made, ogen.CreateCustomerParams{}))
	if !strings.Contains(again.Response.Detail, "already exists") {
		t.Errorf("created again: %+v", again)
	}
	nameless := ogen.CustomerCreate{ExternalReferenceID: "A/2"}
	invalid := as[*ogen.CreateCustomer422Headers](t)(client.CreateCustomer(ctx, &nameless, ogen.CreateCustomerParams{}))
	if detail := invalid.Response.ValidationError.Detail; len(detail) != 1 || len(detail[0].Loc) != 2 || detail[0].Loc[1].String != "name" {
		t.Errorf("created without a name: %+v", invalid)
	}

	got := as[*ogen.GetCustomerOKHeaders](t)(client.GetCustomer(ctx, ogen.GetCustomerParams{ExternalReferenceID: "A/1"}))
	if got.Response != customer.Response {
		t.Errorf("got %+v", got)
	}
	match := ogen.NewOptString(got.ETag)
	null := ogen.OptNilString{}
	null.SetToNull()
	changes := ogen.CustomerUpdate{CustomerType: null, Phone: ogen.NewOptNilString("312-555-0100")}
	updated := as[*ogen.UpdateCustomerOKHeaders](t)(client.UpdateCustomer(ctx, &changes, ogen.UpdateCustomerParams{ExternalReferenceID: "A/1", IfMatch: match}))
	if !updated.Response.CustomerType.Null || updated.Response.Phone.Value != "312-555-0100" {
		t.Errorf("updated %+v", updated)
	}
	// An answer that several operations share has the name of the first of them.
	as[*ogen.UpdateCustomer412Headers](t)(client.PatchCustomer(ctx, &changes, ogen.PatchCustomerParams{ExternalReferenceID: "A/1", IfMatch: match}))

	page := as[*ogen.CustomerPageHeaders](t)(client.ListCustomers(ctx, ogen.ListCustomersParams{NameContains: ogen.NewOptString("ACM"), IsActive: ogen.NewOptBool(true)}))
	if page.Response.Pagination.Total != 1 || page.Response.Items[0].ExternalReferenceID != "A/1" {
		t.Errorf("listed %+v", page)
	}
	checkOgenMetadata(t, client)
	checkOgenBatch(t, client)

	as[*ogen.DeleteCustomerNoContent](t)(client.DeleteCustomer(ctx, ogen.DeleteCustomerParams{ExternalReferenceID: "A/1"}))
	gone := as[*ogen.GetCustomer404Headers](t)(client.GetCustomer(ctx, ogen.GetCustomerParams{ExternalReferenceID: "A/1"}))
	if !strings.Contains(gone.Response.Detail, "not found") {
		t.Errorf("got what is deleted: %+v", gone)
	}
	checkOgenLimit(t, newOgenClient(t, limitedKey))
}

// apiKey implements ogen.SecuritySource.
type apiKey string

func (k apiKey) ApiKey(context.Context, ogen.OperationName) (ogen.ApiKey, error) {
	return ogen.ApiKey{APIKey: string(k)}, nil
}

func newOgenClient(t *testing.T, key string) *ogen.Client {
	t.Helper()
	client, err := ogen.NewClient(shared.url, apiKey(key))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// as gives a function that takes an answer of one kind and no other.
func as[T any](t *testing.T) func(answer any, err error) T {
	return func(answer any, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		wanted, ok := answer.(T)
		if !ok {
			t.Fatalf("the answer is a %T, %+v", answer, answer)
		}
		return wanted
	}
}

func checkOgenMetadata(t *testing.T, client *ogen.Client) {
	t.Helper()
	kept := as[*ogen.PutCustomerMetadataOKHeaders](t)(client.PutCustomerMetadata(t.Context(),
		&ogen.Metadata{Metadata: ogen.MetadataMetadata{"po no.": "4711"}}, ogen.PutCustomerMetadataParams{ExternalReferenceID: "A/1"}))
	if kept.Response.Metadata["po no."] != "4711" {
		t.Errorf("kept %+v", kept)
	}
	for text, want := range map[string]int64{"4711": 1, "4712": 0} {
		by := ogen.NewOptFindCustomersMetadata(ogen.FindCustomersMetadata{"po no.": text})
		found := as[*ogen.FindCustomersOKHeaders](t)(client.FindCustomers(t.Context(), ogen.FindCustomersParams{Metadata: by}))
		if found.Response.Pagination.Total != want {
			t.Errorf("by metadata found %+v, want %d", found, want)
		}
	}
}

func checkOgenBatch(t *testing.T, client *ogen.Client) {
	t.Helper()
	second := ogen.CustomerPayload{Name: ogen.NewOptString("Second")}
	items := ogen.CustomerBatch{Items: []ogen.CustomerBatchItem{
		{Operation: ogen.CustomerBatchItemOperationUpsert, ExternalReferenceID: "A/2", Customer: ogen.NewOptCustomerPayload(second)},
		{Operation: ogen.CustomerBatchItemOperationDelete, ExternalReferenceID: "A/3"},
	}}
	batch := as[*ogen.BatchResultHeaders](t)(client.BatchCustomers(t.Context(), &items, ogen.BatchCustomersParams{}))
	results := batch.Response.Results
	if len(results) != 2 || !results[0].ID.Set || results[0].Error.Set || results[1].ID.Set || !results[1].Error.Set {
		t.Errorf("the batch has the results %+v", results)
	}
}

func checkOgenLimit(t *testing.T, limited *ogen.Client) {
	t.Helper()
	for range tooMany {
		answer, err := limited.ListCustomers(t.Context(), ogen.ListCustomersParams{})
		if err != nil {
			t.Fatal(err)
		}
		if refused, ok := answer.(*ogen.RateLimitedHeaders); ok {
			if wait := refused.Response.Error.RetryAfter; wait != refused.RetryAfter {
				t.Errorf("refused for %d and for %d seconds", wait, refused.RetryAfter)
			}
			return
		}
	}
	t.Error("the limit does not hold")
}
