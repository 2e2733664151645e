package resource

import (
	"cmp"
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
// the organization has one under the same external reference, and apierr.Invalid for
// what only the database or the whole record can tell; the places of broken rules
// begin at the record.
func (r *Resource[T]) Create(tx *sqldb.Tx, organization int64, input *schema.Input[T]) (*T, error) {
	return r.create(tx, organization, input, nil)
}

// create is Create with the records that the input refers to, or nil if they have
// yet to be looked up.
func (r *Resource[T]) create(tx *sqldb.Tx, organization int64, input *schema.Input[T], found known) (*T, error) {
	record := input.Value
	if err := r.settle(tx, organization, nil, &record, input, found); err != nil {
		return nil, err
	}
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
	r.count(tx, organization, nil, &record)
	return &record, r.follow(tx, organization, nil, &record, r.identify(tx, nil, &record))
}

// settle has what a client sent become a whole record: it looks up what the record
// refers to, and then has the rules and derived values of the whole record settled.
// Before is nil for a record that is created.
func (r *Resource[T]) settle(tx *sqldb.Tx, organization int64, before, after *T, input *schema.Input[T], found known) error {
	if r.parts != nil {
		sent := func(field string) bool { return r.object.Has(input, field) }
		if err := r.parts.bind(tx, organization, before, after, sent, found); err != nil {
			return err
		}
	}
	if r.def.Settle == nil {
		return nil
	}
	return apierr.InvalidInput(apierr.ListDetails(r.def.Settle(before, after)...))
}

func (r *Resource[T]) identify(tx *sqldb.Tx, before, after *T) []*children[T] {
	if r.parts == nil {
		return nil
	}
	return r.parts.identify(tx, before, after)
}

// follow does what follows a change of a record in the same transaction: it writes
// the children that have changed, and calls the hook. Before is nil for a record
// that was created.
func (r *Resource[T]) follow(tx *sqldb.Tx, organization int64, before, after *T, changed []*children[T]) error {
	id := r.def.Record(after).ID
	for _, list := range changed {
		write := list.replace
		if before == nil {
			write = list.write
		}
		if err := write(tx, organization, id, after); err != nil {
			return fmt.Errorf("write %s of %s %q: %w", list.Table(), r.def.Noun, id, err)
		}
	}
	return r.after(tx, organization, before, after)
}

// after calls the hook.
func (r *Resource[T]) after(tx *sqldb.Tx, organization int64, before, after *T) error {
	if r.def.After == nil {
		return nil
	}
	if err := r.def.After(tx, organization, before, after); err != nil {
		return fmt.Errorf("after a change of a %s: %w", r.def.Noun, err)
	}
	return nil
}

// Get finds a record by its external reference, or else by its id. It returns
// apierr.NotFound when the organization has neither.
//
// The transaction must be of one moment if the resource HasParts.
func (r *Resource[T]) Get(tx *sqldb.ReadTx, organization int64, key string) (*T, error) {
	record, err := r.get(tx, organization, key)
	if err != nil || r.parts == nil {
		return record, err
	}
	return record, r.completeOne(tx, organization, record)
}

// get finds the row of a record.
func (r *Resource[T]) get(tx *sqldb.ReadTx, organization int64, key string) (*T, error) {
	record, err := r.getByReference(tx, organization, key)
	if apierr.KindOf(err) == apierr.NotFound && r.mayBeID(key) {
		return r.find(tx, r.sql.getByID, organization, key)
	}
	return record, err
}

func (r *Resource[T]) getByReference(tx *sqldb.ReadTx, organization int64, key string) (*T, error) {
	return r.find(tx, r.sql.getByReference, organization, key)
}

// find gives the record that a statement selects, or apierr.NotFound.
func (r *Resource[T]) find(tx *sqldb.ReadTx, statement string, organization int64, key string) (*T, error) {
	return r.first(tx.Row, statement, organization, key)
}

// first is find by tx.Row or tx.Hold.
func (r *Resource[T]) first(by rowReader, statement string, organization int64, key string) (*T, error) {
	if !canBeKey(key) {
		return nil, apierr.MissingRecord(r.def.Noun, key)
	}
	record := new(T)
	err := by(statement, []any{organization, key}, r.dests(record)...)
	if errors.Is(err, sqldb.ErrNoRows) {
		return nil, apierr.MissingRecord(r.def.Noun, key)
	}
	if err != nil {
		return nil, fmt.Errorf("get %s %q: %w", r.def.Noun, key, err)
	}
	return record, nil
}

type rowReader func(statement string, args []any, dest ...any) error

// hold finds a record by its external reference, and keeps other transactions from
// changing it. Who is going to insert a record that is not there may rely on the
// insert to find it when it came meanwhile; others need holdForSure.
func (r *Resource[T]) hold(tx *sqldb.Tx, organization int64, reference string) (*T, error) {
	return r.first(tx.Hold, r.sql.getByReference, organization, reference)
}

// holdForSure is hold that returns apierr.NotFound only if there is no record:
// one that was replaced while its lock was waited for is not found, but there.
func (r *Resource[T]) holdForSure(tx *sqldb.Tx, organization int64, reference string) (*T, error) {
	record, err := r.hold(tx, organization, reference)
	if apierr.KindOf(err) != apierr.NotFound {
		return record, err
	}
	if _, now := r.getByReference(&tx.ReadTx, organization, reference); apierr.KindOf(now) != apierr.NotFound {
		return nil, cmp.Or(now, sqldb.ErrOutrun)
	}
	return nil, err
}

// holdUnder holds the record that a getter finds under a key. Locks are taken in
// the order of external references, so that of an id is looked up first.
func (r *Resource[T]) holdUnder(tx *sqldb.Tx, organization int64, key string, get getter[T]) (*T, error) {
	if !r.mayBeID(key) {
		return r.holdForSure(tx, organization, key)
	}
	found, err := get(&tx.ReadTx, organization, key)
	if err != nil {
		return nil, err
	}
	held, err := r.hold(tx, organization, r.def.Record(found).ExternalReferenceID)
	if apierr.KindOf(err) == apierr.NotFound || err == nil && r.def.Record(held).ID != r.def.Record(found).ID {
		return nil, sqldb.ErrOutrun
	}
	return held, err
}

// Condition reports whether a record of a version is one that a client means to
// change. A nil one holds for all.
type Condition func(version int64) bool

// check returns apierr.PreconditionFailed when the condition does not hold.
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

// getter finds a record by an external reference or an id, whichever it prefers.
type getter[T any] func(tx *sqldb.ReadTx, organization int64, key string) (*T, error)

// Update changes the fields that a client sent in the record under key, found
// as Get finds it. When nothing changes, the record keeps its version and
// nothing is written. It returns apierr.NotFound when there is no record, and
// apierr.PreconditionFailed when the condition does not hold for the version that
// would be changed.
func (r *Resource[T]) Update(tx *sqldb.Tx, organization int64, key string, condition Condition, input *schema.Input[T]) (*T, error) {
	return r.update(tx, organization, condition, input, nil, func() (*T, error) {
		return r.holdUnder(tx, organization, key, r.get)
	})
}

// update changes the record that hold gives. Of found holds what create says.
func (r *Resource[T]) update(tx *sqldb.Tx, organization int64, condition Condition, input *schema.Input[T], found known, hold func() (*T, error)) (*T, error) {
	for {
		record, err := hold()
		if err != nil {
			return nil, err
		}
		if err := r.check(condition, record); err != nil {
			return nil, err
		}
		if err := r.completeOne(&tx.ReadTx, organization, record); err != nil {
			return nil, err
		}
		changed, err := r.change(tx, organization, record, input, found)
		if err != nil {
			return nil, err
		}
		if changed {
			return record, nil
		}
		// A write that shares the transaction changed it in between.
	}
}

// change applies an input to a record and stores it, unless its version in the
// database is another by now: then it reports false. An input that changes nothing
// writes nothing, and the record keeps its version.
func (r *Resource[T]) change(tx *sqldb.Tx, organization int64, record *T, input *schema.Input[T], found known) (bool, error) {
	before := *record
	r.object.Apply(record, input)
	if err := r.settle(tx, organization, &before, record, input, found); err != nil {
		return false, err
	}
	lists := r.identify(tx, &before, record)
	update, differ := r.updates.between(&before, record)
	if !differ && len(lists) == 0 {
		return true, nil
	}
	meta := r.def.Record(record)
	read := meta.Version
	meta.Version++
	meta.UpdatedAt = tx.Now()
	if meta.UpdatedAt.Before(meta.CreatedAt) {
		meta.UpdatedAt = meta.CreatedAt // the clock was set back since
	}
	changed, err := tx.Exec(update.statement, values(update.columns, record, organization, meta.ID, read)...)
	if err != nil {
		return false, fmt.Errorf("update %s %q: %w", r.def.Noun, meta.ExternalReferenceID, err)
	}
	if changed == 0 {
		return false, nil
	}
	r.count(tx, organization, &before, record)
	return true, r.follow(tx, organization, &before, record, lists)
}

// Delete removes the record under key for good, found by its id, or else by
// its external reference. It returns apierr.NotFound when there is none, and
// apierr.PreconditionFailed when the condition does not hold for the version that would be
// removed, and apierr.Referenced when records of another resource refer to it.
func (r *Resource[T]) Delete(tx *sqldb.Tx, organization int64, key string, condition Condition) error {
	_, err := r.delete(tx, organization, condition, func() (*T, error) {
		return r.holdUnder(tx, organization, key, r.getForDelete)
	})
	return err
}

// delete removes the record that hold gives, and gives its id.
func (r *Resource[T]) delete(tx *sqldb.Tx, organization int64, condition Condition, hold func() (*T, error)) (id string, err error) {
	for {
		record, err := hold()
		if err != nil {
			return "", err
		}
		if err := r.check(condition, record); err != nil {
			return "", err
		}
		deleted, err := r.deleteHeld(tx, organization, record)
		if err != nil {
			return "", err
		}
		if deleted {
			return r.def.Record(record).ID, nil
		}
		// A write that shares the transaction changed it in between.
	}
}

// deleteHeld removes a record with its children, unless its version in the database
// is another by now: then it reports false. It returns apierr.Referenced when
// records of another resource refer to the record.
func (r *Resource[T]) deleteHeld(tx *sqldb.Tx, organization int64, record *T) (bool, error) {
	if r.def.After != nil {
		if err := r.completeOne(&tx.ReadTx, organization, record); err != nil {
			return false, err
		}
	}
	meta := r.def.Record(record)
	deleted, err := tx.Exec(r.guarded.delete, organization, meta.ID, meta.Version)
	if err != nil {
		return false, fmt.Errorf("delete %s %q: %w", r.def.Noun, meta.ExternalReferenceID, err)
	}
	if deleted == 0 {
		return false, r.guarded.refusal(&tx.ReadTx, organization, r.def.Noun, meta.ID)
	}
	r.count(tx, organization, record, nil)
	if err := r.deleteChildren(tx, organization, meta.ID); err != nil {
		return false, err
	}
	return true, r.after(tx, organization, record, nil)
}

func (r *Resource[T]) deleteChildren(tx *sqldb.Tx, organization int64, id string) error {
	if r.parts == nil {
		return nil
	}
	for _, list := range r.parts.children {
		if _, err := tx.Exec(list.delete, organization, id); err != nil {
			return fmt.Errorf("delete %s of %s %q: %w", list.Table(), r.def.Noun, id, err)
		}
	}
	return nil
}

// getForDelete finds a record by its id, or else by its external reference.
func (r *Resource[T]) getForDelete(tx *sqldb.ReadTx, organization int64, key string) (*T, error) {
	record, err := r.find(tx, r.sql.getByID, organization, key)
	if apierr.KindOf(err) == apierr.NotFound {
		return r.getByReference(tx, organization, key)
	}
	return record, err
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
