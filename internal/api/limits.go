package api

import (
	"context"
	"net/http"
	"strconv"

	"waybill/internal/apierr"
	"waybill/internal/ratelimit"
	"waybill/internal/tenant"
)

// This file counts requests for the limits of their API key, and writes the headers
// that say how much of the limits is left.

// takeRequest counts a request for the limits of its API key. It returns
// apierr.RateLimited, together with the standing of the key, if a limit is used up.
func takeRequest(ctx context.Context, limiter *ratelimit.Limiter, p *tenant.Principal) (ratelimit.Standing, error) {
	standing, err := limiter.Take(ctx, ratelimit.Key{
		Organization: p.Organization, ID: p.KeyID, PerMinute: p.Limits.PerMinute, PerDay: p.Limits.PerDay,
	})
	if err == nil && standing.Refused {
		err = apierr.TooManyRequests(standing.Wait(standing.Ruling()))
	}
	return standing, err
}

// showLimits sets the headers of limits: the three headers of the contract, which name the
// limit of the minute, and what is left by the quota that decides about the next request;
// and the headers of the IETF draft, for all limits. A 304 does not count for the day.
func showLimits(header http.Header, standing *ratelimit.Standing, status int) {
	if !standing.IsLimited() {
		return
	}
	if status == http.StatusNotModified {
		standing.CountForDay(-1)
	}
	ruling := standing.Ruling()
	values := headerValues{text: make([]byte, 0, 192)}
	values.add("X-Ratelimit-Limit", strconv.AppendInt(values.text, standing.NamedLimit(), 10))
	values.add("X-Ratelimit-Remaining", strconv.AppendInt(values.text, ruling.Remaining, 10))
	values.add("X-Ratelimit-Reset", strconv.AppendInt(values.text, ruling.Reset, 10))
	values.add("Ratelimit-Policy", appendPolicies(values.text, standing))
	values.add("Ratelimit", appendQuotas(values.text, standing))
	values.set(header)
}

// headerValues collects headers whose values share one string and one slice: every
// request has these headers, and each value of its own would be an allocation. The names
// are in the canonical form of net/http.
type headerValues struct {
	text  []byte
	names [5]string
	ends  [5]int
	count int
}

// add takes the text with the value of a header appended to it.
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

// appendPolicies appends the limits, and appendQuotas what is left of them, in the form
// of https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/.
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
