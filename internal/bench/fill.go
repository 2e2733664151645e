package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A database is filled through the API, concurrently for one large organization and
// several others of a two-hundredth of its size.
const (
	mainKey   = "bench-key"
	others    = 20
	othersOf  = 200
	batchSize = 100
	// fillUnit divides the number of customers of the large organization.
	fillUnit = othersOf
	// fillWorkers is the number of concurrent batches.
	fillWorkers = 8
)

func otherKey(i int) string { return fmt.Sprintf("bench-key-%02d", i+1) }

// filled returns the name of a database in which the main organization has size
// customers. It fills the database if it does not exist.
func (b *bench) filled(ctx context.Context, size int) (string, error) {
	tables, err := describeTables(ctx)
	if err != nil {
		return "", err
	}
	name := fmt.Sprintf("waybill_bench_%d_%s", size, tables)
	there, err := b.engine.exists(ctx, name)
	if err != nil || there {
		return name, err
	}
	unfinished := fmt.Sprintf("waybill_bench_%d_unfinished", size)
	if err := b.fill(ctx, unfinished, size); err != nil {
		return "", fmt.Errorf("filling a database with %d customers: %w", size, err)
	}
	if err := b.engine.settle(ctx, unfinished); err != nil {
		return "", err
	}
	return name, b.engine.rename(ctx, unfinished, name)
}

// describeTables returns a text that changes with the tables and with the data that
// is filled in, so that outdated databases are not used.
func describeTables(ctx context.Context) (string, error) {
	folder, err := command(ctx, "go", "list", "-f", "{{.Dir}}", "waybill/internal/sqldb").Output()
	if err != nil {
		return "", fmt.Errorf("finding the migrations: %w", err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(folder)), "migrations", "*", "*.sql"))
	if err != nil || len(files) == 0 {
		return "", errors.Join(errors.New("finding the migrations"), err)
	}
	sum := sha256.New()
	for n := range 2 * few {
		_, _ = fmt.Fprintf(sum, "%+v", seedCustomer(n, few*few))
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		_, _ = sum.Write(text)
	}
	return fmt.Sprintf("%x", sum.Sum(nil)[:4]), nil
}

func (b *bench) fill(ctx context.Context, database string, size int) (err error) {
	progress("%s: creating %d customers, and %d of others", b.engine, size, size/othersOf*others)
	if err := errors.Join(b.engine.drop(ctx, database), b.engine.create(ctx, database)); err != nil {
		return err
	}
	if err := b.importKeys(ctx, database); err != nil {
		return err
	}
	s, err := b.start(ctx, database, plainly)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	begun := time.Now()
	if err := s.fill(ctx, parcels(size)); err != nil {
		return err
	}
	progress("%s: %.0f customers a second", b.engine, float64(size+size/othersOf*others)/time.Since(begun).Seconds())
	return s.checkFilled(ctx, size)
}

// importKeys creates the organizations, the main organization first.
func (b *bench) importKeys(ctx context.Context, database string) error {
	lines := mainKey + ",main\n"
	for i := range others {
		lines += fmt.Sprintf("%s,other-%02d\n", otherKey(i), i+1)
	}
	imported := command(ctx, b.program, "keys", "import", "-", "--database", b.engine.address(database))
	imported.Stdin = strings.NewReader(lines)
	if output, err := imported.CombinedOutput(); err != nil {
		return fmt.Errorf("importing keys: %w\n%s", err, output)
	}
	return nil
}

// parcel is a range of customers of an organization, to be created by one batch.
type parcel struct {
	key         string
	first, last int // last is exclusive
	size        int // of the organization
}

// parcels lists the batches that fill a database, in order. All organizations grow
// at the same rate.
func parcels(size int) (all []parcel) {
	var done [others]int
	for first := 0; first < size; first += batchSize {
		last := min(first+batchSize, size)
		all = append(all, parcel{mainKey, first, last, size})
		for i := range others {
			// The organizations take turns, with full batches if possible.
			due := size / othersOf * last / size
			if due-done[i] >= batchSize || last == size && due > done[i] {
				all = append(all, parcel{otherKey(i), done[i], due, size / othersOf})
				done[i] = due
			}
		}
	}
	return all
}

// fill sends parcels in order, a few concurrently.
func (s *server) fill(ctx context.Context, all []parcel) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range fillWorkers {
		workers.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(all) && ctx.Err() == nil; n = int(next.Add(1)) - 1 {
				if err := s.send(ctx, all[n]); err != nil {
					cancel(err)
				}
			}
		})
	}
	workers.Wait()
	return context.Cause(ctx)
}

// item is an item of a batch.
type item struct {
	Operation string   `json:"operation"`
	Reference string   `json:"external_reference_id"`
	Customer  customer `json:"customer"`
}

func (s *server) send(ctx context.Context, p parcel) error {
	var batch struct {
		Items []item `json:"items"`
	}
	for n := p.first; n < p.last; n++ {
		c := seedCustomer(n, p.size)
		batch.Items = append(batch.Items, item{"create", c.Reference, c})
	}
	body, err := json.Marshal(batch)
	if err != nil {
		return err
	}
	got, err := s.doAs(ctx, p.key, http.MethodPost, batchPath, string(body))
	if err != nil {
		return err
	}
	var done struct {
		Successes int `json:"success_count"`
	}
	if err := json.Unmarshal([]byte(got.body), &done); err != nil || done.Successes != p.last-p.first {
		return fmt.Errorf("a batch was answered %d %.1000s", got.status, got.body)
	}
	return nil
}

// checkFilled fails unless each organization has the right number of customers, and a
// sample of the customers is right.
func (s *server) checkFilled(ctx context.Context, size int) error {
	for i := range others {
		other := *s
		other.key = otherKey(i)
		if err := other.checkTotal(ctx, int64(size/othersOf), int64(size/othersOf)); err != nil {
			return err
		}
	}
	for n := 0; n < size; n += size / few {
		c := seedCustomer(n, size)
		if err := s.expect(ctx, http.MethodGet, customersPath+"/"+c.Reference, "", http.StatusOK, fmt.Sprintf(`"name":%q`, c.Name), 1); err != nil {
			return err
		}
	}
	return s.checkTotal(ctx, int64(size), int64(size))
}
