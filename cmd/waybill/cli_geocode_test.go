package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb/sqldbtest"
)

const mexicanCodes = "MX\t06000\tCentro\tCiudad de México\t09\t\t\t\t\t19.4361\t-99.1421\t4\n" +
	"MX\t64000\tMonterrey\tNuevo León\t19\t\t\t\t\t25.6714\t-100.309\t4\n"

func TestGeocodeImport(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		file := filepath.Join(t.TempDir(), "MX.txt")
		bad := filepath.Join(t.TempDir(), "bad.txt")
		for name, text := range map[string]string{file: mexicanCodes, bad: mexicanCodes + "MX;06010\n"} {
			if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		mustRun(t, "organizations", "create", "one", "--database="+address)
		key := strings.TrimSpace(mustRun(t, "keys", "create", "--organization=one", "--database="+address))
		handler := handlerOf(t, address) // which was there before the import
		locate := func(reference string) any {
			got := sendAs(handler, key, "POST", "/v2/tms-api/locations", `{"external_reference_id":"`+reference+
				`","country":"MX","state":"CMX","postal_code":"06 000"}`)
			var location struct{ Latitude any }
			if err := json.Unmarshal(got.Body.Bytes(), &location); err != nil || got.Code != http.StatusCreated {
				t.Fatalf("a location is answered %d %s", got.Code, got.Body)
			}
			return location.Latitude
		}
		if latitude := locate("before"); latitude != nil {
			t.Errorf("before the import a location is at %v", latitude)
		}
		if status, out, failed := command("geocode", "import", file, "--database="+address); status != 0 || out != "imported 2 postal codes of MX\n" || failed != "" {
			t.Errorf("status %d, %q, %q", status, out, failed)
		}
		if latitude := locate("after"); latitude != 19.4361 {
			t.Errorf("after the import a location is at %v", latitude)
		}
		status, out, failed := command("geocode", "import", file, bad, "--database="+address)
		if status != 1 || out != "" || !strings.HasPrefix(failed, "waybill: "+bad+": line 3: 1 columns instead of 12") {
			t.Errorf("a bad file: status %d, %q, %q", status, out, failed)
		}
		want := []string{"06000 19.4361", "64000 25.6714"}
		if diff := cmp.Diff(want, readTexts(t, address, `SELECT postal_code || ' ' || latitude FROM postal_codes ORDER BY postal_code`)); diff != "" {
			t.Error(diff)
		}
	})
}
