// Package event reads the events of an organization: what has changed, in the order of the
// commits. Package sqldb writes them, in the commit of the change.
//
// event.go has an event and its JSON, read.go reads a page of the feed, hub.go waits for the
// next event, and retention.go removes old events.
package event

import (
	"strconv"
	"strings"
	"time"

	"waybill/internal/jsonvalue"
	"waybill/internal/sqldb"
)

// Event says what a change did to a record.
type Event struct {
	Organization int64
	Sequence     int64 // counts the events of the organization from 1, without a gap
	At           time.Time
	Resource     string // "customer"
	Action       string // "created"
	RecordID     string
	Reference    string // the external reference of the record
	// Version is that of the record after the change. That of a deletion is the next number.
	Version   int64
	Changed   []string // the names of the changed fields; none for a creation or a deletion
	KeyID     string   // of the API key that made the change; empty for none
	User      string   // of the system, for a change by the command line; empty for none
	RequestID string   // of the request that made the change; empty for none
	Data      []byte   // the record as JSON after the change; as it was last after a deletion
}

// ID returns the id of the event, which no other event of the database has.
func (e *Event) ID() string {
	return "evt_" + strconv.FormatInt(e.Organization, 10) + "_" + strconv.FormatInt(e.Sequence, 10)
}

// Type returns the type of the event, such as "customer.created".
func (e *Event) Type() string { return e.Resource + "." + e.Action }

// TypesOf returns the types of the events of a resource, such as customer.
func TypesOf(resource string, hasContacts bool) []string {
	types := []string{resource + "." + sqldb.Created, resource + "." + sqldb.Updated, resource + "." + sqldb.Deleted}
	if hasContacts {
		types = append(types, resource+"."+sqldb.ContactChanged)
	}
	return types
}

// AppendJSON appends the event as an object of the feed.
func (e *Event) AppendJSON(dst []byte) []byte { return e.appendWith(dst, e.appendActor) }

// appendWith appends the event with an actor.
func (e *Event) appendWith(dst []byte, appendActor func([]byte) []byte) []byte {
	dst = append(append(append(dst, `{"id":"`...), e.ID()...), `","sequence":`...)
	dst = strconv.AppendInt(dst, e.Sequence, 10)
	dst = append(append(append(dst, `,"type":"`...), e.Type()...), '"')
	dst = append(e.AppendTimestamp(append(dst, `,"timestamp":"`...)), '"')
	dst = jsonvalue.AppendText(append(dst, `,"record_id":`...), e.RecordID)
	dst = jsonvalue.AppendText(append(dst, `,"external_reference_id":`...), e.Reference)
	dst = strconv.AppendInt(append(dst, `,"version":`...), e.Version, 10)
	dst = jsonvalue.AppendTexts(append(dst, `,"changed":`...), e.Changed)
	dst = append(dst, `,"actor":`...)
	dst = appendActor(dst)
	dst = append(dst, `,"request_id":`...)
	dst = jsonvalue.AppendTextOrNull(dst, e.RequestID)
	dst = append(dst, `,"data":`...)
	if len(e.Data) == 0 {
		return append(dst, "null}"...) // it was erased
	}
	return append(append(dst, e.Data...), '}')
}

// AppendTimestamp appends the time of the event in UTC, without quotes.
func (e *Event) AppendTimestamp(dst []byte) []byte {
	return e.At.UTC().AppendFormat(dst, timestampFormat)
}

// timestampFormat has microseconds, so that the time of an event is after those before it,
// and the record as of the time of an event is the record after the event.
const timestampFormat = "2006-01-02T15:04:05.000000Z07:00"

// appendActor appends who made the change. The field that is not known is null.
func (e *Event) appendActor(dst []byte) []byte {
	dst = jsonvalue.AppendTextOrNull(append(dst, `{"key_id":`...), e.KeyID)
	dst = jsonvalue.AppendTextOrNull(append(dst, `,"user":`...), e.User)
	return append(dst, '}')
}

// columns are the columns of an event, in the order of scan.
const columns = "organization_id, seq, at, resource, action, record_id, reference, version, changed, key_id, actor, request_id, data"

// scan reads a row with the columns.
func (e *Event) scan(scan func(...any) error) error {
	var at int64
	var changed string
	err := scan(&e.Organization, &e.Sequence, &at, &e.Resource, &e.Action, &e.RecordID, &e.Reference, &e.Version,
		&changed, &e.KeyID, &e.User, &e.RequestID, &e.Data)
	e.At = time.UnixMicro(at).UTC()
	if changed != "" {
		e.Changed = strings.Split(changed, ",")
	}
	return err
}
