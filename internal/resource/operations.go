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

// Create inserts a record with the values of input. It returns apierr.Exists when the
// organization has a record under the same external reference. It returns
// apierr.Invalid for a reference that does not exist and for the rules of Settle; the
// places in these details begin at the record.
func (r *Resource[T]) Create(tx *sqldb.Tx, organization int64, input *schema.Input[T]) (*T, error) {
	return r.create(tx, organization, input, nil)
}

// create is Create. Found has the records that the input refers to, or is nil if
// create has to look them up.
func (r *Resource[T]) create(tx *sqldb.Tx, organization int64, input *schema.Input[T], found foundRefs) (*T, error) {
	record := input.Value
	if err := r.settle(tx, organization, nil, &record, input, found); err != nil {
		return nil, err
	}
	meta := r.def.Record(&record)
	meta.ID = tx.NewID(r.def.IDPrefix)
	meta.CreatedAt, meta.UpdatedAt = tx.Now(), tx.Now()
	meta.Version = firstVersion()
	inserted, err := r.insert(tx, organization, &record)
	if err != nil {
		return nil, fmt.Errorf("create %s %q: %w", r.def.Noun, meta.ExternalReferenceID, err)
	}
	if !inserted {
		return nil, apierr.DuplicateRecord(r.def.Noun, meta.ExternalReferenceID)
	}
	if r.endsWithInsert() {
		return &record, nil
	}
	if err := r.writeLists(tx, organization, nil, &record, r.changedLists(tx, nil, &record)); err != nil {
		return nil, err
	}
	tx.Tell(r.event(organization, sqldb.Created, &record, nil))
	return &record, nil
}

// endsWithInsert reports whether a create does nothing after it has inserted the row.
func (r *Resource[T]) endsWithInsert() bool {
	return r.parts == nil && r.def.After == nil && len(r.counted) == 0 && r.weeks == nil
}

// insert inserts a record, and adds it to the counts. It reports false if there is a
// record under the same external reference.
func (r *Resource[T]) insert(tx *sqldb.Tx, organization int64, record *T) (bool, error) {
	row := values(r.stored, record, organization)
	if r.endsWithInsert() {
		return tx.InsertLast(r.sql.insert, r.def.Plural, r.event(organization, sqldb.Created, record, nil), row...)
	}
	inserted, err := tx.Insert(r.sql.insert, row...)
	if inserted {
		r.addToCounts(tx, organization, nil, record)
	}
	return inserted, err
}

// settle completes the record that a write leaves: it binds the references and the ids
// of children, and calls the hooks Settle and Derive. Before is nil for a record that is created.
func (r *Resource[T]) settle(tx *sqldb.Tx, organization int64, before, after *T, input *schema.Input[T], found foundRefs) error {
	if r.parts != nil {
		sent := func(field string) bool { return r.object.Has(input, field) }
		if err := r.parts.bind(tx, organization, before, after, sent, found); err != nil {
			return err
		}
	}
	if r.def.Settle != nil {
		broken, err := r.def.Settle(tx, before, after)
		if err != nil {
			return fmt.Errorf("settle %s %q: %w", r.def.Noun, r.def.Record(after).ExternalReferenceID, err)
		}
		if err := apierr.InvalidInput(apierr.ListDetails(broken...)); err != nil {
			return err
		}
	}
	r.derive(before, after)
	return nil
}

// derive calls the hook Derive, if there is one.
func (r *Resource[T]) derive(before, after *T) {
	if r.def.Derive != nil {
		r.def.Derive(before, after)
	}
}

// changedLists gives new children their ids, and returns the lists of children that
// differ from before.
func (r *Resource[T]) changedLists(tx *sqldb.Tx, before, after *T) []*children[T] {
	if r.parts == nil {
		return nil
	}
	return r.parts.changedLists(tx, before, after)
}

// writeLists writes the lists of children that have changed, and then calls the hook
// After. Before is nil for a record that was created.
func (r *Resource[T]) writeLists(tx *sqldb.Tx, organization int64, before, after *T, changed []*children[T]) error {
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
	return r.callAfter(tx, organization, before, after)
}

// callAfter calls the hook After, if there is one.
func (r *Resource[T]) callAfter(tx *sqldb.Tx, organization int64, before, after *T) error {
	if r.def.After == nil {
		return nil
	}
	if err := r.def.After(tx, organization, before, after); err != nil {
		return fmt.Errorf("after a change of a %s: %w", r.def.Noun, err)
	}
	return nil
}

// GetRow returns the record under key, which is its external reference or else its id, with
// its hidden fields, and without children and the names of other records. It returns
// apierr.NotFound when there is none.
func (r *Resource[T]) GetRow(tx *sqldb.ReadTx, organization int64, key string) (*T, error) {
	record, err := r.getByReference(tx, organization, key)
	if apierr.KindOf(err) == apierr.NotFound && r.mayBeID(key) {
		return r.find(tx, r.sql.getByID, organization, key)
	}
	return record, err
}

func (r *Resource[T]) getByReference(tx *sqldb.ReadTx, organization int64, key string) (*T, error) {
	return r.find(tx, r.sql.getByReference, organization, key)
}

// find returns the record that a statement selects, or apierr.NotFound.
func (r *Resource[T]) find(tx *sqldb.ReadTx, statement string, organization int64, key string) (*T, error) {
	return r.readRow(tx.Row, statement, organization, key)
}

// rowReader is tx.Row, or tx.Hold, which also locks the row.
type rowReader func(statement string, args []any, dest ...any) error

// readRow returns the record that a statement selects, or apierr.NotFound.
func (r *Resource[T]) readRow(read rowReader, statement string, organization int64, key string) (*T, error) {
	if !canBeKey(key) {
		return nil, apierr.MissingRecord(r.def.Noun, key)
	}
	record := new(T)
	err := read(statement, []any{organization, key}, dests(r.stored, record)...)
	if errors.Is(err, sqldb.ErrNoRows) {
		return nil, apierr.MissingRecord(r.def.Noun, key)
	}
	if err != nil {
		return nil, fmt.Errorf("get %s %q: %w", r.def.Noun, key, err)
	}
	return record, nil
}

// hold locks the record under an external reference and returns it. It may return
// apierr.NotFound for a record that another transaction replaced while hold waited for
// the lock. A caller that inserts a missing record may use it, because the insert then
// fails. Other callers need holdCertain.
func (r *Resource[T]) hold(tx *sqldb.Tx, organization int64, reference string) (*T, error) {
	return r.readRow(tx.Hold, r.sql.getByReference, organization, reference)
}

// holdCertain is hold that returns apierr.NotFound only if there is no record, and
// sqldb.ErrOutrun for a record that was replaced meanwhile.
func (r *Resource[T]) holdCertain(tx *sqldb.Tx, organization int64, reference string) (*T, error) {
	record, err := r.hold(tx, organization, reference)
	if apierr.KindOf(err) != apierr.NotFound {
		return record, err
	}
	if _, errNow := r.getByReference(&tx.ReadTx, organization, reference); apierr.KindOf(errNow) != apierr.NotFound {
		return nil, cmp.Or(errNow, sqldb.ErrOutrun)
	}
	return nil, err
}

// holdByKey locks the record that get finds under a key. Transactions take locks in the
// order of external references, so the reference of an id is looked up first.
func (r *Resource[T]) holdByKey(tx *sqldb.Tx, organization int64, key string, get getter[T]) (*T, error) {
	if !r.mayBeID(key) {
		return r.holdCertain(tx, organization, key)
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

// Condition reports whether a client allows a write to change a record of a version.
// The nil Condition allows every version.
type Condition func(version int64) bool

// check returns apierr.PreconditionFailed when the condition does not hold.
func (r *Resource[T]) check(condition Condition, record *T) error {
	meta := r.def.Record(record)
	if condition == nil || condition(meta.Version) {
		return nil
	}
	return apierr.OtherVersion(r.def.Noun, meta.ExternalReferenceID)
}

// firstVersion returns a random version. A client may still name the version of a
// deleted record, and a record that is created again under the same reference must not
// have it. The version has 48 bits, which leaves room for 2^63 - 2^48 updates.
func firstVersion() int64 {
	var random [8]byte
	_, _ = rand.Read(random[2:]) // never fails
	return 1 + int64(binary.BigEndian.Uint64(random[:]))
}

// getter finds a record by its external reference or its id: get prefers the
// reference, getForDelete the id.
type getter[T any] func(tx *sqldb.ReadTx, organization int64, key string) (*T, error)

// Update sets the fields of input in the record under key, which is found as by Get.
// An update that changes nothing writes nothing, and the record keeps its version. An update
// that is held returns the record as it is, and the id of the held change. Update
// returns apierr.NotFound when there is no record, apierr.PreconditionFailed when the
// condition does not allow the record's version, and apierr.Invalid as Create does.
func (r *Resource[T]) Update(tx *sqldb.Tx, organization int64, key string, condition Condition, input *schema.Input[T]) (record *T, held string, err error) {
	return r.update(tx, organization, condition, input, nil, func() (*T, error) {
		return r.holdByKey(tx, organization, key, r.GetRow)
	})
}

// update changes the record that hold returns. It tries again when another write of
// the same transaction has changed the record since hold. Found is as for create.
func (r *Resource[T]) update(tx *sqldb.Tx, organization int64, condition Condition, input *schema.Input[T], found foundRefs, hold func() (*T, error)) (*T, string, error) {
	record, done, err := r.updateAndTell(tx, organization, condition, input, found, hold)
	return record, done.held, err
}

// outcome is what an update has done.
type outcome struct {
	fields []string // the names of the fields that have changed
	held   string   // the id of the held change, instead of a change
}

// updateAndTell is update that also returns what it has done.
func (r *Resource[T]) updateAndTell(tx *sqldb.Tx, organization int64, condition Condition, input *schema.Input[T], found foundRefs,
	hold func() (*T, error),
) (*T, outcome, error) {
	for {
		record, err := hold()
		if err != nil {
			return nil, outcome{}, err
		}
		if err := r.check(condition, record); err != nil {
			return nil, outcome{}, err
		}
		if err := r.readPartsOf(&tx.ReadTx, organization, record); err != nil {
			return nil, outcome{}, err
		}
		change, done, err := r.change(tx, organization, record, input, found)
		if err != nil {
			return nil, outcome{}, err
		}
		if done {
			return record, change, nil
		}
	}
}

// change applies an input to a record and stores the record. It reports false, and
// stores nothing, if the version in the database has changed since record was read. An
// input that changes nothing writes nothing, and the record keeps its version. If the change
// is held, the record is as it was.
func (r *Resource[T]) change(tx *sqldb.Tx, organization int64, record *T, input *schema.Input[T], found foundRefs) (change outcome, done bool, err error) {
	before := *record
	r.object.Apply(record, input)
	if err := r.settle(tx, organization, &before, record, input, found); err != nil {
		return change, false, err
	}
	lists := r.changedLists(tx, &before, record)
	update, differ := r.updates.Between(&before, record)
	if !differ && len(lists) == 0 {
		return change, true, nil
	}
	change.fields = r.changedFields(&before, record)
	if change.held, err = r.keep(tx, organization, &before, record, change.fields); err != nil || change.held != "" {
		*record, change.fields = before, nil
		return change, true, err
	}
	meta := r.def.Record(record)
	oldVersion := meta.Version
	meta.Version++
	meta.UpdatedAt = tx.Now()
	if meta.UpdatedAt.Before(meta.CreatedAt) {
		meta.UpdatedAt = meta.CreatedAt // the clock was set back since
	}
	changed, err := tx.Exec(update.SQL, values(update.Columns, record, organization, meta.ID, oldVersion)...)
	if err != nil {
		return change, false, fmt.Errorf("update %s %q: %w", r.def.Noun, meta.ExternalReferenceID, err)
	}
	if changed == 0 {
		return change, false, nil
	}
	r.addToCounts(tx, organization, &before, record)
	if err := r.writeLists(tx, organization, &before, record, lists); err != nil {
		return change, false, err
	}
	return change, true, r.tellUpdate(tx, organization, &before, record, change.fields)
}

// Delete deletes the record under key, which is its id or else its external reference.
// It returns apierr.NotFound when there is no record, apierr.PreconditionFailed when
// the condition does not allow the record's version, and apierr.Referenced when records
// of another resource refer to it.
func (r *Resource[T]) Delete(tx *sqldb.Tx, organization int64, key string, condition Condition) error {
	_, err := r.delete(tx, organization, condition, func() (*T, error) {
		return r.holdByKey(tx, organization, key, r.getForDelete)
	})
	return err
}

// delete deletes the record that hold returns, and returns its id. It tries again when
// another write of the same transaction has changed the record since hold.
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
	}
}

// deleteHeld deletes a record with its children and its metadata. It reports false, and
// deletes nothing, if the version in the database has changed since record was read. It
// returns apierr.Referenced when records of another resource refer to the record.
func (r *Resource[T]) deleteHeld(tx *sqldb.Tx, organization int64, record *T) (bool, error) {
	if err := r.readPartsOf(&tx.ReadTx, organization, record); err != nil {
		return false, err
	}
	meta := r.def.Record(record)
	rows, err := tx.Exec(r.guarded.delete, organization, meta.ID, meta.Version)
	if err != nil {
		return false, fmt.Errorf("delete %s %q: %w", r.def.Noun, meta.ExternalReferenceID, err)
	}
	if rows == 0 {
		return false, r.guarded.whyKept(&tx.ReadTx, organization, r.def.Noun, meta.ID)
	}
	r.addToCounts(tx, organization, record, nil)
	if err := r.deleteChildren(tx, organization, meta.ID); err != nil {
		return false, err
	}
	if err := r.callAfter(tx, organization, record, nil); err != nil {
		return false, err
	}
	tx.Tell(r.deletion(organization, record))
	return true, nil
}

// deleteChildren deletes what belongs to a deleted record: its metadata and its children.
func (r *Resource[T]) deleteChildren(tx *sqldb.Tx, organization int64, id string) error {
	if err := r.deleteMetadata(tx, organization, id); err != nil {
		return fmt.Errorf("delete the metadata of %s %q: %w", r.def.Noun, id, err)
	}
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

// canBeKey reports whether a key can be the key of a record. A text with NUL cannot:
// PostgreSQL refuses it even in a comparison.
func canBeKey(key string) bool { return strings.IndexByte(key, 0) < 0 }

// mayBeID reports whether a key has the prefix of ids. Other keys need no look-up by id.
func (r *Resource[T]) mayBeID(key string) bool { return strings.HasPrefix(key, r.def.IDPrefix) }

// values appends the values of a record's columns to args.
func values[T any](columns []schema.Column[T], record *T, args ...any) []any {
	args = slices.Grow(args, len(columns))
	for _, c := range columns {
		args = append(args, c.Value(record))
	}
	return args
}

// dests returns where the columns of a row are scanned to.
func dests[T any](columns []schema.Column[T], record *T) []any {
	dests := make([]any, 0, len(columns))
	for _, c := range columns {
		if c.Dest != nil {
			dests = append(dests, c.Dest(record))
		}
	}
	return dests
}
