package openapi

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"waybill/internal/api"
	"waybill/internal/golden"
	"waybill/internal/resource"
	"waybill/internal/schema"
)

// wagon has what customers do not have: values of every kind, an object and lists.
type wagon struct{ resource.Record }

// wagons are described by hand, so that the test has everything that a Property can
// say, whether or not a kind of field says it.
func wagons() api.Group {
	r := resource.New(resource.Def[wagon]{
		Noun: "Wagon", Plural: "wagons", IDPrefix: "wagon_", Example: "WAGON-1",
		Record: func(w *wagon) *resource.Record { return &w.Record },
	})
	group := api.Routes(r)
	one, ten := 1.0, 10.0
	group.Resource.Fields = append(group.Resource.Fields,
		schema.Described{Spec: schema.Spec{Name: "status", Required: true, Doc: "The state."},
			Property: schema.Property{Type: "string", Enum: []string{"LOADED", "EMPTY"}}},
		schema.Described{Spec: schema.Spec{Name: "brake"},
			Property: schema.Property{Type: "string", Enum: []string{"AIR", "VACUUM"}, Nullable: true}},
		schema.Described{Spec: schema.Spec{Name: "weight", Example: 2.5}, Property: schema.Property{Type: "number", Minimum: &one, Nullable: true}},
		schema.Described{Spec: schema.Spec{Name: "axles"}, Property: schema.Property{Type: "integer", Minimum: &one, Maximum: &ten, Default: 2}},
		schema.Described{Spec: schema.Spec{Name: "gate", Example: "07:30"}, Property: schema.Property{Type: "string", Pattern: "^[0-9]{2}:[0-9]{2}$"}},
		schema.Described{Spec: schema.Spec{Name: "owner_name", ReadOnly: true}, Property: schema.Property{Type: "string", Nullable: true}},
		schema.Described{Spec: schema.Spec{Name: "margin", Hidden: true}, Property: schema.Property{Type: "number"}},
		schema.Described{Spec: schema.Spec{Name: "labels"}, Property: schema.Property{
			Type: "array", Items: &schema.Property{Type: "string", MaxLength: 5}, MaxItems: 3, Default: []any{}}},
		schema.Described{Spec: schema.Spec{Name: "last_inspection", Doc: "How it was found."}, Property: schema.Property{Type: "object", Nullable: true,
			Object: []schema.Described{
				{Spec: schema.Spec{Name: "at", Required: true}, Property: schema.Property{Type: "string", Format: "date-time"}},
				{Spec: schema.Spec{Name: "note", Example: "rust"}, Property: schema.Property{Type: "string", Nullable: true}},
				{Spec: schema.Spec{Name: "passed"}, Property: schema.Property{Type: "boolean", Default: true}},
			}}},
		schema.Described{
			Spec: schema.Spec{Name: "deliveries", Required: true, Example: []map[string]any{{"number": 1, "place": "X"}, {"number": 2, "place": "Y"}}},
			Property: schema.Property{Type: "array", MinItems: 2, MaxItems: 3, Items: &schema.Property{Type: "object",
				Object: []schema.Described{
					{Spec: schema.Spec{Name: "id", ReadOnly: true, Example: "stop_1"}, Property: schema.Property{Type: "string"}},
					{Spec: schema.Spec{Name: "number", Required: true}, Property: schema.Property{Type: "integer", Minimum: &one}},
					{Spec: schema.Spec{Name: "place", Required: true}, Property: schema.Property{Type: "string", MinLength: 1}},
					{Spec: schema.Spec{Name: "docks"}, Property: schema.Property{Type: "array", Default: []any{}, Items: &schema.Property{Type: "object",
						Object: []schema.Described{{Spec: schema.Spec{Name: "door", Required: true}, Property: schema.Property{Type: "integer"}}}}}},
				}}}})
	return group
}

const goldenWagons = "testdata/wagons.json"

func wagonDocument() []byte {
	return Document(Options{Version: "dev", MaxBody: 1 << 20, MaxBatchBody: 10 << 20}, wagons())
}

// TestGoldenNested keeps the document of wagons for review and for the linter.
func TestGoldenNested(t *testing.T) {
	t.Parallel()
	golden.Compare(t, goldenWagons, wagonDocument())
}

// TestNested judges values of nested objects by the schemas of the document.
func TestNested(t *testing.T) {
	t.Parallel()
	document, err := openapi3.NewLoader().LoadFromData(wagonDocument())
	if err != nil {
		t.Fatal(err)
	}
	if err := document.Validate(t.Context(), openapi3.EnableExamplesValidation()); err != nil {
		t.Fatal(err)
	}
	checkGenerators(t, wagonDocument())

	const (
		status, times = `"external_reference_id":"W","status":"EMPTY"`, `"created_at":"2026-01-29T10:30:00Z","updated_at":"2026-01-29T10:30:00Z"`
		docks         = `[{"door":7}]`
		sentPair      = `[{"number":1,"place":"X"},{"number":2,"place":"Y"}]`
		pair          = `[{"id":"stop_1","number":1,"place":"X","docks":[]},{"id":"stop_2","number":2,"place":"Y","docks":` + docks + `}]`
		others        = `"brake":null,"weight":null,"axles":2,"gate":"07:30","owner_name":null,"labels":[]`
		inspection    = `{"at":"2026-01-29T10:30:00Z","note":null,"passed":true}`
		wagon         = `{"id":"wagon_1",` + status + `,` + others + `,"last_inspection":` + inspection + `,"deliveries":` + pair + `,` + times + `}`
	)
	for _, test := range []struct {
		component, value string
		valid            bool
	}{
		{"Wagon", wagon, true},
		{"Wagon", strings.Replace(wagon, inspection, "null", 1), true},
		{"Wagon", strings.Replace(wagon, `"owner_name":null,`, "", 1), false},
		{"Wagon", strings.Replace(wagon, `"id":"stop_1",`, "", 1), false},
		{"Wagon", strings.Replace(wagon, `"note":null,`, "", 1), false},
		{"Wagon", strings.Replace(wagon, `"brake":null`, `"brake":"AIR"`, 1), true},
		{"Wagon", strings.Replace(wagon, `"brake":null`, `"brake":"OIL"`, 1), false},
		{"Wagon", strings.Replace(wagon, `"EMPTY"`, `null`, 1), false},
		{"WagonCreate", `{` + status + `,"deliveries":` + sentPair + `}`, true},
		{"WagonCreate", `{` + status + `}`, false},
		{"WagonCreate", `{` + status + `,"deliveries":[{"number":1,"place":"X"}]}`, false},
		{"WagonCreate", `{` + status + `,"deliveries":[{"number":1},{"number":2}]}`, false},
		{"WagonUpdate", `{}`, true},
		{"WagonUpdate", `{"deliveries":[]}`, false},
		{"WagonUpdate", `{"deliveries":` + strings.Replace(sentPair, `"place":"X"`, `"place":""`, 1) + `}`, false},
		{"WagonUpdate", `{"deliveries":` + strings.Replace(sentPair, `"place":"X"`, `"place":"X","docks":[{}]`, 1) + `}`, false},
		{"WagonUpdate", `{"last_inspection":null}`, true},
		{"WagonUpdate", `{"last_inspection":{}}`, false},
		{"WagonUpdate", `{"last_inspection":{"at":"2026-01-29T10:30:00Z"}}`, true},
		{"WagonUpdate", `{"gate":"7:30"}`, false},
		{"WagonUpdate", `{"axles":11}`, false},
		{"WagonUpdate", `{"axles":1.5}`, false},
		{"WagonUpdate", `{"weight":1.5}`, true},
		{"WagonUpdate", `{"weight":0.5}`, false},
		{"WagonUpdate", `{"labels":["a","b","c"]}`, true},
		{"WagonUpdate", `{"labels":["a","b","c","d"]}`, false},
		{"WagonUpdate", `{"labels":["abcdef"]}`, false},
		{"WagonDeliveryDock", `{"door":7}`, true},
		{"WagonDeliveryDockInput", `{}`, false},
	} {
		var value any
		if err := json.Unmarshal([]byte(test.value), &value); err != nil {
			t.Fatal(err, test.value)
		}
		described := document.Components.Schemas[test.component]
		if described == nil {
			t.Fatalf("there is no component %s", test.component)
		}
		if err := described.Value.VisitJSON(value, openapi3.EnableFormatValidation()); (err == nil) != test.valid {
			t.Errorf("%s %s: valid is to be %v: %v", test.component, test.value, test.valid, err)
		}
	}
}

// TestViews: clients do not see what is hidden, and do not send what is read-only.
func TestViews(t *testing.T) {
	t.Parallel()
	document, err := openapi3.NewLoader().LoadFromData(wagonDocument())
	if err != nil {
		t.Fatal(err)
	}
	for component, want := range map[string]map[string]bool{
		"Wagon":              {"owner_name": true, "margin": false},
		"WagonCreate":        {"owner_name": false, "margin": false, "last_inspection": true},
		"WagonUpdate":        {"owner_name": false, "external_reference_id": false},
		"WagonPayload":       {"owner_name": false, "external_reference_id": true},
		"WagonDelivery":      {"id": true, "number": true},
		"WagonDeliveryInput": {"id": false, "number": true},
	} {
		for name, there := range want {
			if _, got := document.Components.Schemas[component].Value.Properties[name]; got != there {
				t.Errorf("%s has %s: %v", component, name, got)
			}
		}
	}
	for component, header := range map[string]string{"wagons": string(wagonDocument()), "customers": string(testDocument())} {
		if got, want := strings.Contains(header, `(-[0-9a-f]+)?`), component == "wagons"; got != want {
			t.Errorf("the ETag of %s has a part for other records: %v", component, got)
		}
	}
}
