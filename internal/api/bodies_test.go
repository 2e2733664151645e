package api

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"waybill/internal/apierr"
)

// Bodies of any length are read whole, whether their length is known or not, and
// give back all that they took.
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
				t.Errorf("%d bytes of a length of %d: read %d, %v", size, length, len(got), err)
			}
			if length > smallBody && int64(cap(got)) != length {
				t.Errorf("%d bytes have room for %d", size, cap(got))
			}
			if size > smallBody && r.taken < length || size <= smallBody/2 && r.taken > 0 || r.taken > limit+1 {
				t.Errorf("%d bytes took %d", size, r.taken)
			}
			r.shrink(0)
		}
		r := bodyReader{budget: budget, organization: 1}
		got, err := r.read(bytes.NewReader(whole), int64(size)+1, limit+1)
		if !errors.Is(err, io.ErrUnexpectedEOF) || !bytes.Equal(got, whole) {
			t.Errorf("%d bytes of one more: read %d, %v", size, len(got), err)
		}
		r.shrink(0)
	}
	if budget.free != LeastBodyBudget(limit+1) || len(budget.held) > 0 {
		t.Errorf("%d are left, and %v are held", budget.free, budget.held)
	}
}

// Of many large bodies that come side by side some end, whatever the order, also
// with the least budget that there may be. None waits, and nothing stays taken.
func TestSomeBodiesAlwaysEnd(t *testing.T) {
	t.Parallel()
	const limit, count = 1 << 20, 20
	for seed := range uint64(50) {
		random := rand.New(rand.NewPCG(seed, 0))
		budget := newBodyBudget(LeastBodyBudget(limit))
		readers, rooms := make([]bodyReader, count), make([][]byte, count)
		for i := range readers {
			readers[i] = bodyReader{budget: budget, organization: int64(i % 3)}
			rooms[i] = make([]byte, firstRoom(limit))
		}
		ended := 0
		for running := random.Perm(count); len(running) > 0; {
			at := random.IntN(len(running))
			i := running[at]
			if len(rooms[i]) < limit {
				room, err := readers[i].grow(rooms[i], limit)
				if err == nil {
					rooms[i] = room[:cap(room)] // as if so much had come
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
			t.Errorf("seed %d: no body ends", seed)
		}
		if budget.free != LeastBodyBudget(limit) || len(budget.held) > 0 {
			t.Errorf("seed %d: %d are left, and %v are held", seed, budget.free, budget.held)
		}
	}
}

// An organization leaves half of the budget to the others.
func TestAnOrganizationHasAShareOfTheBudget(t *testing.T) {
	t.Parallel()
	budget := newBodyBudget(1000)
	if !budget.take(1, 500) || budget.take(1, 1) || budget.has(1, 1) {
		t.Error("an organization has more or less than half")
	}
	if !budget.take(2, 400) || budget.take(3, 101) || !budget.take(3, 100) {
		t.Error("the others do not have the other half")
	}
	budget.giveBack(1, 500)
	if budget.take(2, 101) || !budget.take(2, 100) || !budget.take(1, 400) || budget.free != 0 {
		t.Errorf("%d are left", budget.free)
	}
}
