package resource

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Create makes a record of what a client sent. It returns apierr.Exists when
// the organization has one under the same external reference.
func (r *Resource[T]) Create(tx *sqldb.Tx, organization int64, input *schema.Input[T]) (*T, error) {
	record := input.Value
	meta := r.def.Record(&record)
	meta.ID = tx.NewID(r.def.IDPrefix)
	meta.CreatedAt, meta.UpdatedAt = tx.Now(), tx.Now()
	meta.Version = firstVersion()
	made, err := tx.Insert(r.sql.insert, values(r.stored, &record, organization)...)
	if err != nil {
		return nil, fmt.Errorf("create %s %q: %w", r.def.Noun, meta.ExternalReferenceID, err)
	}
	if !made {
		return nil, apierr.DuplicateRecord(r.def.Noun, meta.ExternalReferenceID)
	}
	tx.Count(organization, r.def.Plural, 1)
	return &record, nil
}

// Get finds a record by its external reference, or else by its id. It returns
// apierr.NotFound when the organization has neither.
func (r *Resource[T]) Get(tx *sqldb.Tx, organization int64, key string) (*T, error) {
	record, err := r.getByReference(tx, organization, key)
	if apierr.KindOf(err) == apierr.NotFound && r.mayBeID(key) {
		return r.find(tx, r.sql.getByID, organization, key)
	}
	return record, err
}

func (r *Resource[T]) getByReference(tx *sqldb.Tx, organization int64, key string) (*T, error) {
	return r.find(tx, r.sql.getByReference, organization, key)
}

// find gives the record that a statement selects, or apierr.NotFound.
func (r *Resource[T]) find(tx *sqldb.Tx, statement string, organization int64, key string) (*T, error) {
	if !canBeKey(key) {
		return nil, apierr.MissingRecord(r.def.Noun, key)
	}
	record := new(T)
	err := tx.Row(statement, []any{organization, key}, r.dests(record)...)
	if errors.Is(err, sqldb.ErrNoRows) {
		return nil, apierr.MissingRecord(r.def.Noun, key)
	}
	if err != nil {
		return nil, fmt.Errorf("get %s %q: %w", r.def.Noun, key, err)
	}
	return record, nil
}

// Condition reports whether a record of a version is one that a client means to
// change. A nil one holds for all.
type Condition func(version int64) bool

// check returns apierr.Outdated when the condition does not hold.
func (r *Resource[T]) check(condition Condition, record *T) error {
	meta := r.def.Record(record)
	if condition == nil || condition(meta.Version) {
		return nil
	}
	return apierr.OtherVersion(r.def.Noun, meta.ExternalReferenceID)
}

// firstVersion is of chance: a record that is deleted and made again must not have
// the versions of the one before, which a client may still name. It has 48 bits,
// so that it can be counted on for long.
func firstVersion() int64 {
	var chance [8]byte
	_, _ = rand.Read(chance[2:]) // never fails
	return 1 + int64(binary.BigEndian.Uint64(chance[:]))
}

// getter is Get or getByReference.
type getter[T any] func(tx *sqldb.Tx, organization int64, key string) (*T, error)

// Update changes the fields that a client sent in the record under key, found
// as Get finds it. It returns apierr.NotFound when there is none, and
// apierr.Outdated when the condition does not hold for the version that would be
// changed.
func (r *Resource[T]) Update(tx *sqldb.Tx, organization int64, key string, condition Condition, input *schema.Input[T]) (*T, error) {
	return r.update(tx, organization, key, r.Get, condition, input)
}

func (r *Resource[T]) update(tx *sqldb.Tx, organization int64, key string, get getter[T], condition Condition, input *schema.Input[T]) (*T, error) {
	for {
		record, err := get(tx, organization, key)
		if err != nil {
			return nil, err
		}
		if err := r.check(condition, record); err != nil {
			return nil, err
		}
		changed, err := r.change(tx, organization, record, input)
		if err != nil {
			return nil, err
		}
		if changed {
			return record, nil
		}
		// Another transaction changed it in between.
	}
}

// change applies an input to a record and stores it, unless its version in the
// database is another by now: then it reports false.
func (r *Resource[T]) change(tx *sqldb.Tx, organization int64, record *T, input *schema.Input[T]) (bool, error) {
	before := *record
	r.object.Apply(record, input)
	meta := r.def.Record(record)
	read := meta.Version
	meta.Version++
	meta.UpdatedAt = tx.Now()
	if meta.UpdatedAt.Before(meta.CreatedAt) {
		meta.UpdatedAt = meta.CreatedAt // the clock was set back since
	}
	update := r.updates[r.differing(&before, record)]
	changed, err := tx.Exec(update.statement, values(update.columns, record, organization, meta.ID, read)...)
	if err != nil {
		return false, fmt.Errorf("update %s %q: %w", r.def.Noun, meta.ExternalReferenceID, err)
	}
	return changed > 0, nil
}

// differing is the number of the update that writes what differs.
func (r *Resource[T]) differing(before, after *T) (number int) {
	for i, c := range r.indexed {
		if c.Value(before) != c.Value(after) {
			number |= 1 << i
		}
	}
	return number
}

// Delete removes the record under key for good, found by its id, or else by
// its external reference. It returns apierr.NotFound when there is none, and
// apierr.Outdated when the condition does not hold for the version that would be
// removed.
func (r *Resource[T]) Delete(tx *sqldb.Tx, organization int64, key string, condition Condition) error {
	if !canBeKey(key) {
		return apierr.MissingRecord(r.def.Noun, key)
	}
	if condition != nil {
		return r.deleteIf(tx, organization, key, condition)
	}
	var id string
	err := sqldb.ErrNoRows
	if r.mayBeID(key) {
		err = tx.Row(r.sql.deleteByID, []any{organization, key}, &id)
	}
	if errors.Is(err, sqldb.ErrNoRows) {
		err = tx.Row(r.sql.deleteByRef, []any{organization, key}, &id)
	}
	return r.deleted(tx, organization, key, err)
}

// deleteIf looks before it deletes, and again when another transaction changed
// the record in between.
func (r *Resource[T]) deleteIf(tx *sqldb.Tx, organization int64, key string, condition Condition) error {
	for {
		record, err := r.findForDelete(tx, organization, key)
		if err != nil {
			return err
		}
		if err := r.check(condition, record); err != nil {
			return err
		}
		meta := r.def.Record(record)
		deleted, err := tx.Exec(r.sql.deleteVersion, organization, meta.ID, meta.Version)
		if err != nil || deleted > 0 {
			return r.deleted(tx, organization, key, err)
		}
	}
}

func (r *Resource[T]) findForDelete(tx *sqldb.Tx, organization int64, key string) (*T, error) {
	if r.mayBeID(key) {
		record, err := r.find(tx, r.sql.getByID, organization, key)
		if apierr.KindOf(err) != apierr.NotFound {
			return record, err
		}
	}
	return r.getByReference(tx, organization, key)
}

// deleteByReference removes a record as Delete does, by nothing but its
// external reference.
func (r *Resource[T]) deleteByReference(tx *sqldb.Tx, organization int64, key string) (id string, err error) {
	err = tx.Row(r.sql.deleteByRef, []any{organization, key}, &id)
	return id, r.deleted(tx, organization, key, err)
}

func (r *Resource[T]) deleted(tx *sqldb.Tx, organization int64, key string, err error) error {
	if errors.Is(err, sqldb.ErrNoRows) {
		return apierr.MissingRecord(r.def.Noun, key)
	}
	if err != nil {
		return fmt.Errorf("delete %s %q: %w", r.def.Noun, key, err)
	}
	tx.Count(organization, r.def.Plural, -1)
	return nil
}

// canBeKey reports whether a record can be under a key. None has a NUL, which
// PostgreSQL takes in no text, not even to compare.
func canBeKey(key string) bool { return strings.IndexByte(key, 0) < 0 }

// mayBeID spares the second look-up for a key that cannot be an id.
func (r *Resource[T]) mayBeID(key string) bool { return strings.HasPrefix(key, r.def.IDPrefix) }

// values puts what a record holds in some columns behind args.
func values[T any](columns []schema.Column[T], record *T, args ...any) []any {
	args = slices.Grow(args, len(columns))
	for _, c := range columns {
		args = append(args, c.Value(record))
	}
	return args
}

func (r *Resource[T]) dests(record *T) []any {
	dests := make([]any, 0, len(r.stored))
	for _, c := range r.stored {
		if c.Dest != nil {
			dests = append(dests, c.Dest(record))
		}
	}
	return dests
}
