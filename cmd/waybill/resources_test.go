package main

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"waybill/internal/api"
	"waybill/internal/openapi"
)

const goldenDocument = "../../docs/openapi.json"

func newDocument() []byte {
	return openapi.Document(openapi.Options{Version: "dev", MaxBody: 1 << 20, MaxBatchBody: 10 << 20}, resources()...)
}

func TestGoldenOpenAPI(t *testing.T) {
	t.Parallel()
	got := newDocument()
	if *update {
		if err := os.WriteFile(goldenDocument, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(goldenDocument)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is out of date; run: go test ./cmd/waybill -run GoldenOpenAPI -update", goldenDocument)
	}
}

func TestDocumentHasEveryRoute(t *testing.T) {
	t.Parallel()
	document, err := openapi3.NewLoader().LoadFromData(newDocument())
	if err != nil {
		t.Fatal(err)
	}
	routes := api.HealthRoutes()
	for _, group := range resources() {
		routes = append(routes, group.Routes...)
	}
	var want, got []string
	for _, r := range routes {
		want = append(want, r.Method+" "+strings.Replace(r.Path, "{id}", "{external_reference_id}", 1))
	}
	names := map[string]bool{}
	for path, item := range document.Paths.Map() {
		for method, operation := range item.Operations() {
			got = append(got, method+" "+path)
			if names[operation.OperationID] {
				t.Errorf("two operations are called %s", operation.OperationID)
			}
			names[operation.OperationID] = true
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the document has %q, the router %q", got, want)
	}
}
