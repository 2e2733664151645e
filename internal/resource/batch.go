package resource

import (
	"fmt"
	"slices"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Outcome is the result of one item of a batch.
type Outcome struct {
	Key       string // the external reference that the item named
	Operation string
	ID        string // the id of the record, if the item succeeded
	Failure   error  // an apierr.Error, if it failed or is held
	Held      string // the id of the held change, if the item is held
}

// DecodeBatch reads the body of a batch. The error is an apierr.Error.
func (r *Resource[T]) DecodeBatch(body schema.Body, strict bool) ([]schema.Item[T], error) {
	return r.object.DecodeBatch(body, r.payload(), strict)
}

// payload returns the name of an item's payload, such as "customer".
func (r *Resource[T]) payload() string { return strings.ToLower(r.def.Noun) }

// Batch performs the items. Items with the same key are performed in their order, all
// others concurrently. An item that fails leaves the others as they are: an operation
// that fails has changed nothing, so there is nothing to roll back. An error is a
// failure of the whole batch, after which the caller must roll back the transaction.
func (r *Resource[T]) Batch(tx *sqldb.Tx, organization int64, items []schema.Item[T]) ([]Outcome, error) {
	outcomes := make([]Outcome, len(items))
	groups := groupByKey(items)
	found, err := r.lookUpAll(&tx.ReadTx, organization, items)
	if err != nil {
		return nil, err
	}
	err = tx.Each(len(groups), func(tx *sqldb.Tx, g int) (err error) {
		repeats := len(groups[g]) > 1
		for _, i := range groups[g] {
			if outcomes[i], err = r.perform(tx, organization, &items[i], repeats, found); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return outcomes, nil
}

// lookUpAll looks up the records that the items refer to, by one statement for each
// target. They belong to other resources, so no item of the batch changes them.
func (r *Resource[T]) lookUpAll(tx *sqldb.ReadTx, organization int64, items []schema.Item[T]) (foundRefs, error) {
	if r.parts == nil {
		return nil, nil
	}
	var records []*T
	for i := range items {
		if items[i].Payload != nil && items[i].Operation != schema.OperationDelete {
			records = append(records, &items[i].Payload.Value)
		}
	}
	return r.parts.lookUp(tx, organization, records...)
}

// groupByKey returns the indexes of the items of each key, the keys in the order in
// which they first occur.
func groupByKey[T any](items []schema.Item[T]) (groups [][]int) {
	groupOf := make(map[string]int, len(items))
	for i, item := range items {
		g, ok := groupOf[item.Key]
		if !ok {
			g = len(groups)
			groupOf[item.Key] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	return groups
}

// perform performs an item. Repeats tells whether another item has the same key. A
// failure of the item is part of the outcome; an error fails the whole batch.
func (r *Resource[T]) perform(tx *sqldb.Tx, organization int64, item *schema.Item[T], repeats bool, found foundRefs) (Outcome, error) {
	outcome := Outcome{Key: item.Key, Operation: item.Operation}
	var err error
	outcome.ID, outcome.Held, err = r.writeOrDelete(tx, organization, item, repeats, found)
	if outcome.Held != "" {
		outcome.ID, outcome.Failure = "", r.heldItem()
		return outcome, nil
	}
	if err != nil && apierr.KindOf(err).FailsItem() {
		outcome.Failure = err
		return outcome, nil
	}
	if err != nil {
		return outcome, fmt.Errorf("batch item %q: %w", item.Key, err)
	}
	return outcome, nil
}

// BatchOrNothing performs the items as Batch does. If an item fails, it returns
// apierr.NotApplied, and the caller must roll back the transaction. The outcomes then
// have the failure of each item that failed, and NotApplied for the others.
func (r *Resource[T]) BatchOrNothing(tx *sqldb.Tx, organization int64, items []schema.Item[T]) ([]Outcome, error) {
	outcomes, err := r.Batch(tx, organization, items)
	if err != nil || !slices.ContainsFunc(outcomes, func(o Outcome) bool { return o.Failure != nil }) {
		return outcomes, err
	}
	notApplied := apierr.New(apierr.NotApplied)
	for i := range outcomes {
		if outcomes[i].Held != "" {
			outcomes[i].Held, outcomes[i].Failure = "", r.notWithOthers()
		}
		if outcomes[i].Failure == nil {
			outcomes[i].ID, outcomes[i].Failure = "", notApplied
		}
	}
	return outcomes, notApplied
}

// writeOrDelete performs an item, and returns the id of its record, and of the change if it is
// held.
func (r *Resource[T]) writeOrDelete(tx *sqldb.Tx, organization int64, item *schema.Item[T], repeats bool, found foundRefs) (id, held string, err error) {
	if item.Operation == schema.OperationDelete {
		id, err = r.delete(tx, organization, nil, func() (*T, error) { return r.holdCertain(tx, organization, item.Key) })
		return id, "", err
	}
	if item.Payload == nil {
		return "", "", apierr.InvalidInput(apierr.ListDetails(apierr.Detail{Loc: []any{r.payload()}, Msg: "Field required"}))
	}
	if err := r.setReference(item); err != nil {
		return "", "", err
	}
	record, held, err := r.write(tx, organization, item, repeats, found)
	if err != nil {
		return "", "", apierr.Within(err, r.payload())
	}
	return r.def.Record(record).ID, held, nil
}

// setReference sets the external reference of the payload to the key of the item. A
// payload with another reference is an error.
func (r *Resource[T]) setReference(item *schema.Item[T]) error {
	meta := r.def.Record(&item.Payload.Value)
	if r.object.Has(item.Payload, schema.ExternalReferenceID) && meta.ExternalReferenceID != item.Key {
		return apierr.InvalidInput(apierr.ListDetails(apierr.Detail{
			Msg: schema.ExternalReferenceID + " differs from " + r.payload() + "." + schema.ExternalReferenceID}))
	}
	meta.ExternalReferenceID = item.Key
	r.object.Mark(item.Payload, schema.ExternalReferenceID)
	return nil
}

// write creates or updates the record of an item. An upsert updates the record if
// there is one, and otherwise creates it. Held is the id of the change if it is held.
func (r *Resource[T]) write(tx *sqldb.Tx, organization int64, item *schema.Item[T], repeats bool, found foundRefs) (record *T, held string, err error) {
	switch {
	case item.Operation == schema.OperationUpdate:
		return r.updateItem(tx, organization, item, found, r.holdCertain)
	case item.Operation == schema.OperationUpsert:
		record, held, err = r.updateItem(tx, organization, item, found, r.hold)
		if apierr.KindOf(err) != apierr.NotFound {
			return record, held, err
		}
		record, err = r.createMissing(tx, organization, item, found)
	case repeats:
		record, err = r.createRepeated(tx, organization, item, found)
	default:
		record, err = r.createItem(tx, organization, item, found)
	}
	return record, "", err
}

// updateItem updates the record that hold locks under an item's key.
func (r *Resource[T]) updateItem(tx *sqldb.Tx, organization int64, item *schema.Item[T], found foundRefs,
	hold func(tx *sqldb.Tx, organization int64, reference string) (*T, error),
) (*T, string, error) {
	return r.update(tx, organization, nil, item.Payload, found, func() (*T, error) { return hold(tx, organization, item.Key) })
}

// createRepeated is createItem for a key that other items repeat. They lock the record.
// All locks of a transaction must be taken in the same phase, so the create locks the
// record first, if there is one.
func (r *Resource[T]) createRepeated(tx *sqldb.Tx, organization int64, item *schema.Item[T], found foundRefs) (*T, error) {
	_, err := r.hold(tx, organization, item.Key)
	switch {
	case err == nil:
		return r.createItem(tx, organization, item, found)
	case apierr.KindOf(err) != apierr.NotFound:
		return nil, err
	default:
		return r.createMissing(tx, organization, item, found)
	}
}

// createMissing is createItem for a key that hold did not find. If the record exists by
// now, another transaction was faster, and the error is sqldb.ErrOutrun.
func (r *Resource[T]) createMissing(tx *sqldb.Tx, organization int64, item *schema.Item[T], found foundRefs) (*T, error) {
	record, err := r.createItem(tx, organization, item, found)
	if apierr.KindOf(err) == apierr.Exists {
		return nil, sqldb.ErrOutrun
	}
	return record, err
}

// createItem creates the record of an item, which must have all required fields.
func (r *Resource[T]) createItem(tx *sqldb.Tx, organization int64, item *schema.Item[T], found foundRefs) (*T, error) {
	if err := apierr.InvalidInput(r.object.Missing(item.Payload)); err != nil {
		return nil, err
	}
	return r.create(tx, organization, item.Payload, found)
}
