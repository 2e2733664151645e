package webhook

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"waybill/internal/jsonvalue"
)

// Endpoint is an address that events are sent to.
type Endpoint struct {
	Organization int64
	ID           string
	Settings
	CreatedAt, UpdatedAt time.Time
	Version              int64
	Status               Status
	Reason               string // why the endpoint is disabled; otherwise empty
	Cursor               int64  // all events up to this number are done
	// Generation counts the secrets. The one before is valid until PreviousUntil.
	Generation    int64
	PreviousUntil time.Time
	Fingerprint   string // of the key that the secrets are derived from

	DownSince time.Time // zero while the endpoint answers
	Failures  int64     // since then
	Refusals  int64     // of the event after the cursor
	RetryAt   time.Time
	Attempts  int64 // so far
	IsDue     bool  // a parked event may have to be delivered again

	Head   int64 // the number of the last event of the organization
	Parked int64 // how many events are parked
}

// Settings are what a client chooses.
type Settings struct {
	URL         string
	Types       []string // of the events to send; none for all
	Description string
	MaxEvents   int32 // in a request
}

// Status says whether an endpoint gets events.
type Status string

// The statuses of an endpoint.
const (
	Active   Status = "active"
	Paused   Status = "paused"   // by a client
	Disabled Status = "disabled" // by the server, for a reason
)

// The reasons for which an endpoint is disabled.
const (
	reasonGone    = "gone" // it has answered 410
	reasonDown    = "down" // it could not be reached for days
	reasonParked  = "too_many_parked"
	reasonExpired = "events_expired" // events after its cursor were removed
)

// Lag returns how many events are not done yet.
func (e *Endpoint) Lag() int64 { return max(e.Head-e.Cursor, 0) }

// AppendJSON appends the endpoint as it is answered.
func (e *Endpoint) AppendJSON(dst []byte) []byte {
	dst = e.appendSettings(dst, e.URL)
	dst = strconv.AppendInt(append(dst, `,"cursor":`...), e.Cursor, 10)
	dst = strconv.AppendInt(append(dst, `,"lag":`...), e.Lag(), 10)
	dst = strconv.AppendInt(append(dst, `,"parked":`...), e.Parked, 10)
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"down_since":`...), e.DownSince)
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"retry_at":`...), e.RetryAt)
	return append(dst, '}')
}

// appendData appends the endpoint as an event shows it. The query of the URL may contain a
// password, and those who may read events may not read endpoints.
func (e *Endpoint) appendData(dst []byte) []byte {
	shown, _, _ := strings.Cut(e.URL, "?")
	return append(e.appendSettings(dst, shown), '}')
}

// appendSettings appends an object without its end.
func (e *Endpoint) appendSettings(dst []byte, shownURL string) []byte {
	dst = jsonvalue.AppendText(append(dst, `{"id":`...), e.ID)
	dst = jsonvalue.AppendText(append(dst, `,"url":`...), shownURL)
	dst = jsonvalue.AppendTexts(append(dst, `,"types":`...), e.Types)
	dst = jsonvalue.AppendText(append(dst, `,"description":`...), e.Description)
	dst = strconv.AppendInt(append(dst, `,"max_events":`...), int64(e.MaxEvents), 10)
	dst = jsonvalue.AppendText(append(dst, `,"status":`...), string(e.Status))
	dst = jsonvalue.AppendTextOrNull(append(dst, `,"reason":`...), e.Reason)
	dst = strconv.AppendInt(append(dst, `,"generation":`...), e.Generation, 10)
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"created_at":`...), e.CreatedAt)
	return jsonvalue.AppendTimeOrNull(append(dst, `,"updated_at":`...), e.UpdatedAt)
}

// host returns the host of the URL, for the log.
func (e *Endpoint) host() string {
	parsed, err := url.Parse(e.URL)
	if err != nil {
		return ""
	}
	return parsed.Host
}
