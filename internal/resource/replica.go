package resource

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file writes records as the API of another server answers them, with their ids,
// versions and times, for package replica. The operations of clients use none of it, except
// After, which the other server answers with.

// Answered is a record as another server answers it.
type Answered struct {
	Version int64
	// CreatedAt and UpdatedAt are more exact than the times in Data. The zero time is that
	// in Data.
	CreatedAt, UpdatedAt time.Time
	Data                 []byte
}

// Replica are the operations of a resource of any type on the records of a replica. The
// resource must not be one that Connect was called with.
type Replica interface {
	Plural() string
	EventNoun() string
	// Apply makes the record what the other server answered. If newer, it leaves a record
	// that has the version, or a later one, as it is. It returns ErrNoTarget if the record
	// refers to a record that the replica does not have, and HeldError if another record
	// has its external reference.
	Apply(tx *sqldb.Tx, organization int64, given Answered, newer bool) error
	// Remove deletes the record with an id. It does nothing if there is none.
	Remove(tx *sqldb.Tx, organization int64, id string) error
	// Referring returns the ids of the records that refer to a record of another resource.
	Referring(tx *sqldb.ReadTx, organization int64, plural, id string) ([]string, error)
	// IDs returns the ids after an id, up to the last; or all after it if last is "".
	IDs(tx *sqldb.ReadTx, organization int64, after, last string) ([]string, error)
	// Fingerprint returns the id and the fingerprint of a record. Two records have the same
	// fingerprint if they have the same version and answers show them in the same way,
	// apart from the names of other records.
	Fingerprint(given Answered) (id string, fingerprint Fingerprint, err error)
	// Fingerprints calls found with up to limit records after an id, in the order of the ids.
	// The statements of tx must see one snapshot.
	Fingerprints(tx *sqldb.ReadTx, organization int64, after string, limit int, found func(id string, fingerprint Fingerprint)) error
}

// Fingerprint is the fingerprint of a record.
type Fingerprint struct {
	Version int64
	Hash    [sha256.Size]byte
}

// ErrNoTarget says that a record refers to a record that there is not.
var ErrNoTarget = errors.New("the record refers to a record that the replica does not have")

// HeldError says that another record has the external reference of a record.
type HeldError struct{ ID string }

func (e *HeldError) Error() string { return "the record " + e.ID + " has its external reference" }

// answeredMembers are the members of an answer that are no fields.
type answeredMembers struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

// decodeAnswered reads a record as it was answered. The references are not looked up.
func (r *Resource[T]) decodeAnswered(given Answered) (*schema.Input[T], error) {
	var members answeredMembers
	if err := json.Unmarshal(given.Data, &members); err != nil {
		return nil, fmt.Errorf("read a %s: %w", r.EventNoun(), err)
	}
	input, err := r.Decode(schema.Body{Bytes: given.Data, JSON: true}, schema.Rules{Purpose: schema.Answered})
	if err != nil {
		return nil, fmt.Errorf("read the %s %q: %w", r.EventNoun(), members.ID, err)
	}
	if !r.mayBeID(members.ID) || !canBeKey(members.ID) || given.Version < 1 {
		return nil, fmt.Errorf("%q with version %d is no %s", members.ID, given.Version, r.EventNoun())
	}
	meta := r.def.Record(&input.Value)
	meta.ID, meta.Version = members.ID, given.Version
	meta.CreatedAt, meta.UpdatedAt = members.CreatedAt, members.UpdatedAt
	if !given.CreatedAt.IsZero() {
		meta.CreatedAt = given.CreatedAt
	}
	if !given.UpdatedAt.IsZero() {
		meta.UpdatedAt = given.UpdatedAt
	}
	if meta.UpdatedAt.Before(meta.CreatedAt) {
		meta.UpdatedAt = meta.CreatedAt
	}
	return &input, nil
}

// Apply is Replica.Apply.
func (r *Resource[T]) Apply(tx *sqldb.Tx, organization int64, given Answered, newer bool) error {
	input, err := r.decodeAnswered(given)
	if err != nil {
		return err
	}
	meta := r.def.Record(&input.Value)
	stored, err := r.storedWhole(&tx.ReadTx, organization, meta.ID)
	if err != nil || newer && stored != nil && r.def.Record(stored).Version >= given.Version {
		return err
	}
	if err := r.bindAnswered(tx, organization, &input.Value); err != nil {
		return err
	}
	if stored != nil {
		return r.replaceAnswered(tx, organization, stored, input)
	}
	other, err := r.getByReference(&tx.ReadTx, organization, meta.ExternalReferenceID)
	if err == nil {
		return &HeldError{r.def.Record(other).ID}
	}
	if apierr.KindOf(err) != apierr.NotFound {
		return err
	}
	return r.insertAnswered(tx, organization, &input.Value)
}

// storedWhole returns the record with an id, or nil.
func (r *Resource[T]) storedWhole(tx *sqldb.ReadTx, organization int64, id string) (*T, error) {
	record, err := r.find(tx, r.sql.getByID, organization, id)
	if apierr.KindOf(err) == apierr.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return record, r.readPartsOf(tx, organization, record)
}

// bindAnswered looks up what a record refers to. The ids of its children are those that
// were answered.
func (r *Resource[T]) bindAnswered(tx *sqldb.Tx, organization int64, record *T) error {
	if r.parts == nil {
		return nil
	}
	all := func(string) bool { return true }
	err := r.parts.bind(tx, organization, record, record, all, nil)
	if apierr.KindOf(err) == apierr.Invalid {
		return fmt.Errorf("%w: %w", ErrNoTarget, err)
	}
	return err
}

func (r *Resource[T]) insertAnswered(tx *sqldb.Tx, organization int64, record *T) error {
	r.derive(nil, record)
	meta := r.def.Record(record)
	inserted, err := tx.Insert(r.sql.insert, values(r.stored, record, organization)...)
	if err != nil || !inserted {
		return fmt.Errorf("insert %s %q: %w", r.def.Noun, meta.ID, orOutrun(err))
	}
	r.addToCounts(tx, organization, nil, record)
	if err := r.writeLists(tx, organization, nil, record, r.differentLists(new(T), record)); err != nil {
		return err
	}
	tx.Tell(r.event(organization, sqldb.Created, record, nil))
	return nil
}

// replaceAnswered changes a stored record to one that was answered. It writes nothing if
// both are the same.
func (r *Resource[T]) replaceAnswered(tx *sqldb.Tx, organization int64, stored *T, input *schema.Input[T]) error {
	after := *stored
	r.object.Apply(&after, input)
	r.derive(stored, &after)
	meta, given := r.def.Record(&after), r.def.Record(&input.Value)
	before := *meta
	if given.ExternalReferenceID != before.ExternalReferenceID {
		return fmt.Errorf("the %s %q has the external reference %q and was answered with %q",
			r.EventNoun(), meta.ID, before.ExternalReferenceID, given.ExternalReferenceID)
	}
	meta.Version, meta.UpdatedAt = given.Version, given.UpdatedAt
	if meta.UpdatedAt.Before(meta.CreatedAt) {
		meta.UpdatedAt = meta.CreatedAt
	}
	lists := r.differentLists(stored, &after)
	update, differ := r.updates.Between(stored, &after)
	if !differ && len(lists) == 0 && meta.Version == before.Version && meta.UpdatedAt.Equal(before.UpdatedAt) {
		return nil
	}
	changed, err := tx.Exec(update.SQL, values(update.Columns, &after, organization, meta.ID, before.Version)...)
	if err != nil || changed == 0 {
		return fmt.Errorf("update %s %q: %w", r.def.Noun, meta.ID, orOutrun(err))
	}
	r.addToCounts(tx, organization, stored, &after)
	if err := r.writeLists(tx, organization, stored, &after, lists); err != nil {
		return err
	}
	return r.tellUpdate(tx, organization, stored, &after, r.changedFields(stored, &after))
}

// orOutrun returns ErrOutrun if there is no other error: a row was not as it was read.
func orOutrun(err error) error {
	if err == nil {
		return sqldb.ErrOutrun
	}
	return err
}

// differentLists returns the lists of children that differ, also in ids.
func (r *Resource[T]) differentLists(before, after *T) (lists []*children[T]) {
	if r.parts == nil {
		return nil
	}
	for i := range r.parts.children {
		if !r.parts.children[i].Same(before, after) {
			lists = append(lists, &r.parts.children[i])
		}
	}
	return lists
}

// Remove is Replica.Remove.
func (r *Resource[T]) Remove(tx *sqldb.Tx, organization int64, id string) error {
	record, err := r.find(&tx.ReadTx, r.sql.getByID, organization, id)
	if apierr.KindOf(err) == apierr.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	deleted, err := r.deleteHeld(tx, organization, record)
	if err == nil && !deleted {
		err = sqldb.ErrOutrun
	}
	return err
}

// Referring is Replica.Referring.
func (r *Resource[T]) Referring(tx *sqldb.ReadTx, organization int64, plural, id string) (ids []string, err error) {
	if r.parts == nil {
		return nil, nil
	}
	var statements []string
	for _, link := range r.parts.links {
		if link.Target.Table == plural {
			statements = append(statements, "SELECT id FROM "+r.def.Plural+" WHERE organization_id = $1 AND "+link.Column+" = $2")
		}
	}
	for _, c := range r.parts.children {
		for _, link := range c.Links() {
			if link.Target.Table == plural {
				statements = append(statements, "SELECT DISTINCT "+c.owner+" FROM "+c.Table()+" WHERE organization_id = $1 AND "+link.Column+" = $2")
			}
		}
	}
	for _, statement := range statements {
		if err := tx.Rows(statement, []any{organization, id}, appendTo(&ids)); err != nil {
			return nil, fmt.Errorf("find the %s that refer to %q: %w", r.def.Plural, id, err)
		}
	}
	return ids, nil
}

// appendTo returns a function that appends the text of each row.
func appendTo(texts *[]string) func(scan func(...any) error) error {
	return func(scan func(...any) error) error {
		var text string
		if err := scan(&text); err != nil {
			return err
		}
		*texts = append(*texts, text)
		return nil
	}
}

// IDs is Replica.IDs.
func (r *Resource[T]) IDs(tx *sqldb.ReadTx, organization int64, after, last string) (ids []string, err error) {
	statement, args := "SELECT id"+r.sql.from+" AND id > $2", []any{organization, after}
	if last != "" {
		statement, args = statement+" AND id <= $3", append(args, last)
	}
	if err := tx.Rows(statement, args, appendTo(&ids)); err != nil {
		return nil, fmt.Errorf("read the ids of %s: %w", r.def.Plural, err)
	}
	return ids, nil
}

// After returns up to limit records after an id, in the order of the ids. If the resource
// HasParts, the statements of tx must see one snapshot.
func (r *Resource[T]) After(tx *sqldb.ReadTx, organization int64, id string, limit int) (records []T, err error) {
	if !canBeKey(id) {
		return nil, nil // no id has a NUL
	}
	statement := "SELECT " + r.sql.columns + r.sql.from + " AND id > $2 ORDER BY id LIMIT $3"
	if err := tx.Rows(statement, []any{organization, id, limit}, r.collect(&records)); err != nil {
		return nil, fmt.Errorf("read %s after %q: %w", r.def.Plural, id, err)
	}
	return records, r.readParts(tx, organization, records)
}

// Fingerprint is Replica.Fingerprint.
func (r *Resource[T]) Fingerprint(given Answered) (id string, fingerprint Fingerprint, err error) {
	input, err := r.decodeAnswered(given)
	if err != nil {
		return "", fingerprint, err
	}
	return r.def.Record(&input.Value).ID, r.printOf(&input.Value), nil
}

// printOf returns the fingerprint of a record. It replaces the names and ids of the records
// that the record refers to: the names are no part of the record, and not all ids are
// answered.
func (r *Resource[T]) printOf(record *T) Fingerprint {
	if r.parts != nil {
		for _, part := range r.parts.all {
			part.Shown(record, func(_ *schema.Target, ref *schema.Ref) { ref.ID, ref.Name = ref.ExternalReferenceID, nil })
		}
	}
	version := r.def.Record(record).Version
	text := binary.BigEndian.AppendUint64(nil, uint64(version))
	return Fingerprint{version, sha256.Sum256(r.AppendJSON(text, record))}
}

// Fingerprints is Replica.Fingerprints.
func (r *Resource[T]) Fingerprints(tx *sqldb.ReadTx, organization int64, after string, limit int, found func(string, Fingerprint)) error {
	records, err := r.After(tx, organization, after, limit)
	for i := range records {
		found(r.def.Record(&records[i]).ID, r.printOf(&records[i]))
	}
	return err
}
