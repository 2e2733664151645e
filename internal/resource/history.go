package resource

import (
	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file restores earlier versions of records. Package event reads the versions.

// Named returns the external reference of the record under key, which is found as by Get,
// and the record without children and references. If there is no record, it returns the
// key and nil: a record that was deleted is known by its external reference.
func (r *Resource[T]) Named(tx *sqldb.ReadTx, organization int64, key string) (reference string, record *T, err error) {
	record, err = r.GetRow(tx, organization, key)
	if apierr.KindOf(err) == apierr.NotFound && canBeKey(key) {
		return key, nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	return r.def.Record(record).ExternalReferenceID, record, nil
}

// Erase deletes the record under an external reference, as Delete does.
func (r *Resource[T]) Erase(tx *sqldb.Tx, organization int64, reference string) error {
	_, err := r.delete(tx, organization, nil, func() (*T, error) { return r.holdCertain(tx, organization, reference) })
	return err
}

// Restore sets the fields of the record under key to their values in data, which is the
// record as it was answered. It is an update in every respect, and returns the held change and
// the errors of Update and of Decode. Children that the record still has keep their ids; the
// others get new ids.
func (r *Resource[T]) Restore(tx *sqldb.Tx, organization int64, key string, condition Condition, data []byte) (*T, string, error) {
	return r.restore(tx, organization, condition, data, func() (*T, error) { return r.holdByKey(tx, organization, key, r.GetRow) })
}

// restore is Restore of the record that hold returns. Fields that data does not have stay.
func (r *Resource[T]) restore(tx *sqldb.Tx, organization int64, condition Condition, data []byte, hold func() (*T, error)) (*T, string, error) {
	decoded, err := r.Decode(schema.Body{Bytes: data, JSON: true}, schema.Rules{Purpose: schema.Update})
	if err != nil {
		return nil, "", err
	}
	input := new(schema.Input[T])
	return r.update(tx, organization, condition, input, nil, func() (*T, error) {
		held, err := hold()
		if err != nil {
			return nil, err
		}
		*input = decoded
		return held, r.dropIDsNotOf(tx, organization, held, &input.Value)
	})
}
