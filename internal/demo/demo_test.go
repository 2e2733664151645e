package demo

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var now = time.Date(2026, 3, 4, 15, 30, 0, 0, time.UTC)

func TestTheSameSeedMakesTheSameBusiness(t *testing.T) {
	t.Parallel()
	one, again, other := New(7, 500, now), New(7, 500, now), New(8, 500, now)
	if diff := cmp.Diff(one, again); diff != "" {
		t.Error(diff)
	}
	if cmp.Equal(one.Customers, other.Customers) || cmp.Equal(one.Loads, other.Loads) {
		t.Error("another seed makes the same business")
	}
}

// TestBusiness checks what the server does not.
func TestBusiness(t *testing.T) {
	t.Parallel()
	b := New(1, 3000, now)
	names := map[string]bool{}
	unique := func(name string) {
		word := strings.Fields(name)[0]
		if names[word] {
			t.Errorf("%s occurs twice", word)
		}
		names[word] = true
	}
	fictitious := regexp.MustCompile(`^[2-9]\d\d-555-01\d\d$`)
	for _, c := range b.Customers {
		unique(c.Name)
		if !strings.HasSuffix(c.Domain, ".example") || !fictitious.MatchString(c.Phone) {
			t.Errorf("%+v may be somebody", c)
		}
	}
	for _, c := range b.Carriers {
		unique(c.Name)
		if !strings.HasSuffix(c.Email, ".example") || !fictitious.MatchString(c.PhoneNumber) || !strings.HasPrefix(c.DOTNumber, "DEMO-") ||
			!strings.HasSuffix(c.Contacts[0].PrimaryEmail, ".example") || !fictitious.MatchString(c.Contacts[0].PrimaryPhone) {
			t.Errorf("%+v may be somebody", c)
		}
	}
	for _, l := range b.Locations {
		if !strings.HasSuffix(l.Email, ".example") || !fictitious.MatchString(l.PhoneNumber) {
			t.Errorf("%+v may be somebody", l)
		}
	}
	if got := []int{len(b.Customers), len(b.Locations), len(b.Carriers), len(b.Loads)}; !slices.Equal(got, []int{100, 200, 60, 3000}) {
		t.Errorf("%d records", got)
	}
}

func TestLoadsSpanAYear(t *testing.T) {
	t.Parallel()
	b := New(1, 3000, now)
	statuses, byLane := map[string]int{}, map[string]int{}
	for i, l := range b.Loads {
		pickup, delivery := l.Stops[0].EarlyArrival, l.Stops[len(l.Stops)-1].LateArrival
		if i > 0 && pickup.Before(b.Loads[i-1].Stops[0].EarlyArrival) {
			t.Errorf("%s is picked up before the load before it", l.ExternalReferenceID)
		}
		if pickup.Before(now.Add(-352*day)) || pickup.After(now.Add(15*day)) {
			t.Errorf("%s is picked up at %s", l.ExternalReferenceID, pickup)
		}
		if l.Status == "EN_ROUTE" && (pickup.After(now) || delivery.Before(now)) || l.Status == "COMPLETED" && delivery.After(now) {
			t.Errorf("%s is %s from %s to %s", l.ExternalReferenceID, l.Status, pickup, delivery)
		}
		statuses[l.Status]++
		byLane[l.Stops[0].LocationExternalReferenceID+l.Stops[len(l.Stops)-1].LocationExternalReferenceID]++
	}
	if len(statuses) < 12 || statuses["COMPLETED"] < 2500 {
		t.Errorf("the statuses are %v", statuses)
	}
	most := 0
	for _, number := range byLane {
		most = max(most, number)
	}
	if most < 300 || len(byLane) < 100 {
		t.Errorf("the busiest of %d lanes has %d loads of %d", len(byLane), most, len(b.Loads))
	}
}
