package resource

import (
	"fmt"
	"slices"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Outcome is what became of one item of a batch.
type Outcome struct {
	Key       string // the external reference that the item named
	Operation string
	ID        string // of the record, when the item was done
	Failure   error  // an apierr.Error, when it was not
}

// DecodeBatch reads the body of a batch. The error is an apierr.Error.
func (r *Resource[T]) DecodeBatch(body schema.Body, strict bool) ([]schema.Item[T], error) {
	return r.object.DecodeBatch(body, r.payload(), strict)
}

// payload is the name of an item's payload, such as "customer".
func (r *Resource[T]) payload() string { return strings.ToLower(r.def.Noun) }

// Batch does the items, those with the same key in their order, each for itself:
// one that fails undoes nothing of the others, and as no operation fails once it
// has changed something, there is nothing of its own to undo. The error is for
// failures that are no item's own, and then nothing of the batch may be kept.
func (r *Resource[T]) Batch(tx *sqldb.Tx, organization int64, items []schema.Item[T]) ([]Outcome, error) {
	outcomes := make([]Outcome, len(items))
	series := byKey(items)
	found, err := r.lookUpAll(&tx.ReadTx, organization, items)
	if err != nil {
		return nil, err
	}
	err = tx.Each(len(series), func(tx *sqldb.Tx, s int) (err error) {
		repeats := len(series[s]) > 1
		for _, i := range series[s] {
			if outcomes[i], err = r.outcome(tx, organization, &items[i], repeats, found); err != nil {
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

// lookUpAll looks up what all items refer to, by a statement for each target. What
// an item refers to is of another resource, so no item of the batch changes it.
func (r *Resource[T]) lookUpAll(tx *sqldb.ReadTx, organization int64, items []schema.Item[T]) (known, error) {
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

// byKey gives the numbers of the items with each key.
func byKey[T any](items []schema.Item[T]) (series [][]int) {
	places := make(map[string]int, len(items))
	for i, item := range items {
		place, known := places[item.Key]
		if !known {
			place = len(series)
			places[item.Key] = place
			series = append(series, nil)
		}
		series[place] = append(series[place], i)
	}
	return series
}

// outcome does an item, whose key other items may repeat, and returns an error when
// that failed in a way that is not the item's own.
func (r *Resource[T]) outcome(tx *sqldb.Tx, organization int64, item *schema.Item[T], repeats bool, found known) (Outcome, error) {
	outcome := Outcome{Key: item.Key, Operation: item.Operation}
	var err error
	outcome.ID, err = r.do(tx, organization, item, repeats, found)
	if err != nil && apierr.KindOf(err).FailsItem() {
		outcome.Failure = err
		return outcome, nil
	}
	if err != nil {
		return outcome, fmt.Errorf("batch item %q: %w", item.Key, err)
	}
	return outcome, nil
}

// BatchOrNothing does the items as Batch does. When one fails it returns
// apierr.NotApplied, and nothing of the batch may be kept; the outcomes then say of
// each item why it failed, or that it would not have.
func (r *Resource[T]) BatchOrNothing(tx *sqldb.Tx, organization int64, items []schema.Item[T]) ([]Outcome, error) {
	outcomes, err := r.Batch(tx, organization, items)
	if err != nil || !slices.ContainsFunc(outcomes, func(o Outcome) bool { return o.Failure != nil }) {
		return outcomes, err
	}
	undone := apierr.New(apierr.NotApplied)
	for i := range outcomes {
		if outcomes[i].Failure == nil {
			outcomes[i].ID, outcomes[i].Failure = "", undone
		}
	}
	return outcomes, undone
}

func (r *Resource[T]) do(tx *sqldb.Tx, organization int64, item *schema.Item[T], repeats bool, found known) (id string, err error) {
	if item.Operation == schema.OperationDelete {
		return r.delete(tx, organization, nil, func() (*T, error) { return r.holdForSure(tx, organization, item.Key) })
	}
	if item.Payload == nil {
		return "", apierr.InvalidInput(apierr.ListDetails(apierr.Detail{Loc: []any{r.payload()}, Msg: "Field required"}))
	}
	if err := r.claim(item); err != nil {
		return "", err
	}
	record, err := r.write(tx, organization, item, repeats, found)
	if err != nil {
		return "", apierr.Within(err, r.payload())
	}
	return r.def.Record(record).ID, nil
}

// claim gives the payload the item's external reference, which it may repeat
// but not contradict.
func (r *Resource[T]) claim(item *schema.Item[T]) error {
	meta := r.def.Record(&item.Payload.Value)
	if r.object.Has(item.Payload, schema.ExternalReferenceID) && meta.ExternalReferenceID != item.Key {
		return apierr.InvalidInput(apierr.ListDetails(apierr.Detail{
			Msg: schema.ExternalReferenceID + " differs from " + r.payload() + "." + schema.ExternalReferenceID}))
	}
	meta.ExternalReferenceID = item.Key
	r.object.Mark(item.Payload, schema.ExternalReferenceID)
	return nil
}

func (r *Resource[T]) write(tx *sqldb.Tx, organization int64, item *schema.Item[T], repeats bool, found known) (*T, error) {
	switch {
	case item.Operation == schema.OperationUpdate:
		return r.updateItem(tx, organization, item, found, r.holdForSure)
	case item.Operation == schema.OperationUpsert:
		record, err := r.updateItem(tx, organization, item, found, r.hold)
		if apierr.KindOf(err) != apierr.NotFound {
			return record, err
		}
		return r.createMissing(tx, organization, item, found)
	case repeats:
		return r.createHeld(tx, organization, item, found)
	default:
		return r.createComplete(tx, organization, item, found)
	}
}

// updateItem changes the record that hold finds under an item's key.
func (r *Resource[T]) updateItem(tx *sqldb.Tx, organization int64, item *schema.Item[T], found known,
	hold func(tx *sqldb.Tx, organization int64, reference string) (*T, error),
) (*T, error) {
	return r.update(tx, organization, nil, item.Payload, found, func() (*T, error) { return hold(tx, organization, item.Key) })
}

// createHeld is a create whose key later items repeat. They lock the record, so
// that has to be done in its turn, also when there is one already.
func (r *Resource[T]) createHeld(tx *sqldb.Tx, organization int64, item *schema.Item[T], found known) (*T, error) {
	_, err := r.hold(tx, organization, item.Key)
	switch {
	case err == nil:
		return r.createComplete(tx, organization, item, found)
	case apierr.KindOf(err) != apierr.NotFound:
		return nil, err
	default:
		return r.createMissing(tx, organization, item, found)
	}
}

// createMissing creates a record that has just been looked for and not found.
func (r *Resource[T]) createMissing(tx *sqldb.Tx, organization int64, item *schema.Item[T], found known) (*T, error) {
	record, err := r.createComplete(tx, organization, item, found)
	if apierr.KindOf(err) == apierr.Exists {
		return nil, sqldb.ErrOutrun
	}
	return record, err
}

func (r *Resource[T]) createComplete(tx *sqldb.Tx, organization int64, item *schema.Item[T], found known) (*T, error) {
	if err := apierr.InvalidInput(r.object.Missing(item.Payload)); err != nil {
		return nil, err
	}
	return r.create(tx, organization, item.Payload, found)
}
