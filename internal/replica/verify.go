package replica

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strings"

	"waybill/internal/resource"
	"waybill/internal/sqldb"
)

// This file compares the replica with the server, both after the same event. The pages of
// records are of different moments; the events since the first of them are applied to what
// was read, and to the replica.

// Sum stands for all records of a resource.
type Sum struct {
	Records int64
	Digest  [sha256.Size]byte
}

// Difference is a record that differs.
type Difference struct{ ID, What string }

// Compared is the comparison of the records of a resource.
type Compared struct {
	Resource        string // "customers"
	Server, Replica Sum
	Differing       int64
	Differences     []Difference // the first of them
}

// Proof is the comparison of all resources after an event.
type Proof struct {
	Sequence  int64
	Resources []Compared
}

// Same reports whether the replica equals the server.
func (p *Proof) Same() bool {
	return !slices.ContainsFunc(p.Resources, func(c Compared) bool { return c.Differing > 0 || c.Server != c.Replica })
}

// differencesShown bounds Compared.Differences.
const differencesShown = 20

// prints are the fingerprints of the records of a resource, by their ids.
type prints map[string]resource.Fingerprint

// Verify brings the replica up to date, and compares it with the server. It holds a
// fingerprint of about 100 bytes for each record of the server.
func (f *Follower) Verify(ctx context.Context) (*Proof, error) {
	if err := f.CatchUp(ctx); err != nil {
		return nil, err
	}
	server, since, err := f.readPrints(ctx)
	if err != nil {
		return nil, err
	}
	for checked, isLast := false, false; !isLast; {
		page, err := f.nextPage(ctx, 0, &checked)
		if errors.Is(err, errExpired) {
			return nil, errors.New("the server has removed events, or was restored, while it was compared; try again")
		}
		if err == nil {
			err = f.applyEvents(ctx, page)
		}
		if err == nil {
			err = f.applyToPrints(server, page, since)
		}
		if err != nil {
			return nil, err
		}
		isLast = page.Next == page.Head
	}
	return f.compare(ctx, server)
}

// readPrints reads the fingerprints of all records of the server, and the number of the last
// event before the first of them was read.
func (f *Follower) readPrints(ctx context.Context) (all map[string]prints, since int64, err error) {
	all, since = map[string]prints{}, -1
	for _, r := range f.Resources {
		of := prints{}
		all[r.Plural()] = of
		for after, more := "", true; more; {
			var page recordPage
			err := f.retrying(ctx, func() (err error) {
				page, err = f.source.records(ctx, r.Plural(), after)
				return err
			})
			if err != nil {
				return nil, 0, err
			}
			for i := range page.Records {
				id, fingerprint, err := r.Fingerprint(page.Records[i].answered())
				if err != nil {
					return nil, 0, err
				}
				of[id] = fingerprint
			}
			if since < 0 {
				since = page.cursor
			}
			after, more = page.Next, page.Next != ""
		}
		f.Log.Info("read records to compare", "resource", r.Plural(), "records", len(of))
	}
	return all, since, nil
}

// applyToPrints applies the events of a page that are later than the first fingerprint.
func (f *Follower) applyToPrints(all map[string]prints, page eventPage, since int64) error {
	for i := range page.Events {
		e := &page.Events[i]
		noun, action, _ := strings.Cut(e.Type, ".")
		of := f.resourceOf(noun)
		if of == nil || !tellsRecord(action) || e.Sequence <= since {
			continue
		}
		if action == sqldb.Deleted {
			delete(all[of.Plural()], e.RecordID)
			continue
		}
		if e.isErased() {
			continue // its deletion follows
		}
		id, fingerprint, err := of.Fingerprint(e.answered())
		if err != nil {
			return fmt.Errorf("event %d: %w", e.Sequence, err)
		}
		if fingerprint.Version > all[of.Plural()][id].Version {
			all[of.Plural()][id] = fingerprint
		}
	}
	return nil
}

// compare compares the replica with the fingerprints of the server.
func (f *Follower) compare(ctx context.Context, server map[string]prints) (*Proof, error) {
	proof := &Proof{Sequence: f.position.cursor}
	for _, r := range f.Resources {
		compared, err := f.compareResource(ctx, r, server[r.Plural()])
		if err != nil {
			return nil, err
		}
		proof.Resources = append(proof.Resources, compared)
	}
	return proof, nil
}

// compareResource compares the records of a resource, and empties the fingerprints.
func (f *Follower) compareResource(ctx context.Context, r resource.Replica, server prints) (Compared, error) {
	c := Compared{Resource: r.Plural()}
	c.Server = sumOf(server)
	differs := func(id, what string) {
		if c.Differing++; len(c.Differences) < differencesShown {
			c.Differences = append(c.Differences, Difference{id, what})
		}
	}
	sum := newSummer()
	err := f.eachPrint(ctx, r, func(id string, fingerprint resource.Fingerprint) {
		sum.add(id, fingerprint)
		switch known, ok := server[id]; {
		case !ok:
			differs(id, "only in the replica")
		case known != fingerprint:
			differs(id, "different")
		}
		delete(server, id)
	})
	c.Replica = sum.end()
	for _, id := range slices.Sorted(maps.Keys(server)) {
		differs(id, "missing in the replica")
	}
	return c, err
}

// eachPrint calls found with each record of the replica, in the order of the ids.
func (f *Follower) eachPrint(ctx context.Context, r resource.Replica, found func(string, resource.Fingerprint)) error {
	const atOnce = 500
	type row struct {
		id          string
		fingerprint resource.Fingerprint
	}
	for after, more := "", true; more; {
		var rows []row
		err := f.DB.ReadListSnapshot(ctx, f.organization, func(tx *sqldb.ReadTx) error {
			rows = rows[:0]
			return r.Fingerprints(tx, f.organization, after, atOnce, func(id string, fingerprint resource.Fingerprint) { rows = append(rows, row{id, fingerprint}) })
		})
		if err != nil {
			return err
		}
		for _, read := range rows {
			found(read.id, read.fingerprint)
			after = read.id
		}
		more = len(rows) == atOnce
	}
	return nil
}

// summer sums records in the order of their ids.
type summer struct {
	records int64
	running hash.Hash
}

func newSummer() *summer { return &summer{running: sha256.New()} }

func (s *summer) add(id string, fingerprint resource.Fingerprint) {
	s.records++
	_, _ = s.running.Write(append([]byte(id), 0)) // never fails
	_, _ = s.running.Write(fingerprint.Hash[:])
}

func (s *summer) end() Sum {
	sum := Sum{Records: s.records}
	s.running.Sum(sum.Digest[:0])
	return sum
}

func sumOf(all prints) Sum {
	s := newSummer()
	for _, id := range slices.Sorted(maps.Keys(all)) {
		s.add(id, all[id])
	}
	return s.end()
}
