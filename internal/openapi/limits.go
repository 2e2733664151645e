package openapi

import (
	"waybill/internal/api"
	"waybill/internal/apierr"
)

// exampleWait is the number of seconds in the example of a 429.
const exampleWait = 30

// exampleFailure returns an error of a kind whose answer is the same on all routes.
func exampleFailure(kind apierr.Kind) *apierr.Error {
	switch kind {
	case apierr.RateLimited:
		return apierr.TooManyRequests(exampleWait)
	case apierr.BadHeader:
		return api.BadIdempotencyKey()
	default:
		return apierr.New(kind)
	}
}

// showingLimits adds the rate limit headers to a response.
func showingLimits(response object) object {
	for i, m := range response {
		if headers, ok := m.value.(object); ok && m.name == "headers" {
			for _, limit := range limitHeaders() {
				headers = append(headers, headerReference(limit.name))
			}
			response[i].value = headers
		}
	}
	return response
}

// limitHeaders are on every answer to a request whose key is valid and has a limit.
func limitHeaders() object {
	whole := func(description string, example int) object {
		return object{{"description", description}, {"schema", wholeNumber(0)}, {"example", example}}
	}
	fields := func(description, example string) object {
		return object{{"description", description}, {"schema", object{{"type", "string"}}}, {"example", example}}
	}
	return object{
		{"X-RateLimit-Limit", whole("How many requests the key may send a minute; a day, if the minute is not limited.", 100)},
		{"X-RateLimit-Remaining", whole("How many requests are left, of the minute or of the day if the day's are used up.", 99)},
		{"X-RateLimit-Reset", whole("When there are as many again, in seconds since 1970.", 1769682660)},
		{"RateLimit-Policy", fields("All limits of the key, as in the IETF's draft: `q` requests in `w` seconds.",
			`"minute";q=100;w=60, "day";q=10000;w=86400`)},
		{"RateLimit", fields("What is left of each: `r` requests for `t` seconds.", `"minute";r=99;t=30, "day";r=9999;t=48600`)},
	}
}

func rateLimitError() object {
	return structure("A limit is used up.", member{"error", structure("",
		member{"code", object{{"type", "string"}, {"const", "RATE_LIMITED"}}},
		member{"message", described(object{{"type", "string"}}, "How long to wait, for people.")},
		member{"retry_after", described(wholeNumber(1), "How many seconds to wait.")})})
}
