package api

import (
	"encoding/json"
	"strings"
	"testing"

	"waybill/internal/apierr"
)

// TestEveryKindIsAnswered renders each kind without its fields, and one that does not
// exist. Each is JSON in its envelope.
func TestEveryKindIsAnswered(t *testing.T) {
	t.Parallel()
	for _, kind := range append(apierr.Kinds(), -1) {
		for _, ofRoute := range []apierr.Envelope{apierr.DetailEnvelope, apierr.ErrorEnvelope} {
			a := AnswerTo(&apierr.Error{Kind: kind}, ofRoute, "the-id")
			var body struct {
				Detail any
				Error  *struct{ Code, Message string }
			}
			if err := json.Unmarshal(a.Body, &body); err != nil {
				t.Fatalf("kind %d: %v: %s", kind, err, a.Body)
			}
			coded := kind.Envelope(ofRoute) == apierr.ErrorEnvelope
			if a.Status != kind.Status() || coded != (body.Error != nil) || coded == (body.Detail != nil) || coded && body.Error.Code != kind.Code() {
				t.Errorf("kind %d is answered %d %s", kind, a.Status, a.Body)
			}
			if kind.IsPrivate() && !strings.HasSuffix(body.Error.Message, " Request id: the-id") {
				t.Errorf("kind %d does not name the request: %s", kind, a.Body)
			}
		}
	}
}
