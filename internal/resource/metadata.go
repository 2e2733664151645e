package resource

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file has the metadata of records: texts under names of the client's own. They are
// rows of one table for all resources. No foreign key leads from them to their record: a
// change of metadata locks the record, and the deletion of a record deletes its metadata,
// which triggers do for servers that know nothing of metadata.

// Metadata are the texts of a record by their names.
type Metadata map[string]string

// AppendJSON appends the metadata as the JSON object of an answer.
func (m Metadata) AppendJSON(dst []byte) []byte {
	return schema.AppendMetadata(dst, m, slices.Sorted(maps.Keys(m)))
}

// Version returns a number that differs between different metadata, as far as a hash does.
func (m Metadata) Version() int64 {
	hash := sha256.Sum256(m.AppendJSON(nil))
	return int64(binary.BigEndian.Uint64(hash[:]) >> 1)
}

const (
	metadataOf     = "organization_id = $1 AND resource = $2 AND record_id = $3"
	readMetadata   = "SELECT name, text FROM metadata WHERE " + metadataOf
	deleteMetadata = "DELETE FROM metadata WHERE " + metadataOf
)

var insertMetadata = sqldb.NewRows("metadata", []string{"organization_id", "resource", "record_id", "name", "text"})

// Metadata returns the metadata of the record under key, which is found as by Get. It
// returns apierr.NotFound when there is no record. The statements of tx must see one
// snapshot.
func (r *Resource[T]) Metadata(tx *sqldb.ReadTx, organization int64, key string) (Metadata, error) {
	record, err := r.GetRow(tx, organization, key)
	if err != nil {
		return nil, err
	}
	return r.metadataOf(tx, organization, record)
}

func (r *Resource[T]) metadataOf(tx *sqldb.ReadTx, organization int64, record *T) (Metadata, error) {
	found := Metadata{}
	meta := r.def.Record(record)
	err := tx.Rows(readMetadata, []any{organization, r.def.Plural, meta.ID}, func(scan func(...any) error) error {
		var name, text string
		if err := scan(&name, &text); err != nil {
			return err
		}
		found[name] = text
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the metadata of %s %q: %w", r.def.Noun, meta.ExternalReferenceID, err)
	}
	return found, nil
}

// MetadataChange is a change of metadata. It sets the texts of names, and removes the
// names whose text is nil. If Whole, it also removes all names that it does not have.
type MetadataChange struct {
	Texts map[string]*string
	Whole bool
}

// of returns the metadata that the change makes of some metadata.
func (c MetadataChange) of(before Metadata) Metadata {
	after := Metadata{}
	if !c.Whole {
		maps.Copy(after, before)
	}
	for name, text := range c.Texts {
		if text == nil {
			delete(after, name)
		} else {
			after[name] = *text
		}
	}
	return after
}

// ChangeMetadata changes the metadata of the record under key, which is found as by Get,
// and returns all of it. It returns apierr.NotFound when there is no record,
// apierr.PreconditionFailed when the condition does not allow the version of the metadata,
// and apierr.Invalid for too many names. The record itself does not change.
func (r *Resource[T]) ChangeMetadata(tx *sqldb.Tx, organization int64, key string, condition Condition, change MetadataChange) (Metadata, error) {
	record, err := r.holdByKey(tx, organization, key, r.GetRow)
	if err != nil {
		return nil, err
	}
	before, err := r.metadataOf(&tx.ReadTx, organization, record)
	if err != nil {
		return nil, err
	}
	meta := r.def.Record(record)
	if condition != nil && !condition(before.Version()) {
		return nil, apierr.OtherVersion(r.def.Noun, meta.ExternalReferenceID)
	}
	after := change.of(before)
	broken := schema.CheckMetadataNames(len(after))
	if err := apierr.InvalidInput(broken.In(schema.MetadataMember)); err != nil {
		return nil, err
	}
	if maps.Equal(before, after) {
		return after, nil
	}
	if err := r.replaceMetadata(tx, organization, meta.ID, after); err != nil {
		return nil, fmt.Errorf("write the metadata of %s %q: %w", r.def.Noun, meta.ExternalReferenceID, err)
	}
	return after, nil
}

// replaceMetadata replaces the metadata of a record that is locked.
func (r *Resource[T]) replaceMetadata(tx *sqldb.Tx, organization int64, id string, metadata Metadata) error {
	if err := r.deleteMetadata(tx, organization, id); err != nil {
		return err
	}
	var values []any
	for _, name := range slices.Sorted(maps.Keys(metadata)) {
		values = append(values, organization, r.def.Plural, id, name, metadata[name])
	}
	return tx.InsertRows(insertMetadata, values)
}

func (r *Resource[T]) deleteMetadata(tx *sqldb.Tx, organization int64, id string) error {
	_, err := tx.Exec(deleteMetadata, organization, r.def.Plural, id)
	return err
}

// metadataRows returns the FROM clause of the rows of metadata with a name and a text,
// which are the arguments $name and $text.
func (r *Resource[T]) metadataRows(name, text int) string {
	return fmt.Sprintf(" FROM metadata m WHERE m.organization_id = $1 AND m.resource = %s AND m.name = $%d AND m.text = $%d", literal(r.def.Plural), name, text)
}

// metadataCount returns the statement that counts the records with a text. Every row of
// metadata has a record, so the statement does not read the records.
func (r *Resource[T]) metadataCount(name, text int) string {
	return "SELECT count(*)" + r.metadataRows(name, text)
}

// metadataSource returns the FROM clause of the records with a text, which begins at the
// rows of metadata and ends with a condition.
func (r *Resource[T]) metadataSource(name, text int) string {
	return "(SELECT m.record_id" + r.metadataRows(name, text) + ") AS marked CROSS JOIN " + r.def.Plural + " WHERE organization_id = $1 AND id = record_id"
}

// metadataCondition returns the condition that a record has a text. It is not EXISTS, which
// PostgreSQL makes a join: a scan that is joined loses the order of the list.
func (r *Resource[T]) metadataCondition(name, text int) string {
	return "(SELECT TRUE" + r.metadataRows(name, text) + " AND m.record_id = id)"
}
