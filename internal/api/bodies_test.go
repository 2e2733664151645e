package api

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"waybill/internal/apierr"
	"waybill/internal/sqldb/sqldbtest"
)

// TestBodiesAreReadWhole reads bodies of many sizes, with and without a known length,
// and looks for memory that was not returned to the budget.
func TestBodiesAreReadWhole(t *testing.T) {
	t.Parallel()
	const limit = 1 << 20
	budget := newBodyBudget(LeastBodyBudget(limit + 1))
	for _, size := range []int{0, 1, 511, smallBody - 1, smallBody, smallBody + 1, 3*smallBody + 7, 100_000, limit - 1, limit} {
		whole := bytes.Repeat([]byte("0123456"), size/7+1)[:size]
		for _, length := range []int64{int64(size), -1} {
			r := bodyReader{budget: budget, organization: 1}
			got, err := r.read(bytes.NewReader(whole), length, limit)
			if err != nil || !bytes.Equal(got, whole) {
				t.Errorf("%d bytes with the length %d: read %d bytes, %v", size, length, len(got), err)
			}
			if length > smallBody && int64(cap(got)) != length {
				t.Errorf("%d bytes are in a buffer of %d", size, cap(got))
			}
			if size > smallBody && r.taken < length || size <= smallBody/2 && r.taken > 0 || r.taken > limit+1 {
				t.Errorf("%d bytes took %d", size, r.taken)
			}
			r.shrink(0)
		}
		r := bodyReader{budget: budget, organization: 1}
		got, err := r.read(bytes.NewReader(whole), int64(size)+1, limit+1)
		if !errors.Is(err, io.ErrUnexpectedEOF) || !bytes.Equal(got, whole) {
			t.Errorf("%d bytes with a length of one more: read %d bytes, %v", size, len(got), err)
		}
		r.shrink(0)
	}
	if budget.free != LeastBodyBudget(limit+1) || len(budget.held) > 0 {
		t.Errorf("%d bytes are free, and %v are held", budget.free, budget.held)
	}
}

// TestSomeBodiesAlwaysEnd lets many large bodies grow in random orders within the least
// budget. In each order some bodies end, none waits, and all memory is returned.
func TestSomeBodiesAlwaysEnd(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	const limit, count = 1 << 20, 20
	for seed := range uint64(50) {
		random := rand.New(rand.NewPCG(seed, 0))
		budget := newBodyBudget(LeastBodyBudget(limit))
		readers, buffers := make([]bodyReader, count), make([][]byte, count)
		for i := range readers {
			readers[i] = bodyReader{budget: budget, organization: int64(i % 3)}
			buffers[i] = make([]byte, firstSize(limit))
		}
		ended := 0
		for running := random.Perm(count); len(running) > 0; {
			at := random.IntN(len(running))
			i := running[at]
			if len(buffers[i]) < limit {
				grown, err := readers[i].grow(buffers[i], limit)
				if err == nil {
					buffers[i] = grown[:cap(grown)] // as if the bytes had arrived
					continue
				}
				if apierr.KindOf(err) != apierr.Unavailable {
					t.Fatal(err)
				}
			} else {
				ended++
			}
			readers[i].shrink(0)
			running = slices.Delete(running, at, at+1)
		}
		if ended == 0 {
			t.Errorf("seed %d: no body ended", seed)
		}
		if budget.free != LeastBodyBudget(limit) || len(budget.held) > 0 {
			t.Errorf("seed %d: %d bytes are free, and %v are held", seed, budget.free, budget.held)
		}
	}
}

func TestAnOrganizationHasAShareOfTheBudget(t *testing.T) {
	t.Parallel()
	budget := newBodyBudget(1000)
	if !budget.take(1, 500) || budget.take(1, 1) || budget.has(1, 1) {
		t.Error("an organization may hold more or less than half")
	}
	if !budget.take(2, 400) || budget.take(3, 101) || !budget.take(3, 100) {
		t.Error("the other organizations may not hold the other half")
	}
	budget.giveBack(1, 500)
	if budget.take(2, 101) || !budget.take(2, 100) || !budget.take(1, 400) || budget.free != 0 {
		t.Errorf("%d bytes are free, want 0", budget.free)
	}
}

func TestBodiesOverTheLimit(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server, _ := newLoggedServer(t, Options{})
	pad := func(size int) string {
		body := `{"external_reference_id":"A","name":"B","x":"`
		return body + strings.Repeat("x", size-len(body)-2) + `"}`
	}
	for _, test := range []struct {
		path string
		size int
		want int
	}{
		{"/v2/tms-api/customers", 1000, 201},
		{"/v2/tms-api/customers", 1001, 413},
		{"/v2/tms-api/batch/customers", 2000, 422},
		{"/v2/tms-api/batch/customers", 2001, 413},
	} {
		for _, known := range []bool{true, false} {
			var body io.Reader = strings.NewReader(pad(test.size))
			if !known {
				body = io.MultiReader(body) // the length is not known
			}
			got := ask(server, "POST", test.path, body)
			if got.Code != test.want && (got.Code != 409 || test.want != 201) {
				t.Errorf("%s, %d bytes: %d %s", test.path, test.size, got.Code, got.Body)
			}
			if got.Code == 413 && !strings.HasPrefix(got.Body.String(), `{"error":{"code":"PAYLOAD_TOO_LARGE","message":`) {
				t.Errorf("413 %s", got.Body)
			}
		}
	}
}

func TestABodyThatEndsEarlyChangesNothing(t *testing.T) {
	t.Parallel()
	server, _ := newLoggedServer(t, Options{})
	request := httptest.NewRequest(http.MethodPost, "/v2/tms-api/customers", strings.NewReader(`{"external_reference_id":"A","name":"B"}`))
	request.ContentLength = 500
	request.Header.Set("X-API-Key", "key")
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, request)
	if recorder.Code != 400 {
		t.Errorf("%d %s", recorder.Code, recorder.Body)
	}
	if got := ask(server, "GET", "/v2/tms-api/customers/A", nil); got.Code != 404 {
		t.Errorf("half of the body made a record: %s", got.Body)
	}
}
