package api

import (
	"errors"
	"log/slog"
	"net/http"
	"strconv"

	"waybill/internal/apierr"
	"waybill/internal/ratelimit"
	"waybill/internal/tenant"
)

// authenticate gives the principal of a key. Of a network that has sent too many
// bad keys no key is looked up that could be a guess.
func (c *call) authenticate(secret string) (*tenant.Principal, error) {
	keys, badKeys := c.server.options.Keys, c.server.options.BadKeys
	principal, guess := keys.Recall(secret)
	if principal != nil {
		return principal, nil
	}
	if !guess || badKeys == nil {
		return keys.Authenticate(c.ctx, secret)
	}
	address := c.client()
	wait, first := badKeys.Begin(address)
	if first {
		c.log(slog.LevelWarn, "too many bad keys from an address")
	}
	if wait > 0 {
		return nil, apierr.TooManyRequests(wait)
	}
	principal, err := keys.Authenticate(c.ctx, secret)
	if err == nil || apierr.KindOf(err) != apierr.Unauthorized {
		badKeys.TakeBack(address)
	}
	return principal, err
}

// count counts the request for its key, or refuses it.
func (c *call) count() (err error) {
	limiter := c.server.options.Limiter
	if limiter == nil {
		return nil
	}
	c.standing, err = limiter.Take(c.ctx, ratelimit.Key{
		Organization: c.principal.Organization, ID: c.principal.KeyID,
		PerMinute: c.principal.Limits.PerMinute, PerDay: c.principal.Limits.PerDay,
	})
	if err != nil {
		return err
	}
	if c.standing.Refused {
		return apierr.TooManyRequests(c.standing.Wait(c.standing.Ruling()))
	}
	return nil
}

// Close ends the requests that still run, and gives back what keys were lent of
// their limits. It is called when no more requests come, and before the database
// is closed.
func (s *Server) Close() error {
	s.cut()
	var failures []error
	for _, limiter := range []*ratelimit.Limiter{s.options.Limiter, s.options.Kept} {
		if limiter != nil {
			failures = append(failures, limiter.Close())
		}
	}
	return errors.Join(failures...)
}

// tooManyRequests is the body and the headers of a 429.
func tooManyRequests(code string, failure *apierr.Error) (body []byte, header [][2]string) {
	wait := strconv.FormatInt(failure.Wait, 10)
	body = errorBody(code, failure.Error())
	body = append(body[:len(body)-len("}}")], `,"retry_after":`+wait+`}}`...)
	return body, [][2]string{{"Retry-After", wait}}
}

// showLimits tells how the key stands: by the contract's three headers of the
// quota that it has to look at, and by those that the IETF drafts of them all. A
// request that is answered with nothing new does not count for the day.
func (c *call) showLimits(header http.Header, status int) {
	if !c.standing.IsLimited() {
		return
	}
	if status == http.StatusNotModified {
		c.standing.CountForDay(-1)
	}
	ruling := c.standing.Ruling()
	values := headerValues{text: make([]byte, 0, 192)}
	values.add("X-Ratelimit-Limit", strconv.AppendInt(values.text, ruling.Limit, 10))
	values.add("X-Ratelimit-Remaining", strconv.AppendInt(values.text, ruling.Remaining, 10))
	values.add("X-Ratelimit-Reset", strconv.AppendInt(values.text, ruling.Reset, 10))
	values.add("Ratelimit-Policy", appendPolicies(values.text, &c.standing))
	values.add("Ratelimit", appendQuotas(values.text, &c.standing))
	values.set(header)
}

// headerValues are headers whose values share one text and one list: this is on
// the way of every request. Names are in the form in which net/http keeps them.
type headerValues struct {
	text  []byte
	names [5]string
	ends  [5]int
	count int
}

// add takes the text with a value at its end.
func (v *headerValues) add(name string, text []byte) {
	v.text, v.names[v.count], v.ends[v.count] = text, name, len(text)
	v.count++
}

func (v *headerValues) set(header http.Header) {
	whole, values, start := string(v.text), make([]string, v.count), 0
	for i := range values {
		values[i] = whole[start:v.ends[i]]
		header[v.names[i]] = values[i : i+1 : i+1]
		start = v.ends[i]
	}
}

// appendPolicies writes the limits, and appendQuotas what is left of them, as
// https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ has it.
func appendPolicies(dst []byte, s *ratelimit.Standing) []byte {
	if s.Minute.Limit > 0 {
		dst = append(strconv.AppendInt(append(dst, `"minute";q=`...), s.Minute.Limit, 10), ";w=60"...)
	}
	dst = appendComma(dst, s)
	if s.Day.Limit > 0 {
		dst = append(strconv.AppendInt(append(dst, `"day";q=`...), s.Day.Limit, 10), ";w=86400"...)
	}
	return dst
}

func appendQuotas(dst []byte, s *ratelimit.Standing) []byte {
	if s.Minute.Limit > 0 {
		dst = appendQuota(append(dst, `"minute"`...), s, s.Minute)
	}
	dst = appendComma(dst, s)
	if s.Day.Limit > 0 {
		dst = appendQuota(append(dst, `"day"`...), s, s.Day)
	}
	return dst
}

func appendComma(dst []byte, s *ratelimit.Standing) []byte {
	if s.Minute.Limit > 0 && s.Day.Limit > 0 {
		dst = append(dst, ", "...)
	}
	return dst
}

func appendQuota(dst []byte, s *ratelimit.Standing, q ratelimit.Quota) []byte {
	dst = strconv.AppendInt(append(dst, ";r="...), q.Remaining, 10)
	return strconv.AppendInt(append(dst, ";t="...), s.Wait(q), 10)
}
