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

// Import is how a list of keys is read. The zero value is the strict way.
type Import struct {
	// AllowShort also takes keys that are short enough to be guessed.
	AllowShort bool
}

// Imported is what an import came to.
type Imported struct {
	Keys         int
	Unrestricted int // of the keys, those that may do everything
}

// ImportKeys is Import.Keys with short keys allowed, and returns the number of
// keys.
func ImportKeys(ctx context.Context, db *sqldb.DB, lines io.Reader) (count int, err error) {
	imported, err := Import{AllowShort: true}.Keys(ctx, db, lines)
	return imported.Keys, err
}

// Keys creates the keys that a CSV text lists, so that clients of another server
// keep theirs: lines of key, organization and, if wanted, name and scopes.
// Organizations that are missing are created. All lines are imported, or none; the
// error names the line, and never a key.
func (i Import) Keys(ctx context.Context, db *sqldb.DB, lines io.Reader) (imported Imported, err error) {
	listed, err := i.parse(lines)
	if err != nil {
		return Imported{}, err
	}
	err = db.Write(ctx, func(tx *sqldb.Tx) error {
		imported = Imported{Keys: len(listed)}
		organizations := map[string]int64{}
		for _, key := range listed {
			if err := importKey(tx, organizations, key); err != nil {
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

// parse reads the text, which may begin with a byte order mark, as spreadsheets
// write it, and with a line that names the columns.
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

// columns are the fields of a line, and other names that a header may have for
// them.
var columns = [][]string{
	{"key", "api key", "api_key", "apikey", "api-key", "secret"},
	{"organization", "organisation", "org", "tenant"}, //nolint:misspell // as others write it
	{"name", "description"},
	{"scopes", "scope"},
}

// columnOf returns the place of a column that is named in a header, or -1.
func columnOf(name string) int {
	name = strings.ToLower(strings.TrimSpace(name))
	return slices.IndexFunc(columns, func(names []string) bool { return slices.Contains(names, name) })
}

// isHeader reports whether a line names columns and nothing else.
func isHeader(fields []string) bool {
	return !slices.ContainsFunc(fields, func(field string) bool { return columnOf(field) < 0 })
}

func checkHeader(fields []string) error {
	for place, field := range fields {
		if columnOf(field) != place {
			return errors.New("the line names columns in another order than key,organization[,name[,scopes]]")
		}
	}
	return nil
}

// parseKey shows no field in its errors: any may be a key that stands in the
// wrong place.
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
		if key.Scopes, err = ParseScopes(fields[3]); err != nil {
			return key, errors.New("the fourth field is no list of scopes; write all for everything")
		}
	}
	return key, nil
}

func checkFields(fields []string) error {
	if len(fields) == 1 && strings.ContainsAny(fields[0], ";\t") {
		return errors.New("fields are separated by commas, and not by semicolons or tabs: key,organization[,name[,scopes]]")
	}
	if len(fields) < 2 || len(fields) > 4 {
		return fmt.Errorf("a line is key,organization[,name[,scopes]], and this one has %d fields", len(fields))
	}
	for place, field := range fields {
		if strings.TrimSpace(field) != field {
			return fmt.Errorf("field %d begins or ends with white space", place+1)
		}
	}
	return nil
}

func (i Import) checkKey(secret string) error {
	if err := checkSecret(secret); err != nil {
		return err
	}
	if len(secret) < ShortKey && !i.AllowShort {
		return fmt.Errorf("a key of fewer than %d characters can be guessed; --allow-short imports it nevertheless", ShortKey)
	}
	return nil
}

var (
	uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	word = regexp.MustCompile(`[0-9A-Za-z+/=]{16,}`)
)

// looksLikeKey reports whether a text is more likely random than a name: no name
// has a word of sixteen letters and digits.
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

func importKey(tx *sqldb.Tx, organizations map[string]int64, key listedKey) error {
	id, ok := organizations[key.Organization]
	if !ok {
		var err error
		if id, err = ensureOrganization(tx, key.Organization); err != nil {
			return err
		}
		organizations[key.Organization] = id
	}
	_, err := insertKey(tx, id, key.NewKey, key.secret)
	return err
}

func ensureOrganization(tx *sqldb.Tx, name string) (int64, error) {
	id, err := organizationID(&tx.ReadTx, name)
	if !errors.Is(err, ErrNoOrganization) {
		return id, err
	}
	if looksLikeKey(name) {
		return 0, errors.New("the second field, the organization, looks like a key; a line is key,organization[,name[,scopes]] " +
			"(an organization of such a name must be created before)")
	}
	made, err := createOrganization(tx, name)
	return made.ID, err
}
