package sqldb

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// IsPostgres reports whether an address is that of a PostgreSQL database.
func IsPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

var (
	scheme  = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*)://`)
	keyword = regexp.MustCompile(`(?i)(^|\s)(host|hostaddr|port|dbname|user|password|service|sslmode)\s*=`)
)

// checkAddress refuses an address that can only be a mistake. Its error repeats at
// most the scheme of the address, because the rest may be a password.
func checkAddress(address string) error {
	if strings.TrimSpace(address) == "" {
		return errors.New("the name of the database is empty: give a file, as in waybill.db, or an address, as in postgres://user@host/name")
	}
	if IsPostgres(address) || strings.HasPrefix(address, "sqlite:///") {
		return nil
	}
	if found := scheme.FindStringSubmatch(address); found != nil {
		return fmt.Errorf("a database is a SQLite file, as in waybill.db, or an address, as in postgres://user@host/name; %s:// is neither", found[1])
	}
	if strings.HasPrefix(address, "file:") {
		return errors.New("give the SQLite file by its name alone, without file: and without parameters")
	}
	if keyword.MatchString(address) {
		return errors.New("write the address of a PostgreSQL database as a URI, as in postgres://user@host/name; keywords, as in host=h dbname=d, are not read")
	}
	return nil
}

// unreadable replaces an address that the driver cannot parse.
const unreadable = "postgres://..."

// Redacted describes the database of an address, for logs and errors: by its
// file, or by user, host, port and name. It never repeats the text of an address
// with a scheme, because a password may be anywhere in it, if only by mistake.
func Redacted(address string) string {
	if !IsPostgres(address) {
		return redactedFile(address)
	}
	text, err := describe(address)
	if err != nil {
		return unreadable
	}
	return text.String()
}

func redactedFile(address string) string {
	if found := scheme.FindStringSubmatch(address); found != nil && checkAddress(address) != nil {
		return found[0] + "..."
	}
	if keyword.MatchString(address) {
		return "..."
	}
	return address
}

// harmless lists the parameters of an address that may be needed to connect and
// contain no secret. harmlessValue is the form of their values.
var (
	harmless      = []string{"connect_timeout", "default_query_exec_mode", "sslmode", "sslrootcert", "target_session_attrs"}
	harmlessValue = regexp.MustCompile(`^[\w./-]*$`)
)

// Pasteable returns an address of the same database without the password, and
// reports whether there was a password. It must then be passed in another way, such
// as the variable PGPASSWORD.
func Pasteable(address string) (text string, password bool) {
	if !IsPostgres(address) {
		return redactedFile(address), false
	}
	pasteable, err := describe(address)
	if err != nil {
		return unreadable, false
	}
	parsed, err := url.Parse(address)
	if err != nil {
		return unreadable, false
	}
	given, parameters := parsed.Query(), pasteable.Query()
	for name, values := range given {
		if slices.Contains(harmless, name) && harmlessValue.MatchString(values[0]) {
			parameters.Set(name, values[0])
		}
	}
	pasteable.RawQuery = parameters.Encode()
	_, password = parsed.User.Password()
	return pasteable.String(), password || given.Has("password")
}

// describe builds an address from the user, hosts and database that the driver
// parses from an address.
func describe(address string) (*url.URL, error) {
	config, err := pgconn.ParseConfig(address)
	if err != nil {
		return nil, err
	}
	hosts, ports := []string{config.Host}, []uint16{config.Port}
	for _, also := range config.Fallbacks {
		last := len(hosts) - 1 // the same host may be tried with TLS and without
		if also.Host != hosts[last] || also.Port != ports[last] {
			hosts, ports = append(hosts, also.Host), append(ports, also.Port)
		}
	}
	described := &url.URL{Scheme: "postgres", User: url.User(config.User), Path: "/" + config.Database}
	if slices.ContainsFunc(hosts, func(host string) bool { return strings.HasPrefix(host, "/") }) {
		described.RawQuery = sockets(hosts, ports).Encode()
		return described, nil
	}
	for i, host := range hosts {
		hosts[i] = net.JoinHostPort(host, strconv.Itoa(int(ports[i])))
	}
	described.Host = strings.Join(hosts, ",")
	return described, nil
}

// sockets returns the parameters for hosts of which at least one is the folder of a
// Unix socket.
func sockets(hosts []string, ports []uint16) url.Values {
	numbers := make([]string, len(ports))
	for i, port := range ports {
		numbers[i] = strconv.Itoa(int(port))
	}
	return url.Values{"host": {strings.Join(hosts, ",")}, "port": {strings.Join(numbers, ",")}}
}

// errAddress says why the driver refuses an address. It omits the error of the
// driver, which repeats parts of the address.
func errAddress(err error) error {
	if file, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("the address names a file that cannot be read: %w", file)
	}
	return errors.New("the address cannot be understood; write postgres://user@host:port/name, with special characters percent-encoded")
}
