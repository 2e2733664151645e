package schema

import (
	"slices"

	"waybill/internal/apierr"
)

// The operations of a batch, in the contract's order.
const (
	OperationCreate = "create"
	OperationUpdate = "update"
	OperationUpsert = "upsert"
	OperationDelete = "delete"
)

// Operations lists the operations of a batch.
func Operations() []string {
	return []string{OperationCreate, OperationUpdate, OperationUpsert, OperationDelete}
}

// BatchLimit is how many items a batch may have.
const BatchLimit = 100

// Item is one operation of a batch.
type Item[T any] struct {
	Operation string
	Key       string    // the external reference
	Payload   *Input[T] // read for the purpose Payload; nil when it was left out
}

// DecodeBatch reads the body of a batch. Payload is the name of the payload in an item,
// such as "customer". The error is an apierr.Error with the broken rules of all items,
// whose places begin at the body.
func (o *Object[T]) DecodeBatch(body Body, payload string, strict bool) ([]Item[T], error) {
	object, err := body.object()
	if err != nil {
		return nil, err
	}
	values, unknown := pick(object, strict, "items")
	items, broken := o.decodeItems(values[0], payload, strict)
	broken = broken.In("items")
	broken.Join(unknown)
	return items, apierr.InvalidInput(broken)
}

func (o *Object[T]) decodeItems(list value, payload string, strict bool) (items []Item[T], broken apierr.Details) {
	if list == nil {
		return nil, *invalid(missing())
	}
	if !list.isList() {
		return nil, *invalid(notAList())
	}
	each, count := elements(list, BatchLimit)
	if count > BatchLimit {
		return nil, *invalid(tooManyItems(BatchLimit, count))
	}
	items = make([]Item[T], count)
	for i, v := range each {
		var wrong apierr.Details
		items[i], wrong = o.decodeItem(v, payload, strict)
		broken.Join(wrong.In(i))
	}
	return items, broken
}

func (o *Object[T]) decodeItem(v value, payload string, strict bool) (item Item[T], broken apierr.Details) {
	if !v.isObject() {
		return item, *invalid(notAnObject())
	}
	values, unknown := pick(v, strict, "operation", ExternalReferenceID, payload)
	operation, wrong := readOperation(values[0])
	if wrong != nil {
		broken.Join(wrong.In("operation"))
	}
	key, wrong := readKey(values[1])
	if wrong != nil {
		broken.Join(wrong.In(ExternalReferenceID))
	}
	input, payloadBroken := o.decodePayload(values[2], strict)
	broken.Join(payloadBroken.In(payload))
	broken.Join(unknown)
	return Item[T]{Operation: operation, Key: key, Payload: input}, broken
}

func readOperation(v value) (string, *apierr.Details) {
	if v == nil {
		return "", invalid(missing())
	}
	return readOneOf(v, Operations(), func(text string) bool { return slices.Contains(Operations(), text) })
}

// keyLimits are the rules of an external reference.
var keyLimits = textLimits{least: 1, most: 255}

func readKey(v value) (string, *apierr.Details) {
	if v == nil {
		return "", invalid(missing())
	}
	return keyLimits.read(v)
}

func (o *Object[T]) decodePayload(v value, strict bool) (*Input[T], apierr.Details) {
	if v == nil || v.isNull() {
		return nil, apierr.Details{}
	}
	if !v.isObject() {
		return nil, *invalid(notAnObject())
	}
	input := new(Input[T])
	broken := o.decode(v, Rules{Purpose: Payload, Strict: strict}, input)
	return input, broken
}

// pick returns the values of the named members of an object, nil for a missing member,
// and the errors of all other members if strict.
func pick(object value, strict bool, names ...string) ([]value, apierr.Details) {
	values := make([]value, len(names))
	unknown := unknownMembers{strict: strict}
	members(object, func(name []byte, v value) {
		if i := slices.Index(names, string(name)); i >= 0 {
			values[i] = v
		} else {
			unknown.add(name)
		}
	})
	return values, unknown.broken
}
