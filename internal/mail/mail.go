// Package mail sends e-mails about the records of an organization.
//
// Its jobs, in files of the same names:
//
//   - template.go, shape.go, shipped.go: a template, which fields it may use, and what it makes
//     of a record
//   - record.go: the values of a record that templates read, and to whom its mails go
//   - address.go: e-mail addresses
//   - input.go, store.go: what clients send, and the operations on templates and recipients
package mail
