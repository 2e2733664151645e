// Package schema defines fields: how they are read from JSON, checked, stored,
// written and described. Errors have the contract's words.
//
// A resource lists its fields once, in the order of the contract. That is the order
// of errors, of members in an answer, of columns and of the properties in the
// OpenAPI document. The list holds typed accessors, so a field that does not exist
// does not compile, and nothing reflects while the server serves.
//
// A kind, such as Text, is a type that implements Field. The kinds share their
// options: options.go has what every field has, member.go the value in a record,
// scalar.go the column and its filters. A kind adds how its value is read and
// written.
//
// Input is judged as FastAPI with Pydantic 2 judges it, lenience included. The place
// of an error is relative to the value that is judged; each caller adds where the
// value stands.
package schema
