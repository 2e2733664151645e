package resource

import (
	"fmt"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file writes the rows of imports. A row is like an item of a batch, but it may be a
// record as another database has answered it, and its outcome says what has changed.

// The results of a row.
const (
	RowCreated = sqldb.Created
	RowUpdated = sqldb.Updated
	RowSame    = "same"
	RowHeld    = "held"
)

// RowOutcome is the outcome of a row of an import.
type RowOutcome struct {
	Result  string   // empty if the row failed
	Held    string   // the id of the held change
	Changed []string // the fields that an update has changed
	Failure error    // an apierr.Error, if the row failed
}

// DecodeRow reads a row of an import for a schema.OperationCreate, OperationUpdate or
// OperationUpsert. It may have the members that are only answered, which are ignored; other
// unknown members are errors. The error is an apierr.Error. The reference is that of the
// record, as far as it is known.
func (r *Resource[T]) DecodeRow(row []byte, operation string) (input schema.Input[T], reference string, err error) {
	rules := schema.Rules{Purpose: schema.Payload, Strict: true, FromAnswer: true}
	if operation == schema.OperationCreate {
		rules.Purpose = schema.Create
	}
	input, err = r.object.Decode(schema.Body{Bytes: row, JSON: true}, rules)
	reference = r.def.Record(&input.Value).ExternalReferenceID
	if err == nil && !r.object.Has(&input, schema.ExternalReferenceID) {
		err = apierr.InvalidInput(apierr.ListDetails(
			apierr.Detail{Type: "missing", Loc: []any{schema.ExternalReferenceID}, Msg: "Field required"}))
	}
	return input, reference, err
}

// Import writes rows, each as by an operation. No two rows may have the same reference. A
// row that fails leaves the others as they are, and has changed nothing. An error is a
// failure of all rows, after which the caller must roll back the transaction.
func (r *Resource[T]) Import(tx *sqldb.Tx, organization int64, operation string, rows []*schema.Input[T]) ([]RowOutcome, error) {
	outcomes := make([]RowOutcome, len(rows))
	var found foundRefs
	if r.parts != nil {
		records := make([]*T, len(rows))
		for i, row := range rows {
			records[i] = &row.Value
		}
		var err error
		if found, err = r.parts.lookUp(&tx.ReadTx, organization, records...); err != nil {
			return nil, err
		}
	}
	err := tx.Each(len(rows), func(tx *sqldb.Tx, i int) (err error) {
		outcomes[i], err = r.importRow(tx, organization, operation, rows[i], found)
		return err
	})
	if err != nil {
		return nil, err
	}
	return outcomes, nil
}

// importRow writes a row. A failure of the row is part of the outcome; an error fails all
// rows.
func (r *Resource[T]) importRow(tx *sqldb.Tx, organization int64, operation string, row *schema.Input[T], found foundRefs) (RowOutcome, error) {
	outcome, err := r.writeRow(tx, organization, operation, row, found)
	if err != nil && apierr.KindOf(err).FailsItem() {
		return RowOutcome{Failure: err}, nil
	}
	if err != nil {
		return RowOutcome{}, fmt.Errorf("row %q: %w", r.def.Record(&row.Value).ExternalReferenceID, err)
	}
	return outcome, nil
}

func (r *Resource[T]) writeRow(tx *sqldb.Tx, organization int64, operation string, row *schema.Input[T], found foundRefs) (RowOutcome, error) {
	if operation == schema.OperationCreate {
		return r.createRow(tx, organization, row, found)
	}
	hold := r.hold
	if operation == schema.OperationUpdate {
		hold = r.holdCertain
	}
	outcome, err := r.updateRow(tx, organization, row, found, hold)
	if operation == schema.OperationUpdate || apierr.KindOf(err) != apierr.NotFound {
		return outcome, err
	}
	outcome, err = r.createRow(tx, organization, row, found)
	if apierr.KindOf(err) == apierr.Exists {
		return RowOutcome{}, sqldb.ErrOutrun
	}
	return outcome, err
}

// createRow creates the record of a row, whose children get new ids.
func (r *Resource[T]) createRow(tx *sqldb.Tx, organization int64, row *schema.Input[T], found foundRefs) (RowOutcome, error) {
	if err := apierr.InvalidInput(r.object.Missing(row)); err != nil {
		return RowOutcome{}, err
	}
	input := *row
	r.dropIDs(new(T), &input.Value)
	_, err := r.create(tx, organization, &input, found)
	return RowOutcome{Result: RowCreated}, err
}

// updateRow updates the record that hold locks. A child whose id the record does not have
// gets a new one.
func (r *Resource[T]) updateRow(tx *sqldb.Tx, organization int64, row *schema.Input[T], found foundRefs,
	hold func(tx *sqldb.Tx, organization int64, reference string) (*T, error),
) (RowOutcome, error) {
	input, version := new(schema.Input[T]), int64(0)
	record, change, err := r.updateAndTell(tx, organization, nil, input, found, func() (*T, error) {
		held, err := hold(tx, organization, r.def.Record(&row.Value).ExternalReferenceID)
		if err != nil {
			return nil, err
		}
		*input, version = *row, r.def.Record(held).Version
		return held, r.dropIDsNotOf(tx, organization, held, &input.Value)
	})
	switch {
	case err != nil:
		return RowOutcome{}, err
	case change.held != "":
		return RowOutcome{Result: RowHeld, Held: change.held}, nil
	case r.def.Record(record).Version == version:
		return RowOutcome{Result: RowSame}, nil
	}
	return RowOutcome{Result: RowUpdated, Changed: change.fields}, nil
}

// keepsIDs reports whether clients may send ids of children.
func (r *Resource[T]) keepsIDs() bool {
	if r.parts == nil {
		return false
	}
	for _, list := range r.parts.children {
		if list.KeepsIDs() {
			return true
		}
	}
	return false
}

// dropIDsNotOf is dropIDs for the record in the database, whose children are not read yet.
func (r *Resource[T]) dropIDsNotOf(tx *sqldb.Tx, organization int64, stored, of *T) error {
	if !r.keepsIDs() {
		return nil
	}
	whole := *stored
	if err := r.readPartsOf(&tx.ReadTx, organization, &whole); err != nil {
		return err
	}
	r.dropIDs(&whole, of)
	return nil
}

// dropIDs removes the ids of the children of a record that the stored record does not have.
func (r *Resource[T]) dropIDs(stored, of *T) {
	if !r.keepsIDs() {
		return
	}
	for _, list := range r.parts.children {
		list.Detach(of)
		list.DropUnknownIDs(stored, of)
	}
}
