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
	for done := 0; done < len(items); {
		apart, into := items[done:done+distinct(items[done:])], outcomes[done:]
		err := tx.Each(len(apart), func(tx *sqldb.Tx, i int) (err error) {
			into[i], err = r.outcome(tx, organization, &apart[i])
			return err
		})
		if err != nil {
			return nil, err
		}
		done += len(apart)
	}
	return outcomes, nil
}

// distinct is how many of the first items have keys that differ.
func distinct[T any](items []schema.Item[T]) int {
	seen := make(map[string]bool, len(items))
	for i, item := range items {
		if seen[item.Key] {
			return i
		}
		seen[item.Key] = true
	}
	return len(items)
}

// outcome does an item, and returns an error when that failed in a way that is not
// the item's own.
func (r *Resource[T]) outcome(tx *sqldb.Tx, organization int64, item *schema.Item[T]) (Outcome, error) {
	outcome := Outcome{Key: item.Key, Operation: item.Operation}
	var err error
	outcome.ID, err = r.do(tx, organization, item)
	switch apierr.KindOf(err) {
	case apierr.Invalid, apierr.NotFound, apierr.Exists, apierr.Referenced:
		outcome.Failure = err
		return outcome, nil
	}
	if err != nil {
		return outcome, fmt.Errorf("batch item %q: %w", item.Key, err)
	}
	return outcome, nil
}

// BatchOrNothing does the items as Batch does. When one fails it returns
// apierr.Undone, and nothing of the batch may be kept; the outcomes then say of
// each item why it failed, or that it would not have.
func (r *Resource[T]) BatchOrNothing(tx *sqldb.Tx, organization int64, items []schema.Item[T]) ([]Outcome, error) {
	outcomes, err := r.Batch(tx, organization, items)
	if err != nil || !slices.ContainsFunc(outcomes, func(o Outcome) bool { return o.Failure != nil }) {
		return outcomes, err
	}
	undone := apierr.New(apierr.Undone)
	for i := range outcomes {
		if outcomes[i].Failure == nil {
			outcomes[i].ID, outcomes[i].Failure = "", undone
		}
	}
	return outcomes, undone
}

func (r *Resource[T]) do(tx *sqldb.Tx, organization int64, item *schema.Item[T]) (id string, err error) {
	if item.Operation == schema.OperationDelete {
		return r.deleteByReference(tx, organization, item.Key)
	}
	if item.Payload == nil {
		return "", apierr.InvalidInput(apierr.ListDetails(apierr.Detail{Loc: []any{r.payload()}, Msg: "Field required"}))
	}
	if err := r.claim(item); err != nil {
		return "", err
	}
	record, err := r.write(tx, organization, item)
	if err != nil {
		return "", err
	}
	return r.def.Record(record).ID, nil
}

// claim gives the payload the item's external reference, which it may repeat
// but not contradict.
func (r *Resource[T]) claim(item *schema.Item[T]) error {
	meta := r.def.Record(&item.Payload.Value)
	if r.object.Has(item.Payload, schema.Reference) && meta.ExternalReferenceID != item.Key {
		return apierr.InvalidInput(apierr.ListDetails(apierr.Detail{
			Msg: schema.Reference + " differs from " + r.payload() + "." + schema.Reference}))
	}
	meta.ExternalReferenceID = item.Key
	r.object.Mark(item.Payload, schema.Reference)
	return nil
}

func (r *Resource[T]) write(tx *sqldb.Tx, organization int64, item *schema.Item[T]) (*T, error) {
	if item.Operation != schema.OperationCreate {
		record, err := r.update(tx, organization, item.Key, r.getByReference, nil, item.Payload)
		if item.Operation == schema.OperationUpdate || apierr.KindOf(err) != apierr.NotFound {
			return record, err
		}
	}
	if err := apierr.InvalidInput(r.object.Missing(item.Payload, r.payload())); err != nil {
		return nil, err
	}
	return r.Create(tx, organization, item.Payload)
}
