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
	err := tx.Each(len(series), func(tx *sqldb.Tx, s int) (err error) {
		repeats := len(series[s]) > 1
		for _, i := range series[s] {
			if outcomes[i], err = r.outcome(tx, organization, &items[i], repeats); err != nil {
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
func (r *Resource[T]) outcome(tx *sqldb.Tx, organization int64, item *schema.Item[T], repeats bool) (Outcome, error) {
	outcome := Outcome{Key: item.Key, Operation: item.Operation}
	var err error
	outcome.ID, err = r.do(tx, organization, item, repeats)
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

func (r *Resource[T]) do(tx *sqldb.Tx, organization int64, item *schema.Item[T], repeats bool) (id string, err error) {
	if item.Operation == schema.OperationDelete {
		return r.delete(tx, organization, nil, func() (*T, error) { return r.holdForSure(tx, organization, item.Key) })
	}
	if item.Payload == nil {
		return "", apierr.InvalidInput(apierr.ListDetails(apierr.Detail{Loc: []any{r.payload()}, Msg: "Field required"}))
	}
	if err := r.claim(item); err != nil {
		return "", err
	}
	record, err := r.write(tx, organization, item, repeats)
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

func (r *Resource[T]) write(tx *sqldb.Tx, organization int64, item *schema.Item[T], repeats bool) (*T, error) {
	switch {
	case item.Operation == schema.OperationUpdate:
		return r.update(tx, organization, nil, item.Payload, func() (*T, error) { return r.holdForSure(tx, organization, item.Key) })
	case item.Operation == schema.OperationUpsert:
		record, err := r.update(tx, organization, nil, item.Payload, func() (*T, error) { return r.hold(tx, organization, item.Key) })
		if apierr.KindOf(err) != apierr.NotFound {
			return record, err
		}
		return r.createMissing(tx, organization, item)
	case repeats:
		return r.createHeld(tx, organization, item)
	default:
		return r.createComplete(tx, organization, item)
	}
}

// createHeld is a create whose key later items repeat. They lock the record, so
// that has to be done in its turn, also when there is one already.
func (r *Resource[T]) createHeld(tx *sqldb.Tx, organization int64, item *schema.Item[T]) (*T, error) {
	_, err := r.hold(tx, organization, item.Key)
	switch {
	case err == nil:
		return r.createComplete(tx, organization, item)
	case apierr.KindOf(err) != apierr.NotFound:
		return nil, err
	default:
		return r.createMissing(tx, organization, item)
	}
}

// createMissing creates a record that has just been looked for and not found.
func (r *Resource[T]) createMissing(tx *sqldb.Tx, organization int64, item *schema.Item[T]) (*T, error) {
	record, err := r.createComplete(tx, organization, item)
	if apierr.KindOf(err) == apierr.Exists {
		return nil, sqldb.ErrOutrun
	}
	return record, err
}

func (r *Resource[T]) createComplete(tx *sqldb.Tx, organization int64, item *schema.Item[T]) (*T, error) {
	if err := apierr.InvalidInput(r.object.Missing(item.Payload)); err != nil {
		return nil, err
	}
	return r.Create(tx, organization, item.Payload)
}
