// Package schema is what a field is: how it is read from JSON, checked,
// written and described, each error in the contract's words.
//
// A resource lists its fields once, in the order of the contract. That order
// is the order of errors, of members in an answer, of columns and of the
// properties in the OpenAPI document. The list holds typed accessors, so a
// field that does not exist does not compile, and nothing reflects while the
// server serves.
//
// Input is judged as FastAPI with Pydantic 2 judges it, lenience included.
package schema
