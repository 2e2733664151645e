package openapi

import (
	"slices"

	"github.com/go-json-experiment/json"
)

// This file moves the failures that several operations describe alike to the components.
// Otherwise they are a third of the document.

// shareFailures replaces the failures that are the same in several operations by references, and
// returns them as components. A component has the name of its first operation and its status,
// such as createCustomer.413.
func (p *paths) shareFailures() (components object) {
	uses := map[string]int{}
	p.eachFailure(func(_, text string, _ *any) { uses[text]++ })
	names := map[string]string{}
	p.eachFailure(func(name, text string, response *any) {
		if uses[text] == 1 {
			return
		}
		if names[text] == "" {
			names[text] = name
			components = append(components, member{name, *response})
		}
		*response = component("responses/" + names[text])
	})
	return components
}

// eachFailure calls do for each failure that is not a reference: with a name, its text as JSON,
// and its place in the operation.
func (p *paths) eachFailure(do func(name, text string, response *any)) {
	for _, path := range p.order {
		for _, item := range p.items[path] {
			operation := item.value.(object)
			responses := operation.member("responses").value.(object)
			for i := range responses {
				status, response := responses[i].name, responses[i].value.(object)
				if status < "400" || response.has("$ref") {
					continue
				}
				text, err := json.Marshal(response, json.Deterministic(true))
				if err != nil {
					panic(err) // as render
				}
				do(operation.member("operationId").value.(string)+"."+status, string(text), &responses[i].value)
			}
		}
	}
}

// member returns the member with a name. It panics if there is none.
func (o object) member(name string) *member {
	return &o[slices.IndexFunc(o, func(m member) bool { return m.name == name })]
}
