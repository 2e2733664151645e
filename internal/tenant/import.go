package tenant

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"waybill/internal/sqldb"
)

// ImportKeys makes the keys that a CSV text lists, so that clients of another
// server keep theirs: lines of key, organization and, if wanted, name and
// scopes. Organizations that are missing are made. All lines are imported, or
// none; the error names the line, and never a key. It gives how many there were.
func ImportKeys(ctx context.Context, db *sqldb.DB, lines io.Reader) (count int, err error) {
	listed, err := parseKeys(lines)
	if err != nil {
		return 0, err
	}
	err = db.Write(ctx, func(tx *sqldb.Tx) error {
		organizations := map[string]int64{}
		for _, key := range listed {
			if err := importKey(tx, organizations, key); err != nil {
				return fmt.Errorf("line %d: %w", key.line, err)
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(listed), nil
}

type listedKey struct {
	NewKey
	secret string
	line   int
}

func parseKeys(lines io.Reader) (listed []listedKey, err error) {
	reader := csv.NewReader(lines)
	reader.FieldsPerRecord = -1
	reader.TrimLeadingSpace = true
	for {
		fields, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return listed, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading the list of keys: %w", err)
		}
		line, _ := reader.FieldPos(0)
		key, err := parseKey(fields)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		key.line = line
		listed = append(listed, key)
	}
}

func parseKey(fields []string) (key listedKey, err error) {
	if len(fields) < 2 || len(fields) > 4 {
		return key, fmt.Errorf("a line is key,organization[,name[,scopes]], and this one has %d fields", len(fields))
	}
	fields = append(fields, "", "")
	key.secret, key.Organization, key.Name = fields[0], fields[1], fields[2]
	if err := checkSecret(key.secret); err != nil {
		return key, err
	}
	if err := checkName(key.Organization); err != nil {
		return key, err
	}
	if key.Scopes, err = ParseScopes(fields[3]); err != nil {
		return key, errors.New("the fourth field is no list of scopes") // and perhaps a key, so it is not shown
	}
	return key, nil
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
	return insertKey(tx, id, key.NewKey, key.secret)
}

func ensureOrganization(tx *sqldb.Tx, name string) (int64, error) {
	id, err := organizationID(tx, name)
	if !errors.Is(err, ErrNoOrganization) {
		return id, err
	}
	made, err := createOrganization(tx, name)
	return made.ID, err
}
