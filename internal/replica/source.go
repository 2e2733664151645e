package replica

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"waybill/internal/resource"
)

// This file asks the server that is followed.

const (
	// pageSize is how many records or events a page has at most, which is the most that a
	// server allows.
	pageSize = 1000
	// longPoll is how long a server waits for the next event.
	longPoll = 60 * time.Second
	// answerTime bounds the time of an answer to a request that does not wait.
	answerTime = 2 * time.Minute
	// mostAnswer bounds the bytes of an answer. A page has 4 MiB and a record, or 1,000
	// events of which one may be large.
	mostAnswer = 256 << 20
	// shownBytes is how much of an unknown answer an error shows.
	shownBytes = 200
)

// source is the server that is followed.
type source struct {
	url    string // without a slash at the end
	key    string
	client http.Client
}

// ParseURL returns the address of a server without slashes at its end. The error says what
// is wrong with it.
func ParseURL(text string) (string, error) {
	parsed, err := url.Parse(text)
	if err != nil || parsed.Host == "" || parsed.Scheme != "https" && parsed.Scheme != "http" {
		return "", errors.New("the address of the server must begin with https:// or http://, as in https://tms.example.com")
	}
	if parsed.User != nil || parsed.RawQuery != "" || parsed.Fragment != "" {
		return "", errors.New("the address of the server may have a path, but no user, query or fragment")
	}
	return strings.TrimRight(text, "/"), nil
}

func newSource(url, key string) *source {
	return &source{url: url, key: key, client: http.Client{
		Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12},
			IdleConnTimeout:       longPoll,
			ResponseHeaderTimeout: longPoll + answerTime,
		},
		// Another server must not get the key.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// errExpired says that the events after the cursor are not kept any more, or that there is no
// event with its number.
var errExpired = errors.New("the server does not have the events after the cursor")

// temporary is an error after which a later request may succeed.
type temporary struct {
	error
	wait time.Duration // that the server has asked for; 0 for none
}

func (t *temporary) Unwrap() error { return t.error }

// copied is a record in a page of records.
type copied struct {
	Version   int64           `json:"version"`
	CreatedAt time.Time       `json:"created_at"`
	UpdatedAt time.Time       `json:"updated_at"`
	Data      json.RawMessage `json:"data"`
}

func (c *copied) answered() resource.Answered {
	return resource.Answered{Version: c.Version, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt, Data: c.Data}
}

// recordPage is a page of records, with the last event at its moment.
type recordPage struct {
	Records []copied `json:"records"`
	Next    string   `json:"next"` // empty after the last page
	cursor  int64
}

// records returns the records of a resource after an id.
func (s *source) records(ctx context.Context, plural, after string) (page recordPage, err error) {
	path := fmt.Sprintf("/waybill/v1/copy/%s?limit=%d&after=%s", plural, pageSize, url.QueryEscape(after))
	header, err := s.get(ctx, answerTime, path, &page)
	if err != nil {
		return page, err
	}
	if page.cursor, err = strconv.ParseInt(header.Get("Waybill-Cursor"), 10, 64); err != nil {
		return page, errors.New("an answer of the server has no Waybill-Cursor")
	}
	return page, nil
}

// fed is an event of the feed.
type fed struct {
	Sequence  int64           `json:"sequence"`
	Type      string          `json:"type"`
	Timestamp time.Time       `json:"timestamp"`
	RecordID  string          `json:"record_id"`
	Version   int64           `json:"version"`
	Data      json.RawMessage `json:"data"`
}

// mark tells the event from another with the same number.
func (e *fed) mark() string {
	return e.Timestamp.UTC().Format(time.RFC3339Nano) + " " + e.Type + " " + e.RecordID
}

// isErased reports whether the record of the event was erased since.
func (e *fed) isErased() bool { return len(e.Data) == 0 || string(e.Data) == "null" }

// answered returns the record after the event.
func (e *fed) answered() resource.Answered {
	given := resource.Answered{Version: e.Version, UpdatedAt: e.Timestamp, Data: e.Data}
	if strings.HasSuffix(e.Type, ".created") {
		given.CreatedAt = e.Timestamp
	}
	return given
}

// eventPage is a page of the feed.
type eventPage struct {
	Events []fed `json:"events"`
	Next   int64 `json:"next"`
	Head   int64 `json:"head"`
}

// events returns up to limit events after a number. It waits for an event, if it may. It
// returns errExpired when the server does not have the events after the number.
func (s *source) events(ctx context.Context, after int64, limit int, wait time.Duration) (page eventPage, err error) {
	path := fmt.Sprintf("/waybill/v1/events?after=%d&limit=%d", after, limit)
	if wait > 0 {
		path += fmt.Sprintf("&wait=%d", int(wait.Seconds()))
	}
	if _, err = s.get(ctx, wait+answerTime, path, &page); err != nil {
		return page, err
	}
	last := after
	for i := range page.Events {
		if page.Events[i].Sequence != last+1 {
			return page, fmt.Errorf("the server has the event %d after the event %d", page.Events[i].Sequence, last)
		}
		last++
	}
	if page.Next != last || page.Head < page.Next {
		return page, fmt.Errorf("the page of the events %d to %d says that the next begins after %d of %d", after, last, page.Next, page.Head)
	}
	return page, nil
}

// get requests a path once, and reads the answer into a value. The error is temporary if a
// later request may succeed.
func (s *source) get(ctx context.Context, within time.Duration, path string, into any) (http.Header, error) {
	requesting, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	request, err := http.NewRequestWithContext(requesting, http.MethodGet, s.url+path, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("X-API-Key", s.key)
	got, err := s.client.Do(request)
	if err != nil {
		return nil, s.unanswered(ctx, err)
	}
	defer func() { _ = got.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(got.Body, mostAnswer+1))
	if err != nil {
		return nil, s.unanswered(ctx, err)
	}
	if len(body) > mostAnswer {
		return nil, fmt.Errorf("an answer of the server has more than %d MiB", mostAnswer>>20)
	}
	if got.StatusCode != http.StatusOK {
		return nil, refusal(got, body, path)
	}
	if err := json.Unmarshal(body, into); err != nil {
		return nil, fmt.Errorf("%s does not answer as a Waybill server: %w", s.url, err)
	}
	return got.Header, nil
}

// unanswered returns the error of a request without a whole answer.
func (s *source) unanswered(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if failed, ok := errors.AsType[*url.Error](err); ok {
		err = failed.Err // the rest repeats the address
	}
	return &temporary{error: fmt.Errorf("%s does not answer: %w", s.url, err)}
}

// refusal returns the error of an answer with another status than 200.
func refusal(got *http.Response, body []byte, path string) error {
	path, _, _ = strings.Cut(path, "?")
	err := fmt.Errorf("%s is answered %d: %s", path, got.StatusCode, sentenceOf(body))
	switch status := got.StatusCode; {
	case status == http.StatusGone:
		return errExpired
	case status == http.StatusTooManyRequests, status == http.StatusRequestTimeout, status == http.StatusTooEarly,
		status >= http.StatusInternalServerError && status != http.StatusNotImplemented:
		return &temporary{err, retryAfter(got.Header)}
	case status == http.StatusUnauthorized:
		return fmt.Errorf("the server refuses the key: %w", err)
	case status == http.StatusForbidden:
		return fmt.Errorf("the key needs the scopes read:events, and read: of each resource: %w", err)
	case status == http.StatusNotFound:
		return fmt.Errorf("the server is no Waybill server, is older than this program, or has another path: %w", err)
	}
	return err
}

// retryAfter returns the time that a server asks to wait, or 0.
func retryAfter(header http.Header) time.Duration {
	text := header.Get("Retry-After")
	if seconds, err := strconv.Atoi(text); err == nil && seconds > 0 {
		return min(time.Duration(seconds)*time.Second, 24*time.Hour)
	}
	if at, err := http.ParseTime(text); err == nil {
		return min(max(time.Until(at), 0), 24*time.Hour)
	}
	return 0
}

// sentenceOf returns the sentence of an error's answer, or the beginning of the answer.
func sentenceOf(body []byte) string {
	var known struct {
		Detail any `json:"detail"`
		Error  struct {
			Message string `json:"message"`
		} `json:"error"`
	}
	text := string(body[:min(len(body), shownBytes)])
	if json.Unmarshal(body, &known) == nil {
		if known.Error.Message != "" {
			text = known.Error.Message
		} else if detail, ok := known.Detail.(string); ok {
			text = detail
		}
	}
	return strings.ToValidUTF8(strings.Join(strings.Fields(text), " "), "?")
}
