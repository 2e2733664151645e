package tenant

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"waybill/internal/sqldb"
)

// Import holds the options for reading a list of keys. The zero value is strict.
type Import struct {
	// AllowShort accepts keys that are short enough to be guessed.
	AllowShort bool
	// Scopes are the scopes that a line may name, beside all.
	Scopes []string
}

// Imported is the result of an import.
type Imported struct {
	Keys         int
	Unrestricted int // the keys among them that have all scopes
}

// ImportKeys is Import.Keys for keys of any length and the given scopes. It returns
// the number of keys.
func ImportKeys(ctx context.Context, db *sqldb.DB, lines io.Reader, scopes ...string) (count int, err error) {
	imported, err := Import{AllowShort: true, Scopes: scopes}.Keys(ctx, db, lines)
	return imported.Keys, err
}

// Keys creates the keys that a CSV text lists, so that clients of another server
// keep their keys. A line has a key, an organization and optionally a name and
// scopes. Keys creates organizations that are missing. It imports all lines or none.
// Its errors name the line and never show a key.
func (i Import) Keys(ctx context.Context, db *sqldb.DB, lines io.Reader) (imported Imported, err error) {
	listed, err := i.parse(lines)
	if err != nil {
		return Imported{}, err
	}
	err = write(ctx, db, func(tx *sqldb.Tx) error {
		imported = Imported{Keys: len(listed)}
		organizations := map[string]int64{}
		for _, key := range listed {
			if err := importKey(ctx, tx, organizations, key); err != nil {
				return fmt.Errorf("line %d: %w", key.line, err)
			}
			if key.Scopes.IsAll() {
				imported.Unrestricted++
			}
		}
		return nil
	})
	if err != nil {
		return Imported{}, err
	}
	return imported, nil
}

type listedKey struct {
	NewKey
	secret string
	line   int
}

// parse reads the text. The text may begin with a byte order mark, as spreadsheets
// write it, and with a header line.
func (i Import) parse(lines io.Reader) (listed []listedKey, err error) {
	reader := csv.NewReader(transform.NewReader(lines, unicode.BOMOverride(transform.Nop)))
	reader.FieldsPerRecord = -1
	for first := true; ; first = false {
		fields, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return listed, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading the list of keys: %w", err)
		}
		line, _ := reader.FieldPos(0)
		if first && isHeader(fields) {
			err = checkHeader(fields)
		} else {
			var key listedKey
			key, err = i.parseKey(fields)
			key.line = line
			listed = append(listed, key)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
	}
}

// columns are the fields of a line, each with the names that a header may use.
var columns = [][]string{
	{"key", "api key", "api_key", "apikey", "api-key", "secret"},
	{"organization", "organisation", "org", "tenant"}, //nolint:misspell // British spelling
	{"name", "description"},
	{"scopes", "scope"},
}

// columnOf returns the index of the column with this name, or -1.
func columnOf(name string) int {
	name = strings.ToLower(strings.TrimSpace(name))
	return slices.IndexFunc(columns, func(names []string) bool { return slices.Contains(names, name) })
}

// isHeader reports whether every field of a line is the name of a column.
func isHeader(fields []string) bool {
	return !slices.ContainsFunc(fields, func(field string) bool { return columnOf(field) < 0 })
}

func checkHeader(fields []string) error {
	for i, field := range fields {
		if columnOf(field) != i {
			return errors.New("the header names the columns in another order than key,organization[,name[,scopes]]")
		}
	}
	return nil
}

// parseKey shows no field in its errors, because any field may be a key in the
// wrong column.
func (i Import) parseKey(fields []string) (key listedKey, err error) {
	if err := checkFields(fields); err != nil {
		return key, err
	}
	key.secret, key.Organization, key.Scopes = fields[0], fields[1], AllScopes()
	if err := i.checkKey(key.secret); err != nil {
		return key, err
	}
	if err := checkName(key.Organization); err != nil {
		return key, err
	}
	if len(fields) > 2 {
		key.Name = fields[2]
	}
	if looksLikeKey(key.Name) {
		return key, errors.New("the third field, the name, looks like a key; a line is key,organization[,name[,scopes]]")
	}
	if len(fields) > 3 {
		if key.Scopes, err = ParseScopes(fields[3], i.Scopes); err != nil {
			return key, errors.New("the fourth field is not a list of scopes; write all for every scope")
		}
	}
	return key, nil
}

func checkFields(fields []string) error {
	if len(fields) == 1 && strings.ContainsAny(fields[0], ";\t") {
		return errors.New("fields are separated by commas, not by semicolons or tabs: key,organization[,name[,scopes]]")
	}
	if len(fields) < 2 || len(fields) > 4 {
		return fmt.Errorf("a line is key,organization[,name[,scopes]], but this line has %d fields", len(fields))
	}
	for i, field := range fields {
		if strings.TrimSpace(field) != field {
			return fmt.Errorf("field %d begins or ends with white space", i+1)
		}
	}
	return nil
}

func (i Import) checkKey(secret string) error {
	if err := checkSecret(secret); err != nil {
		return err
	}
	if len(secret) < ShortKey && !i.AllowShort {
		return fmt.Errorf("a key of fewer than %d characters can be guessed; --allow-short imports it anyway", ShortKey)
	}
	return nil
}

var (
	uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	word = regexp.MustCompile(`[0-9A-Za-z+/=]{16,}`)
)

// looksLikeKey reports whether a text is more likely random than a name. Names have
// no words of sixteen letters and digits.
func looksLikeKey(text string) bool {
	if strings.HasPrefix(text, "mtm_") || uuid.MatchString(text) {
		return true
	}
	if len(text) < ShortKey || strings.ContainsAny(text, " \u00a0") {
		return false
	}
	return slices.ContainsFunc(word.FindAllString(text, -1), func(found string) bool {
		return strings.ContainsAny(found, "0123456789") && strings.ContainsAny(strings.ToLower(found), "abcdefghijklmnopqrstuvwxyz")
	})
}

func importKey(ctx context.Context, tx *sqldb.Tx, organizations map[string]int64, key listedKey) error {
	id, ok := organizations[key.Organization]
	if !ok {
		var err error
		if id, err = ensureOrganization(ctx, tx, key.Organization); err != nil {
			return err
		}
		organizations[key.Organization] = id
	}
	_, err := insertKey(ctx, tx, id, key.NewKey, key.secret)
	return err
}

func ensureOrganization(ctx context.Context, tx *sqldb.Tx, name string) (int64, error) {
	id, err := organizationID(&tx.ReadTx, name)
	if !errors.Is(err, ErrNoOrganization) {
		return id, err
	}
	if looksLikeKey(name) {
		return 0, errors.New("the second field, the organization, looks like a key; a line is key,organization[,name[,scopes]] " +
			"(create an organization of such a name before the import)")
	}
	created, err := createOrganization(ctx, tx, name)
	return created.ID, err
}
