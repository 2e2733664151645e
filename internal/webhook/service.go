package webhook

import (
	"context"
	"errors"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
)

// Service is what a server offers to clients.
type Service struct {
	Store
	DB     *sqldb.DB
	Sender *Sender
	tests  chan struct{} // has an element for each test that is under way
}

// mostTests is how many tests run at once. A test waits for an address that a client has
// chosen.
const mostTests = 16

// NewService returns the service of a server.
func NewService(db *sqldb.DB, sender *Sender) *Service {
	return &Service{Store: Store{Key: sender.Key, Allowed: sender.Allowed}, DB: db, Sender: sender, tests: make(chan struct{}, mostTests)}
}

var errTests = errors.New("too many tests of webhooks are under way")

// Test sends a test to an endpoint, whatever its status, and keeps the attempt.
func (s *Service) Test(ctx context.Context, organization int64, id, requestID string) (*Response, error) {
	select {
	case s.tests <- struct{}{}:
		defer func() { <-s.tests }()
	default:
		return nil, apierr.Overloaded(errTests)
	}
	var e *Endpoint
	err := s.DB.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		e, err = Get(tx, organization, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	response, err := s.Sender.Send(ctx, e, TestMessage(e, requestID, s.DB.Now()))
	if err != nil {
		return nil, err
	}
	return response, s.DB.Do(ctx, work, func(tx *sqldb.Tx) error { return KeepTest(tx, e, response) })
}

// Types returns the types of the events of endpoints.
func Types() []string {
	return []string{"webhook.created", "webhook.updated", "webhook.rotated", "webhook.deleted", "webhook.disabled"}
}
