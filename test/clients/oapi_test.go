package clients

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/oapi-codegen/nullable"

	"waybill/test/clients/generated/oapi"
)

// TestOapiCodegen does a client's work with what oapi-codegen makes.
func TestOapiCodegen(t *testing.T) {
	t.Parallel()
	key, limitedKey := newKeys(t)
	client, ctx := newOapiClient(t, key), t.Context()

	kind := nullable.NewNullableWithValue("Shipper")
	created, err := client.CreateCustomerWithResponse(ctx, nil, oapi.CustomerCreate{ExternalReferenceId: "A/1", Name: "Acme", CustomerType: kind})
	if err != nil || created.JSON201 == nil || !created.JSON201.IsActive || !created.JSON201.Phone.IsNull() {
		t.Fatalf("created %v: %s", err, created.Body)
	}
	again, err := client.CreateCustomerWithResponse(ctx, nil, oapi.CustomerCreate{ExternalReferenceId: "A/1", Name: "Acme"})
	if err != nil || again.JSON409 == nil || !strings.Contains(again.JSON409.Detail, "already exists") {
		t.Fatalf("created again: %v: %s", err, again.Body)
	}
	checkOapiInvalid(t, client)

	got, err := client.GetCustomerWithResponse(ctx, "A/1", nil)
	if err != nil || got.JSON200 == nil || got.JSON200.Id != created.JSON201.Id {
		t.Fatalf("got %v: %s", err, got.Body)
	}
	match := got.HTTPResponse.Header.Get("ETag")
	updated, err := client.UpdateCustomerWithResponse(ctx, "A/1", &oapi.UpdateCustomerParams{IfMatch: &match},
		oapi.CustomerUpdate{CustomerType: nullable.NewNullNullable[string](), Phone: nullable.NewNullableWithValue("312-555-0100")})
	if err != nil || updated.JSON200 == nil || !updated.JSON200.CustomerType.IsNull() || updated.JSON200.Phone.MustGet() != "312-555-0100" {
		t.Fatalf("updated %v: %s", err, updated.Body)
	}
	outdated, err := client.PatchCustomerWithResponse(ctx, "A/1", &oapi.PatchCustomerParams{IfMatch: &match}, oapi.CustomerUpdate{})
	if err != nil || outdated.JSON412 == nil {
		t.Fatalf("updated what is outdated: %v: %s", err, outdated.Body)
	}
	part, size := "ACM", int64(10)
	page, err := client.ListCustomersWithResponse(ctx, &oapi.ListCustomersParams{NameContains: &part, PageSize: &size})
	if err != nil || page.JSON200 == nil || page.JSON200.Pagination.Total != 1 || page.JSON200.Items[0].ExternalReferenceId != "A/1" {
		t.Fatalf("listed %v: %s", err, page.Body)
	}
	checkOapiMetadata(t, client)
	checkOapiBatch(t, client)

	deleted, err := client.DeleteCustomerWithResponse(ctx, "A/1", nil)
	if err != nil || deleted.StatusCode() != http.StatusNoContent {
		t.Fatalf("deleted %v: %s", err, deleted.Body)
	}
	gone, err := client.GetCustomerWithResponse(ctx, "A/1", nil)
	if err != nil || gone.JSON404 == nil || !strings.Contains(gone.JSON404.Detail, "not found") {
		t.Fatalf("got what is deleted: %v: %s", err, gone.Body)
	}
	checkOapiLimit(t, newOapiClient(t, limitedKey))
}

func newOapiClient(t *testing.T, key string) *oapi.ClientWithResponses {
	t.Helper()
	client, err := oapi.NewClientWithResponses(shared.url, oapi.WithRequestEditorFn(func(_ context.Context, r *http.Request) error {
		r.Header.Set("X-API-Key", key)
		return nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func checkOapiInvalid(t *testing.T, client *oapi.ClientWithResponses) {
	t.Helper()
	refused, err := client.CreateCustomerWithResponse(t.Context(), nil, oapi.CustomerCreate{ExternalReferenceId: "A/2"})
	if err != nil || refused.JSON422 == nil {
		t.Fatalf("created without a name: %v: %s", err, refused.Body)
	}
	invalid, err := refused.JSON422.AsValidationError()
	if err != nil || len(invalid.Detail) != 1 || len(invalid.Detail[0].Loc) != 2 {
		t.Fatalf("created without a name: %v: %s", err, refused.Body)
	}
	if place, err := invalid.Detail[0].Loc[1].AsValidationDetailLoc0(); err != nil || place != "name" {
		t.Errorf("the place of the error is %q, %v", place, err)
	}
}

func checkOapiMetadata(t *testing.T, client *oapi.ClientWithResponses) {
	t.Helper()
	kept, err := client.PutCustomerMetadataWithResponse(t.Context(), "A/1", nil, oapi.Metadata{Metadata: map[string]string{"po no.": "4711"}})
	if err != nil || kept.JSON200 == nil || kept.JSON200.Metadata["po no."] != "4711" {
		t.Fatalf("kept metadata: %v: %s", err, kept.Body)
	}
	for text, want := range map[string]int64{"4711": 1, "4712": 0} {
		found, err := client.FindCustomersWithResponse(t.Context(), &oapi.FindCustomersParams{Metadata: &map[string]string{"po no.": text}})
		if err != nil || found.JSON200 == nil || found.JSON200.Pagination.Total != want {
			t.Errorf("by metadata: %v: %s, want %d", err, found.Body, want)
		}
	}
}

func checkOapiBatch(t *testing.T, client *oapi.ClientWithResponses) {
	t.Helper()
	name := "Second"
	batch, err := client.BatchCustomersWithResponse(t.Context(), nil, oapi.CustomerBatch{Items: []oapi.CustomerBatchItem{
		{Operation: oapi.CustomerBatchItemOperationUpsert, ExternalReferenceId: "A/2", Customer: &oapi.CustomerPayload{Name: &name}},
		{Operation: oapi.CustomerBatchItemOperationDelete, ExternalReferenceId: "A/3"},
	}})
	if err != nil || batch.JSON200 == nil || batch.JSON200.SuccessCount != 1 {
		t.Fatalf("batch %v: %s", err, batch.Body)
	}
	results := batch.JSON200.Results
	if results[0].Id == nil || results[0].Error != nil || results[1].Id != nil || results[1].Error == nil {
		t.Errorf("the batch has the results %+v", results)
	}
}

func checkOapiLimit(t *testing.T, limited *oapi.ClientWithResponses) {
	t.Helper()
	for range tooMany {
		refused, err := limited.ListCustomersWithResponse(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if refused.JSON429 != nil {
			if wait := refused.HTTPResponse.Header.Get("Retry-After"); wait != strconv.FormatInt(refused.JSON429.Error.RetryAfter, 10) {
				t.Errorf("refused for %s seconds: %s", wait, refused.Body)
			}
			return
		}
	}
	t.Error("the limit does not hold")
}
