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
	Payload   *Input[T] // nil when none was sent; read for the purpose Payload
}

// DecodeBatch reads the body of a batch whose items have their payload under a
// name, such as "customer". The error is an apierr.Error that lists every
// broken rule of all items.
func (o *Object[T]) DecodeBatch(body Body, payload string, strict bool) ([]Item[T], error) {
	object, err := body.object()
	if err != nil {
		return nil, err
	}
	values, unknown := pick(object, strict, "items")
	items, broken := o.decodeItems(values[0], payload, strict)
	broken = append(allIn(broken, "items"), unknown...)
	return items, apierr.InvalidInput(allIn(broken, "body"))
}

func (o *Object[T]) decodeItems(list value, payload string, strict bool) (items []Item[T], broken []apierr.Detail) {
	if list == nil {
		return nil, one(missing())
	}
	if !list.isList() {
		return nil, one(notAList())
	}
	each := elements(list)
	if len(each) > BatchLimit {
		return nil, one(tooManyItems(BatchLimit, len(each)))
	}
	for i, v := range each {
		item, wrong := o.decodeItem(v, payload, strict)
		items = append(items, item)
		broken = append(broken, allIn(wrong, i)...)
	}
	return items, broken
}

func (o *Object[T]) decodeItem(v value, payload string, strict bool) (item Item[T], broken []apierr.Detail) {
	if !v.isObject() {
		return item, one(notAnObject())
	}
	values, unknown := pick(v, strict, "operation", Reference, payload)
	item.Operation, broken = readOperation(values[0])
	broken = allIn(broken, "operation")

	key, wrong := readKey(values[1])
	item.Key = key
	broken = append(broken, allIn(wrong, Reference)...)

	item.Payload, wrong = o.decodePayload(values[2], strict)
	broken = append(broken, allIn(wrong, payload)...)
	return item, append(broken, unknown...)
}

func readOperation(v value) (string, []apierr.Detail) {
	if v == nil {
		return "", one(missing())
	}
	if v.isText() {
		if text, _ := v.text(); slices.Contains(Operations(), text) {
			return text, nil
		}
	}
	return "", one(notOneOf(Operations()))
}

func readKey(v value) (string, []apierr.Detail) {
	if v == nil {
		return "", one(missing())
	}
	return checkText(v, 1, 255)
}

func (o *Object[T]) decodePayload(v value, strict bool) (*Input[T], []apierr.Detail) {
	if v == nil || v.isNull() {
		return nil, nil
	}
	if !v.isObject() {
		return nil, one(notAnObject())
	}
	input, broken := o.decode(v, Rules{Purpose: Payload, Strict: strict})
	return &input, broken
}

// pick gives the values of the named members of an object, nil for one that is
// not there, and with strict what is to be said of all others.
func pick(object value, strict bool, names ...string) ([]value, []apierr.Detail) {
	values := make([]value, len(names))
	var unknown []string
	members(object, func(name []byte, v value) {
		if i := slices.Index(names, string(name)); i >= 0 {
			values[i] = v
		} else if strict {
			unknown = append(unknown, string(name))
		}
	})
	return values, forbid(unknown)
}
