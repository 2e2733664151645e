package sqldb_test

import (
	"strings"
	"testing"

	"waybill/internal/sqldb"
)

// TestAddressesAreToldWithoutSecrets tries every place of an address in which a
// password may stand, by rights or by mistake.
func TestAddressesAreToldWithoutSecrets(t *testing.T) {
	t.Setenv("PGUSER", "")
	for _, test := range []struct{ address, redacted, pasteable string }{
		{"waybill.db", "waybill.db", "waybill.db"},
		{"sqlite:some folder/waybill.db", "sqlite:some folder/waybill.db", "sqlite:some folder/waybill.db"},
		{"postgres://u:s3cret@h/d", "postgres://u@h:5432/d", "postgres://u@h:5432/d"},
		{"postgresql://u:s3cret@h:5433/d", "postgres://u@h:5433/d", "postgres://u@h:5433/d"},
		{"postgres://h/d?user=u&password=s3cret", "postgres://u@h:5432/d", "postgres://u@h:5432/d"},
		{"postgres://h/d?user=u&sslpassword=s3cret&sslmode=disable", "postgres://u@h:5432/d", "postgres://u@h:5432/d?sslmode=disable"},
		{"postgres://u@h/d?application_name=s3cret&passwrod=s3cret", "postgres://u@h:5432/d", "postgres://u@h:5432/d"},
		{"postgres://u@h/d?options=-c%20x%3Ds3cret&default_query_exec_mode=exec", "postgres://u@h:5432/d", "postgres://u@h:5432/d?default_query_exec_mode=exec"},
		{"postgres://u:s3cret@h1:1,h2:2/d?target_session_attrs=read-write&connect_timeout=2", "postgres://u@h1:1,h2:2/d",
			"postgres://u@h1:1,h2:2/d?connect_timeout=2&target_session_attrs=read-write"},
		{"postgres://u:s3cret@[::1]/d", "postgres://u@[::1]:5432/d", "postgres://u@[::1]:5432/d"},
		{"postgres://u:s3cret@/d?host=/run/pg&port=7", "postgres://u@/d?host=%2Frun%2Fpg&port=7", "postgres://u@/d?host=%2Frun%2Fpg&port=7"},
		{"postgres://u:s3cret@h:port/d", "postgres://...", "postgres://..."},
		{"postgres://u:s3%cret@h/d", "postgres://...", "postgres://..."},
		{"postgres://u@h/d?sslrootcert=/s3cret", "postgres://...", "postgres://..."},
		{"mysql://u:s3cret@h/d", "mysql://...", "mysql://..."},
		{"Postgres://u:s3cret@h/d", "Postgres://...", "Postgres://..."},
		{"host=h user=u password=s3cret dbname=d", "...", "..."},
		{"PASSWORD = s3cret", "...", "..."},
	} {
		if got := sqldb.Redacted(test.address); got != test.redacted {
			t.Errorf("%s is told as %q, want %q", test.address, got, test.redacted)
		}
		got, password := sqldb.Pasteable(test.address)
		if got != test.pasteable {
			t.Errorf("%s is to be pasted as %q, want %q", test.address, got, test.pasteable)
		}
		isIn := strings.Contains(test.address, ":s3cret@") || strings.Contains(test.address, "&password=")
		if want := isIn && strings.Contains(got, "@"); password != want {
			t.Errorf("of %s it is said %t that there is a password", test.address, password)
		}
	}
}

// TestWhatIsNoAddressIsRefused expects words of ours that repeat nothing.
func TestWhatIsNoAddressIsRefused(t *testing.T) {
	t.Parallel()
	for address, say := range map[string]string{
		"":                                  "the name of the database is empty",
		"  ":                                "the name of the database is empty",
		"mysql://u:s3cret@h/d":              "mysql:// is neither",
		"Postgres://u:s3cret@h/d":           "Postgres:// is neither",
		"sqlite://s3cret":                   "sqlite:// is neither",
		"file:s3cret.db?mode=ro":            "without file:",
		"host=h password=s3cret dbname=d":   "write the address of a PostgreSQL database as a URI",
		"dbname=s3cret":                     "write the address of a PostgreSQL database as a URI",
		"postgres://u:s3cret@h:port/d":      "the address cannot be understood; write postgres://user@host:port/name",
		"postgres://u:s3%cret@h/d":          "the address cannot be understood",
		"postgres://u:s3cret@h/d?sslmode=x": "the address cannot be understood",
		"postgres://u:s3cret@h/d?sslmode=verify-full&sslrootcert=/missing": "the address names a file that cannot be read: open /missing",
	} {
		_, err := sqldb.Open(t.Context(), address, sqldb.Options{})
		if err == nil || !strings.Contains(err.Error(), say) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%q: %v, want %q", address, err, say)
		}
	}
}
