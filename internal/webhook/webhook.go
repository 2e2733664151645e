// Package webhook sends the events of an organization to endpoints that it has named.
//
// Its jobs, in files of the same names:
//
//   - endpoint.go, input.go: an endpoint, and what a client sends to make or change it
//   - store.go: the operations on endpoints, in SQL
//   - key.go: the secret key of the servers, from which the secrets of endpoints are derived
//   - networks.go, dial.go: which addresses a request may reach
//   - send.go: a signed request, and what became of it
//   - deliver.go, lane.go, lease.go: which endpoints are due, and the delivery to each of them
//   - stats.go: how far the endpoints are behind
//
// An endpoint is a reader of the feed with a cursor. Its events are sent one after another, in
// the order of their numbers:
//
//	scan ──▶ lease ──▶ page of the feed ──▶ request, request, … ──▶ cursor ──▶ release
//	due endpoints      events after the cursor     │
//	                                               └─▶ down, refused: retry at a later time
//
// A lease keeps other instances away. The cursor is saved after a second or 100 requests, so
// after a crash some requests are sent again, with the same webhook-id.
package webhook
