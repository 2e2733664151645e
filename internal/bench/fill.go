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
)

// A database is filled through the API, concurrently for one large organization and
// several others of a two-hundredth of its size. So it has all that the server keeps.
const (
	mainKey   = "mtm_bench_key_of_the_main_organization"
	others    = 20
	othersOf  = 200
	batchSize = 100
	// fillUnit divides the number of records of the large organization.
	fillUnit = othersOf
	// fillWorkers is the number of concurrent batches.
	fillWorkers = 8
)

func otherKey(i int) string { return fmt.Sprintf("mtm_bench_key_of_organization_%02d", i+1) }

// filled returns the name of a database in which the main organization has size records
// of a resource. It fills the database if it does not exist.
func (b *bench) filled(ctx context.Context, r resource, size int) (string, error) {
	return b.filledWith(ctx, r.plural, size, func(s *server) error { return s.fillResource(ctx, r, size) })
}

// filledWith returns the name of a database with the contents that fill creates through
// a server. It fills the database if it does not exist.
func (b *bench) filledWith(ctx context.Context, contents string, size int, fill func(*server) error) (string, error) {
	tables, err := describeTables(ctx)
	if err != nil {
		return "", err
	}
	name := fmt.Sprintf("waybill_bench_%s_%d_%s", contents, size, tables)
	there, err := b.engine.exists(ctx, name)
	if err != nil || there {
		return name, err
	}
	unfinished := fmt.Sprintf("waybill_bench_%s_%d_unfinished", contents, size)
	if err := errors.Join(b.engine.drop(ctx, unfinished), b.engine.create(ctx, unfinished)); err != nil {
		return "", err
	}
	if b.engine == b.source {
		progress("%s: filling a database with %d %s", b.engine, size, contents)
		err = b.fill(ctx, unfinished, fill)
	} else {
		err = b.fillFromSource(ctx, contents, size, unfinished, fill)
	}
	if err != nil {
		return "", fmt.Errorf("filling a database with %d %s: %w", size, contents, err)
	}
	if err := b.engine.settle(ctx, unfinished); err != nil {
		return "", err
	}
	return name, b.engine.rename(ctx, unfinished, name)
}

// fillFromSource copies what fill creates on the other engine, which is quicker than to
// create it twice.
func (b *bench) fillFromSource(ctx context.Context, contents string, size int, to string, fill func(*server) error) error {
	onSource := *b
	onSource.engine = b.source
	from, err := onSource.filledWith(ctx, contents, size, fill)
	if err != nil {
		return err
	}
	progress("%s: copying a database with %d %s", b.engine, size, contents)
	copying := command(ctx, b.program, "copy", "--from", b.source.address(from), "--to", b.engine.address(to))
	if output, err := copying.CombinedOutput(); err != nil {
		return fmt.Errorf("copying: %w\n%s", err, output)
	}
	if b.cache != "" {
		return nil
	}
	return b.source.drop(ctx, from) // nothing needs it any more, and it may be large
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
		for _, r := range resources {
			_, _ = fmt.Fprintf(sum, "%+v", r.at(n, few*few))
		}
		for _, k := range kinds {
			_, _ = fmt.Fprintf(sum, "%+v", k.record("", n))
		}
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

func (b *bench) fill(ctx context.Context, database string, fill func(*server) error) (err error) {
	if err := b.importKeys(ctx, database); err != nil {
		return err
	}
	s, err := b.start(ctx, database, plainly)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	return fill(s)
}

// keys are those of the organizations, that of the main organization first.
func keys() []string {
	all := []string{mainKey}
	for i := range others {
		all = append(all, otherKey(i))
	}
	return all
}

// importKeys creates the organizations.
func (b *bench) importKeys(ctx context.Context, database string) error {
	var lines string
	for i, key := range keys() {
		lines += fmt.Sprintf("%s,organization-%02d\n", key, i)
	}
	imported := command(ctx, b.program, "keys", "import", "-", "--database", b.engine.address(database))
	imported.Stdin = strings.NewReader(lines)
	if output, err := imported.CombinedOutput(); err != nil {
		return fmt.Errorf("importing keys: %w\n%s", err, output)
	}
	return nil
}

// parcel is a range of records of an organization, to be created by one batch.
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
func (s *server) fill(ctx context.Context, all []parcel, send func(context.Context, parcel) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range fillWorkers {
		workers.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(all) && ctx.Err() == nil; n = int(next.Add(1)) - 1 {
				if err := send(ctx, all[n]); err != nil {
					cancel(err)
				}
			}
		})
	}
	workers.Wait()
	return context.Cause(ctx)
}

// fillResource creates the records of a resource in all organizations, after those that
// they refer to.
func (s *server) fillResource(ctx context.Context, r resource, size int) error {
	for _, needed := range r.needs {
		for _, key := range keys() {
			if err := s.fillKind(ctx, key, needed, referred); err != nil {
				return err
			}
		}
	}
	err := s.fill(ctx, parcels(size), func(ctx context.Context, p parcel) error {
		return s.createAll(ctx, p.key, r.kind, p.first, p.last, func(n int) any { return r.at(n, p.size) })
	})
	if err != nil {
		return err
	}
	return s.checkFilled(ctx, r, size)
}

// createAll creates the records with the numbers from first to last, last excluded, by
// one batch.
func (s *server) createAll(ctx context.Context, key string, k kind, first, last int, record func(n int) any) error {
	var batch struct {
		Items []map[string]any `json:"items"`
	}
	for n := first; n < last; n++ {
		batch.Items = append(batch.Items, map[string]any{
			"operation": "create", "external_reference_id": k.seed(n), k.noun: record(n),
		})
	}
	body, err := json.Marshal(batch)
	if err != nil {
		return err
	}
	got, err := s.doAs(ctx, key, http.MethodPost, "/v2/tms-api/batch/"+k.plural, string(body))
	if err != nil {
		return err
	}
	var done struct {
		Successes int `json:"success_count"`
	}
	if err := json.Unmarshal([]byte(got.body), &done); err != nil || done.Successes != last-first {
		return fmt.Errorf("a batch of %s was answered %d %.1000s", k.plural, got.status, got.body)
	}
	return nil
}

// checkFilled fails unless each organization has the right number of records, and a
// sample of the records is there.
func (s *server) checkFilled(ctx context.Context, r resource, size int) error {
	for i := range others {
		other := *s
		other.key = otherKey(i)
		if err := other.checkTotal(ctx, r.path()+pageQuery, int64(size/othersOf), int64(size/othersOf)); err != nil {
			return err
		}
	}
	for n := 0; n < size; n += size / few {
		if err := s.expect(ctx, http.MethodGet, r.path()+"/"+r.seed(n), "", http.StatusOK, fmt.Sprintf(`"external_reference_id":%q`, r.seed(n)), 1); err != nil {
			return err
		}
	}
	return s.checkTotal(ctx, r.path()+pageQuery, int64(size), int64(size))
}
