package api

// This file has the operations of routes.

// Operation is what a route does.
type Operation int

// The operations. Update and Patch are the same operation for two methods.
const (
	Unlisted Operation = iota // a page, which is not in the OpenAPI document
	Health
	Readiness
	Create
	Get
	List
	Update
	Patch
	Delete
	Batch
	Find // List with filters by metadata
	Copy // the records with their versions, for a replica
	GetWithContacts
	GetMetadata
	PutMetadata
	PatchMetadata
	ListHistory
	Restore
	Export
	Import
	Show // a view
	ListRefusals
	FindPhone
	Feed // the events
	ListWebhooks
	GetWebhook
	ListAttempts
	ListParked
	TestWebhook
	ListTemplates
	GetTemplate
	PreviewTemplate // its body changes nothing
	GetRecipients
	ListRules
	GetRule
	ListEmails
	GetEmail
	ListSuppressions
	ListChanges
	GetChange
	CreateWebhook
	PatchWebhook
	SeekWebhook
	RedeliverWebhook
	PutTemplate
	PutRecipients
	PutRule
	SendEmail
	ResendEmail
	ConfirmChange
	RefuseChange
	PutSuppression
	DeleteSuppression
	DeleteRule
	DeleteTemplate
	DeleteWebhook
	PauseWebhook
	ResumeWebhook
	RotateWebhook
)

// Writes reports whether the operation changes records.
func (o Operation) Writes() bool {
	return o.TakesBody() || o == Delete || o == Import || ResendEmail <= o && o <= RotateWebhook
}

// TakesBody reports whether the operation reads a body of JSON.
func (o Operation) TakesBody() bool {
	return o == Create || o.updates() || CreateWebhook <= o && o <= SendEmail
}

// repeats reports whether the operation may succeed when it is performed twice.
func (o Operation) repeats() bool {
	return o.updates() || CreateWebhook <= o && o <= RotateWebhook
}

// updates reports whether the operation changes records of a resource that may exist.
func (o Operation) updates() bool {
	return o == Update || o == Patch || o == Batch || o == PutMetadata || o == PatchMetadata || o == Restore
}
