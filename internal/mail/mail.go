// Package mail sends e-mails about the records of an organization.
//
// Its jobs, in files of the same names:
//
//   - template.go, shape.go, shipped.go: a template, which fields it may use, and what it makes
//     of a record
//   - record.go: the values of a record that templates read, and to whom its mails go
//   - address.go: e-mail addresses
//   - input.go, store.go: what clients send, and the operations on templates and recipients
//   - events.go: the events of templates, rules and recipients
//   - rule.go, make.go: rules, and the mails that they make of events
//   - contact.go: the mails to contacts that were changed
//   - email.go, suppression.go: the mails, and the addresses that get none
//   - deliver.go, smtp.go, message.go, server.go: the sending
//   - keep.go: what is counted, removed and erased
//
// A mail is sent at most once, unless a client asks for more:
//
//	queued ── lease ──▶ connection, envelope ──▶ sending, committed ──▶ message ──▶ sent, committed
//	   ▲                     temporary failure │                          │
//	   └── later ◀─────────────────────────────┴──────────────────────────┘ no answer: uncertain
//
// A lease keeps other instances away. If it ends while the mail is being sent, the mail is
// uncertain.
package mail
