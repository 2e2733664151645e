package tenant

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"waybill/internal/jsonvalue"
	"waybill/internal/sqldb"
)

// This file tells the events of organizations and keys, and backups.go those of backups. No
// event has a secret or its hash.

// userKey is the key of the user in a context.
type userKey struct{}

// ByUser returns a context for changes that a user of the system makes. Each change has an
// event with the name of the user. A change with another context has no event.
func ByUser(ctx context.Context, user string) context.Context {
	return context.WithValue(ctx, userKey{}, user)
}

func userOf(ctx context.Context) string {
	user, _ := ctx.Value(userKey{}).(string)
	return user
}

// write calls fn in a transaction of the user of the context.
func write(ctx context.Context, db *sqldb.DB, fn func(*sqldb.Tx) error) error {
	return db.Do(ctx, sqldb.Work{By: sqldb.Actor{User: userOf(ctx)}}, fn)
}

// The resources of the events.
const (
	organizationEvents = "organization"
	keyEvents          = "key"
)

// EventResources are the resources of the events of organizations, keys and backups.
func EventResources() []string { return []string{organizationEvents, keyEvents, backupEvents} }

// EventTypes are the types of the events of organizations, keys and backups.
func EventTypes() []string {
	return []string{
		"organization.created", "organization.renamed", "organization.restored",
		"key.created", "key.updated", "key.rotated", "key.revoked",
		backupEvents + "." + backupFailed, backupEvents + "." + backupVerified,
	}
}

// tellOrganization tells an event of an organization.
func tellOrganization(ctx context.Context, tx *sqldb.Tx, action string, id int64, name string, changed ...string) {
	if userOf(ctx) == "" {
		return
	}
	data := append(appendOrganization(nil, id, name), '}')
	tell(tx, id, organizationEvents, action, strconv.FormatInt(id, 10), changed, data)
}

// appendOrganization appends an organization as an object without its end.
func appendOrganization(dst []byte, id int64, name string) []byte {
	dst = strconv.AppendInt(append(dst, `{"id":`...), id, 10)
	return jsonvalue.AppendText(append(dst, `,"name":`...), name)
}

// Restored returns the ending of a restore by the user of the context: each organization
// tells that it was restored, and with which event the backup ends.
func Restored(ctx context.Context) sqldb.Ending {
	return sqldb.Ending{By: sqldb.Actor{User: userOf(ctx)}, Tell: func(tx *sqldb.Tx) error { return tellRestored(ctx, tx) }}
}

func tellRestored(ctx context.Context, tx *sqldb.Tx) error {
	if userOf(ctx) == "" {
		return nil
	}
	err := tx.Rows(`SELECT o.id, o.name, coalesce(h.seq, 0), coalesce(e.at, 0) FROM organizations o
		LEFT JOIN event_heads h ON h.organization_id = o.id
		LEFT JOIN events e ON e.organization_id = o.id AND e.seq = h.seq
		ORDER BY o.id`, nil, func(scan func(...any) error) error {
		var id, last, at int64
		var name string
		if err := scan(&id, &name, &last, &at); err != nil {
			return err
		}
		data := appendOrganization(nil, id, name)
		data = strconv.AppendInt(append(data, `,"last_sequence":`...), last, 10)
		data = append(appendMicrosOrNull(append(data, `,"last_timestamp":`...), at), '}')
		tell(tx, id, organizationEvents, "restored", strconv.FormatInt(id, 10), nil, data)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read the last events of organizations: %w", err)
	}
	return nil
}

// appendMicrosOrNull appends a time as events show theirs, or null for 0.
func appendMicrosOrNull(dst []byte, at int64) []byte {
	if at == 0 {
		return append(dst, "null"...)
	}
	return time.UnixMicro(at).UTC().AppendFormat(dst, `"2006-01-02T15:04:05.000000Z07:00"`)
}

// tellKey tells an event of a key, as it is now in the transaction.
func tellKey(ctx context.Context, tx *sqldb.Tx, action, id string, changed ...string) error {
	if userOf(ctx) == "" {
		return nil
	}
	var found []Key
	if err := tx.Rows(selectKeys+` WHERE k.id = $1`, []any{id}, scanKeys(&found)); err != nil {
		return fmt.Errorf("read key %q for its event: %w", id, err)
	}
	for i := range found {
		tell(tx, found[i].Number, keyEvents, action, id, changed, found[i].appendJSON(nil))
	}
	return nil
}

// tellNewKey tells the event of a key that was created. It reads nothing, because an import
// creates many keys.
func tellNewKey(ctx context.Context, tx *sqldb.Tx, organization int64, id string, key NewKey) {
	if userOf(ctx) == "" {
		return
	}
	created := Key{ID: id, Name: key.Name, Scopes: key.Scopes, CreatedAt: tx.Now(), ExpiresAt: key.ExpiresAt, Limits: key.Limits}
	tell(tx, organization, keyEvents, sqldb.Created, id, nil, created.appendJSON(nil))
}

// tell tells an event. Organizations and keys have no versions, so the version is the time,
// which also grows.
func tell(tx *sqldb.Tx, organization int64, of, action, id string, changed []string, data []byte) {
	tx.Tell(sqldb.Event{
		Organization: organization, Resource: of, Action: action, RecordID: id, Reference: id,
		Version: tx.Now().UnixMicro(), Changed: changed, Data: data,
	})
}

// appendJSON appends the key without its secret.
func (k *Key) appendJSON(dst []byte) []byte {
	dst = jsonvalue.AppendText(append(dst, `{"id":`...), k.ID)
	dst = jsonvalue.AppendText(append(dst, `,"name":`...), k.Name)
	dst = jsonvalue.AppendTexts(append(dst, `,"scopes":`...), strings.Fields(k.Scopes.String()))
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"created_at":`...), k.CreatedAt)
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"expires_at":`...), k.ExpiresAt)
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"revoked_at":`...), k.RevokedAt)
	dst = jsonvalue.AppendTextOrNull(append(dst, `,"replaced_by":`...), k.ReplacedBy)
	dst = appendLimit(append(dst, `,"per_minute":`...), k.Limits.PerMinute)
	return append(appendLimit(append(dst, `,"per_day":`...), k.Limits.PerDay), '}')
}

func appendLimit(dst []byte, limit *int64) []byte {
	if limit == nil {
		return append(dst, "null"...)
	}
	return strconv.AppendInt(dst, *limit, 10)
}
