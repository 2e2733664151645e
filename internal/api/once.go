package api

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/idempotency"
	"waybill/internal/ratelimit"
	"waybill/internal/sqldb"
)

// asked is what a request that changes something asks for beside the change.
type asked struct {
	dryRun bool           // whether nothing may be kept
	atomic bool           // whether all of a batch is to be done or nothing
	broken apierr.Details // of the parameters that say so
	once   *idempotency.Request
	body   []byte // nil until it is read
	kept   int    // bytes that were kept of the answer
	isRead bool   // whether the request was looked at for all of this
	// applied are the wishes that the handler has taken into account.
	applied struct{ strict, atomic, condition bool }
}

// isAtomic reports whether all of a batch is to be done or nothing.
func (c *call) isAtomic() bool {
	c.asked.applied.atomic = true
	return c.asked.atomic
}

// forgotten names a wish of the client that the handler has not taken into
// account. The contract has no conditions on POST.
func (c *call) forgotten() string {
	switch asked := &c.asked; {
	case !asked.isRead:
		return "all options"
	case !asked.broken.IsEmpty():
		return "a wrong parameter"
	case asked.atomic && !asked.applied.atomic:
		return "atomic"
	case !asked.applied.strict && c.route.Operation.TakesBody() && prefersStrict(c.Header["Prefer"]):
		return "Prefer"
	case !asked.applied.condition && c.Method != http.MethodPost && len(c.Header["If-Match"])+len(c.Header["If-None-Match"]) > 0:
		return "If-Match or If-None-Match"
	}
	return ""
}

// once makes a handler one that does what it does once, however often a client
// sends a request under the same Idempotency-Key.
func once(handle func(*call) (*answer, error)) func(*call) (*answer, error) {
	return func(c *call) (*answer, error) {
		if err := c.readAsked(); err != nil {
			return nil, err
		}
		if c.asked.once == nil {
			return handle(c)
		}
		return c.once(handle)
	}
}

// once refuses a request whose answer could not be kept before anything is done,
// unless it was done already.
func (c *call) once(handle func(*call) (*answer, error)) (*answer, error) {
	room, err := c.roomToKeep()
	if err != nil {
		return nil, err
	}
	if room.Refused {
		if replayed, err := c.replay(); replayed != nil || err != nil {
			return replayed, err
		}
		return nil, apierr.TooManyRequests(room.Wait(room.Day))
	}
	answer, err := c.doOnce(handle)
	if c.asked.kept == 0 {
		room.CountForDay(-1)
	} else {
		room.CountForDay(int64(c.asked.kept) >> 10)
	}
	return answer, err
}

// roomToKeep takes a KiB of what the organization may have kept in a day. A dry run
// keeps nothing.
func (c *call) roomToKeep() (ratelimit.Standing, error) {
	limiter := c.server.options.Kept
	if limiter == nil || c.asked.dryRun {
		return ratelimit.Standing{}, nil
	}
	organization := c.principal.Organization
	return limiter.Take(c.ctx, ratelimit.Key{Organization: organization, ID: "answers " + strconv.FormatInt(organization, 10)})
}

// doOnce looks for an earlier answer before it does anything that could be done
// twice. What cannot it tries first, as looking costs: a create or a delete that
// was done already fails, or else its answer cannot be kept.
func (c *call) doOnce(handle func(*call) (*answer, error)) (*answer, error) {
	for look := c.mayRepeat(); ; look = true {
		if look {
			if replayed, err := c.replay(); replayed != nil || err != nil {
				return replayed, err
			}
		}
		answer, err := handle(c)
		if errors.Is(err, idempotency.ErrTaken) {
			continue
		}
		if err != nil && isRefusal(err) {
			if replayed, failed := c.replay(); replayed != nil || failed != nil {
				return replayed, failed
			}
		}
		return answer, err
	}
}

// mayRepeat reports whether a request that was done already may work again. A dry
// run keeps no answer, so it may.
func (c *call) mayRepeat() bool {
	return c.asked.dryRun || c.route.Operation.repeats()
}

// isRefusal reports whether an error is the client's, and not one of ours.
func isRefusal(err error) bool {
	kind := apierr.KindOf(err)
	return kind != apierr.Internal && kind != apierr.Unavailable
}

// readAsked reads what a request asks for beside the change. It reads the body of
// one that has a key, which is needed to know it again.
func (c *call) readAsked() error {
	c.asked.isRead = true
	if c.URL.RawQuery != "" {
		query := c.parameters()
		if c.route.Operation == Batch {
			query.Boolean("atomic", &c.asked.atomic)
		}
		query.Boolean(dryRunParameter, &c.asked.dryRun)
		c.asked.broken = query.Broken()
	}
	sent := c.Header["Idempotency-Key"]
	if len(sent) == 0 {
		return nil
	}
	key, ok := idempotencyKey(sent)
	if !ok {
		return apierr.UnusableHeader(unusableKey)
	}
	body, err := c.whole()
	if err != nil {
		return err
	}
	c.asked.once = &idempotency.Request{Organization: c.principal.Organization, Key: key, Fingerprint: c.fingerprint(body)}
	return nil
}

const (
	dryRunParameter = "dry_run"
	unusableKey     = "Idempotency-Key must be given once, as 1 to 255 visible ASCII characters, bare or as a quoted string"
)

// idempotencyKey reads a key: a string of RFC 8941, or its characters as they
// are.
func idempotencyKey(headers []string) (string, bool) {
	key := headers[0]
	if strings.HasPrefix(key, `"`) {
		var ok bool
		if key, ok = unquote(key); !ok {
			return "", false
		}
	}
	return key, len(headers) == 1 && isVisible(key) && len(key) <= 255
}

// unquote reads a string of RFC 8941, in which only quotes and backslashes may
// stand behind a backslash.
func unquote(quoted string) (string, bool) {
	plain := make([]byte, 0, len(quoted))
	for i := 1; i < len(quoted); i++ {
		switch {
		case quoted[i] == '"':
			return string(plain), i == len(quoted)-1
		case quoted[i] != '\\':
			plain = append(plain, quoted[i])
		case i+1 < len(quoted) && (quoted[i+1] == '"' || quoted[i+1] == '\\'):
			i++
			plain = append(plain, quoted[i])
		default:
			return "", false
		}
	}
	return "", false
}

// fingerprint is that of the method, path, query and body. A dry run has that of
// the request that it rehearses.
func (c *call) fingerprint(body []byte) (sum idempotency.Fingerprint) {
	hash := sha256.New()
	// None but the body can have a NUL.
	_, _ = io.WriteString(hash, c.Method+"\x00"+c.URL.EscapedPath()+"\x00"+withoutDryRun(c.URL.RawQuery)+"\x00")
	_, _ = hash.Write(body)
	hash.Sum(sum[:0])
	return sum
}

func withoutDryRun(query string) string {
	if !strings.Contains(query, dryRunParameter) {
		return query
	}
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		if name, _, _ := strings.Cut(part, "="); name != dryRunParameter {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// allInvalid adds what is wrong with the query to what is wrong with the body, as
// FastAPI does: not when the body cannot be read at all.
func (c *call) allInvalid(err error) error {
	broken := c.asked.broken
	if broken.IsEmpty() {
		return err
	}
	if err == nil {
		return apierr.InvalidInput(broken)
	}
	failure, ok := errors.AsType[*apierr.Error](err)
	if !ok || failure.Kind != apierr.Invalid || failure.Details.First().Type == "json_invalid" {
		return err
	}
	broken.Join(failure.Details)
	return apierr.InvalidInput(broken)
}

// change has fn make a change and its answer, and keeps both, or neither for a
// dry run. It is the only way to the database for a handler that changes anything,
// and does nothing for one that ignores what the client asks for. fn runs as that
// of sqldb.DB.Write does.
func (c *call) change(fn func(*sqldb.Tx) (*answer, error)) (*answer, error) {
	if option := c.forgotten(); option != "" {
		return nil, fmt.Errorf("nothing is done: the handler of %s %s ignores %s", c.Method, c.route.Path, option)
	}
	work := sqldb.Work{
		Organization: c.principal.Organization,
		Large:        c.route.Operation == Batch,
		MayFail:      c.asked.once != nil && c.Method != http.MethodPost, // if the same request is done meanwhile
		Rehearsal:    c.asked.dryRun,
	}
	var made *answer
	kept := 0
	err := c.server.options.DB.Do(c.ctx, work, func(tx *sqldb.Tx) (err error) {
		if made, err = fn(tx); err != nil || c.asked.once == nil || c.asked.dryRun {
			return err
		}
		answer := c.kept(made)
		kept = len(c.asked.once.Key) + len(answer.Header) + len(answer.Body)
		return idempotency.Keep(tx, c.asked.once, answer)
	})
	if err != nil {
		return nil, err
	}
	c.asked.kept = kept
	return made, nil
}

// kept is an answer as it is remembered, with the headers that belong to it.
func (c *call) kept(a *answer) *idempotency.Answer {
	var header strings.Builder
	for _, h := range a.header {
		header.WriteString(h[0] + "\n" + h[1] + "\n")
	}
	if c.strict && c.bodyRead {
		header.WriteString("Preference-Applied\nhandling=strict\n")
	}
	return &idempotency.Answer{Status: a.status, Header: header.String(), Body: a.body}
}

// replay gives the answer to the same request when it was done already, or nil.
func (c *call) replay() (*answer, error) {
	found, err := idempotency.Find(c.ctx, c.server.options.DB, c.asked.once)
	if err != nil || found == nil {
		return nil, err
	}
	c.strict = false // whether it was then, the kept answer says
	a := &answer{status: found.Status, body: found.Body, header: [][2]string{{"Idempotency-Replayed", "true"}}}
	lines := strings.Split(found.Header, "\n")
	for i := 0; i+1 < len(lines); i += 2 {
		a.header = append(a.header, [2]string{lines[i], lines[i+1]})
	}
	return a, nil
}
