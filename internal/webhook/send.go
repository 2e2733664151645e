package webhook

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

// Outcome is what became of a request to an endpoint.
type Outcome string

// The outcomes.
const (
	Delivered Outcome = "delivered" // 2xx
	Refused   Outcome = "refused"   // 4xx, apart from the next two
	Gone      Outcome = "gone"      // 410: the endpoint wants no more events
	Down      Outcome = "down"      // no answer, 3xx, 408, 429 or 5xx
)

// Outcomes returns all outcomes.
func Outcomes() []Outcome { return []Outcome{Delivered, Refused, Gone, Down} }

// Response is the answer of an endpoint.
type Response struct {
	Outcome    Outcome
	Status     int           // 0 if there was no answer
	Text       string        // the beginning of the body, or why there was no answer
	RetryAfter time.Duration // 0 for none
	Took       time.Duration
}

const (
	// sendTimeout is the time for a request, from the look-up of the name to the end of
	// the part of the answer that is read.
	sendTimeout = 15 * time.Second
	// maxAnswer is how much of the body of an answer is read, in bytes.
	maxAnswer = 4 << 10
	// shownAnswer is how much of it is kept, in characters.
	shownAnswer = 200
	// longestRetryAfter bounds Retry-After.
	longestRetryAfter = 24 * time.Hour
)

// Sender signs and sends requests. It is safe for concurrent use.
type Sender struct {
	Key Key
	// Allowed are special networks that may be reached, also without TLS.
	Allowed []netip.Prefix
	now     func() time.Time
	// limit returns the context of a request, which ends after sendTimeout.
	limit func(context.Context) (context.Context, context.CancelFunc)
	// secure connects to public addresses and to the allowed networks, plain to the
	// allowed networks only.
	secure, plain http.RoundTripper
}

// NewSender returns a sender that connects to public addresses by https, and to the allowed
// networks by https and http.
func NewSender(key Key, allowed []netip.Prefix, now func() time.Time) *Sender {
	return newSender(key, allowed, now, nil)
}

func newSender(key Key, allowed []netip.Prefix, now func() time.Time, resolver *net.Resolver) *Sender {
	s := &Sender{Key: key, Allowed: allowed, now: now, limit: func(ctx context.Context) (context.Context, context.CancelFunc) {
		return context.WithTimeout(ctx, sendTimeout)
	}}
	isAllowed := func(address netip.Addr) bool { return contains(allowed, address) }
	s.secure = newTransport(resolver, func(address netip.Addr) bool { return isPublic(address) || isAllowed(address) })
	s.plain = newTransport(resolver, isAllowed)
	return s
}

// Message is the content of a request.
type Message struct {
	ID   string // answered in the header webhook-id
	Body []byte // JSON
}

// Send sends a message to an endpoint. The error is that of ctx; any other failure is a
// response.
func (s *Sender) Send(ctx context.Context, e *Endpoint, m Message) (*Response, error) {
	begun := time.Now()
	limited, cancel := s.limit(ctx)
	defer cancel()
	response, err := s.post(limited, e, m)
	if ctx.Err() != nil {
		return nil, fmt.Errorf("send a webhook: %w", ctx.Err())
	}
	if err != nil {
		response = &Response{Outcome: Down, Text: shown(reason(err))}
	}
	response.Took = time.Since(begun)
	return response, nil
}

// post sends a signed request and reads the beginning of the answer. Redirects are not
// followed, because they could lead from an address that may be reached to another one.
func (s *Sender) post(ctx context.Context, e *Endpoint, m Message) (*Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, e.URL, bytes.NewReader(m.Body))
	if err != nil {
		return nil, err
	}
	if err := s.sign(request.Header, e, m); err != nil {
		return nil, err
	}
	transport := s.plain
	if request.URL.Scheme == "https" {
		transport = s.secure
	}
	answer, err := transport.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	// The status decides. A body that ends early, or not at all, changes nothing.
	body, _ := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	return &Response{
		Outcome: outcomeOf(answer.StatusCode), Status: answer.StatusCode, Text: shown(string(body)),
		RetryAfter: s.retryAfter(answer.Header.Get("Retry-After")),
	}, nil
}

// Reach connects to the host of a URL as a request would, by the same rules, and with TLS as far
// as the certificate. It sends no request.
func (s *Sender) Reach(ctx context.Context, to *url.URL) error {
	transport, port := s.plain, "80"
	if to.Scheme == "https" {
		transport, port = s.secure, "443"
	}
	dialer, ok := transport.(*http.Transport)
	if !ok {
		return errors.ErrUnsupported // only in tests
	}
	if to.Port() != "" {
		port = to.Port()
	}
	conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(to.Hostname(), port))
	if err != nil {
		return errors.New(shown(reason(err)))
	}
	defer func() { _ = conn.Close() }()
	if to.Scheme != "https" {
		return nil
	}
	config := dialer.TLSClientConfig.Clone()
	config.ServerName = to.Hostname()
	if err := tls.Client(conn, config).HandshakeContext(ctx); err != nil {
		return errors.New(shown(reason(err)))
	}
	return nil
}

// sign sets the headers of Standard Webhooks. During a rotation there are two signatures.
func (s *Sender) sign(header http.Header, e *Endpoint, m Message) error {
	now := s.now()
	generations := []int64{e.Generation}
	if e.PreviousUntil.After(now) {
		generations = append(generations, e.Generation-1)
	}
	var signatures []string
	for _, generation := range generations {
		signer, err := standardwebhooks.NewWebhook(s.Key.Secret(e.ID, generation))
		if err != nil {
			return err
		}
		signature, err := signer.Sign(m.ID, now, m.Body)
		if err != nil {
			return err
		}
		signatures = append(signatures, signature)
	}
	header.Set(standardwebhooks.HeaderWebhookID, m.ID)
	header.Set(standardwebhooks.HeaderWebhookTimestamp, strconv.FormatInt(now.Unix(), 10))
	header.Set(standardwebhooks.HeaderWebhookSignature, strings.Join(signatures, " "))
	header.Set("Content-Type", "application/json")
	header.Set("User-Agent", "Waybill")
	return nil
}

func outcomeOf(status int) Outcome {
	switch {
	case status >= 200 && status < 300:
		return Delivered
	case status == http.StatusGone:
		return Gone
	case status == http.StatusRequestTimeout || status == http.StatusTooManyRequests:
		return Down
	case status >= 400 && status < 500:
		return Refused
	}
	return Down
}

// retryAfter reads the header Retry-After: a number of seconds, or a date. It returns 0
// for any other text.
func (s *Sender) retryAfter(text string) time.Duration {
	wait := time.Duration(0)
	if seconds, err := strconv.ParseUint(text, 10, 32); err == nil {
		wait = time.Duration(seconds) * time.Second
	} else if date, err := http.ParseTime(text); err == nil {
		wait = date.Sub(s.now())
	}
	return min(max(wait, 0), longestRetryAfter)
}

// reason returns why there was no answer, without the URL, which may contain a password.
func reason(err error) string {
	if failed, ok := errors.AsType[*url.Error](err); ok {
		err = failed.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return "no answer in time"
	}
	return err.Error()
}

// shown returns the beginning of a text, with a space for each character that is not
// printable.
func shown(text string) string {
	var kept []rune
	for _, r := range strings.TrimSpace(text) {
		if len(kept) == shownAnswer {
			break
		}
		if !unicode.IsPrint(r) {
			r = ' '
		}
		kept = append(kept, r)
	}
	return string(kept)
}
