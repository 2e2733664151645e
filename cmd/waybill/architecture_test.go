package main

import (
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayImport is the picture in docs/architecture.md, without the resources: a package
// imports only what stands below it, and siblings do not know each other.
var mayImport = map[string][]string{
	"internal/apierr":              {},
	"internal/jsonvalue":           {},
	"internal/spelling":            {},
	"internal/schema":              {"internal/apierr", "internal/jsonvalue"},
	"internal/sqldb":               {"internal/apierr"},
	"internal/resource":            {"internal/apierr", "internal/jsonvalue", "internal/resource/updates", "internal/schema", "internal/sqldb"},
	"internal/resource/updates":    {"internal/schema"},
	"internal/bulk/cell":           {},
	"internal/tms":                 {"internal/api"},
	"internal/tenant":              {"internal/apierr", "internal/jsonvalue", "internal/sqldb"},
	"internal/event":               {"internal/apierr", "internal/jsonvalue", "internal/schema", "internal/sqldb"},
	"internal/backup":              {"internal/bucket", "internal/sqldb", "internal/tenant", "internal/transfer"},
	"internal/bucket":              {},
	"internal/bucket/buckettest":   {},
	"internal/webhook":             {"internal/apierr", "internal/event", "internal/jsonvalue", "internal/schema", "internal/sqldb"},
	"internal/mail":                {"internal/apierr", "internal/event", "internal/jsonvalue", "internal/schema", "internal/sqldb"},
	"internal/mail/mailtest":       {},
	"internal/guard":               {"internal/apierr", "internal/jsonvalue", "internal/resource", "internal/schema", "internal/sqldb"},
	"internal/phone":               {"internal/sqldb"},
	"internal/ratelimit":           {"internal/sqldb"},
	"internal/idempotency":         {"internal/apierr", "internal/sqldb"},
	"internal/transfer":            {"internal/sqldb"},
	"internal/replica":             {"internal/apierr", "internal/resource", "internal/sqldb", "internal/tenant"},
	"internal/iso3166":             {},
	"internal/iso3166/generate":    {},
	"internal/demo":                {},
	"internal/geo":                 {"internal/geo/geonames", "internal/geo/table", "internal/sqldb"},
	"internal/geo/geonames":        {},
	"internal/geo/table":           {"internal/iso3166"},
	"internal/geo/generate":        {"internal/geo/geonames", "internal/geo/table", "internal/iso3166"},
	"internal/bulk":                {"internal/apierr", "internal/bulk/cell", "internal/event", "internal/idempotency", "internal/jsonvalue", "internal/resource", "internal/schema", "internal/spelling", "internal/sqldb", "internal/xlsx"},
	"internal/doctor":              {"internal/backup", "internal/guard", "internal/mail", "internal/sqldb", "internal/webhook"},
	"internal/metrics":             {"internal/sqldb"},
	"internal/xlsx":                {},
	"internal/xlsx/xlsxtest":       {},
	"internal/openapi":             {"internal/api", "internal/apierr", "internal/bulk", "internal/guard", "internal/mail", "internal/resource", "internal/schema", "internal/webhook"},
	"internal/api":                 {"internal/apierr", "internal/bulk", "internal/event", "internal/guard", "internal/idempotency", "internal/jsonvalue", "internal/mail", "internal/phone", "internal/ratelimit", "internal/resource", "internal/schema", "internal/spelling", "internal/sqldb", "internal/tenant", "internal/webhook"},
	"cmd/waybill":                  {"internal/api", "internal/backup", "internal/bucket", "internal/bulk", "internal/demo", "internal/doctor", "internal/event", "internal/geo", "internal/guard", "internal/idempotency", "internal/mail", "internal/metrics", "internal/openapi", "internal/ratelimit", "internal/replica", "internal/resource", "internal/spelling", "internal/sqldb", "internal/tenant", "internal/tms", "internal/transfer", "internal/webhook"},
	"internal/golden":              {},
	"internal/conformance":         {"internal/api", "internal/golden", "internal/resource", "internal/schema", "internal/sqldb", "internal/sqldb/sqldbtest", "internal/tenant"},
	"internal/conformance/trailer": {"internal/api", "internal/apierr", "internal/resource", "internal/schema", "internal/sqldb"},
	"internal/sqldb/sqldbtest":     {"internal/sqldb"},
	"internal/bench":               {"internal/customer", "internal/sqldb", "internal/sqldb/sqldbtest"},
}

// mayUse says which packages may use what else is telling: HTTP, SQL, and the
// modules that hide behind one package of ours.
var mayUse = map[string][]string{
	"net/http":                                                    {"internal/api", "internal/openapi", "internal/metrics", "internal/replica", "internal/webhook", "internal/bucket", "internal/bucket/buckettest", "cmd/waybill", "internal/conformance", "internal/bench"},
	"database/sql":                                                {"internal/sqldb", "internal/bench"},
	"modernc.org/sqlite":                                          {"internal/sqldb"},
	"zombiezen.com/go/sqlite":                                     {"internal/sqldb"},
	"github.com/jackc/pgx/v5":                                     {"internal/sqldb", "internal/sqldb/sqldbtest", "internal/bench", "internal/conformance"},
	"github.com/pressly/goose/v3":                                 {"internal/sqldb"},
	"github.com/gofrs/flock":                                      {"internal/sqldb"},
	"github.com/minio/minio-go/v7":                                {"internal/bucket"},
	"github.com/alecthomas/kong":                                  {"cmd/waybill"},
	"github.com/prometheus/client_golang/prometheus":              {"internal/metrics"},
	"github.com/swaggest/swgui/v5emb":                             {"internal/openapi"},
	"github.com/wneessen/go-mail":                                 {"internal/mail"},
	"github.com/emersion/go-smtp":                                 {"internal/mail/mailtest"},
	"github.com/standard-webhooks/standard-webhooks/libraries/go": {"internal/webhook"},
	"github.com/go-json-experiment/json/jsontext":                 {"internal/jsonvalue", "internal/schema", "internal/api", "internal/bulk", "internal/openapi"},
}

// withResources adds the packages of the listed resources to the picture. They are
// named by their nouns, and know neither HTTP nor each other.
func withResources(picture map[string][]string, list resourceList) map[string][]string {
	picture = maps.Clone(picture)
	for _, group := range list {
		name := "internal/" + strings.ToLower(group.Resource.Noun)
		picture[name] = []string{"internal/apierr", "internal/geo", "internal/iso3166", "internal/resource", "internal/schema", "internal/sqldb"}
		picture["internal/tms"] = append(slices.Clip(picture["internal/tms"]), name)
	}
	return picture
}

func TestArchitecture(t *testing.T) {
	t.Parallel()
	picture := withResources(mayImport, resources())
	list := exec.CommandContext(t.Context(), "go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "waybill/...")
	listed, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(listed)) {
		fields := strings.Fields(strings.ReplaceAll(line, "waybill/", ""))
		name, imports := fields[0], fields[1:]
		allowed, known := picture[name]
		if !known {
			t.Errorf("%s is not in the picture", name)
			continue
		}
		for _, imported := range imports {
			ours := strings.HasPrefix(imported, "internal/") || strings.HasPrefix(imported, "cmd/")
			if ours && !slices.Contains(allowed, imported) {
				t.Errorf("%s may not import %s", name, imported)
			}
			if users, telling := mayUse[imported]; telling && !slices.Contains(users, name) {
				t.Errorf("%s may not use %s", name, imported)
			}
		}
	}
}

// TestProgramHasNoTests looks at everything that the program is built of.
func TestProgramHasNoTests(t *testing.T) {
	t.Parallel()
	listed, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "waybill/cmd/waybill").Output()
	if err != nil {
		t.Fatal(err)
	}
	packages := strings.Fields(string(listed))
	if !slices.Contains(packages, "waybill/internal/customer") {
		t.Fatalf("customers are not among the %d packages of the program", len(packages))
	}
	for _, name := range packages {
		if name == "testing" || strings.HasPrefix(name, "waybill/internal/conformance") || strings.HasPrefix(name, "waybill/internal/sqldb/sqldbtest") {
			t.Errorf("the program contains %s", name)
		}
	}
}
