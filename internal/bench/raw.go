package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// organization is the id of the first organization, which is measured.
const organization = 1

const insertStatement = `INSERT INTO customers (organization_id, id, external_reference_id, name, name_folded,
	reference_number, domain, phone, is_active, customer_type, created_at, updated_at, version)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)`

const selectStatement = `SELECT id, external_reference_id, name, reference_number, domain, phone, is_active,
	customer_type, created_at, updated_at, version FROM customers
	WHERE organization_id = $1 AND external_reference_id = $2`

// found is a row of selectStatement.
type found struct {
	id, reference, name              string
	number, domain, phone, kind      *string
	isActive                         bool
	createdAt, updatedAt, versionNow int64
}

func (f *found) dests() []any {
	return []any{&f.id, &f.reference, &f.name, &f.number, &f.domain, &f.phone, &f.isActive, &f.kind,
		&f.createdAt, &f.updatedAt, &f.versionNow}
}

// rawRow returns the arguments of insertStatement. The id grows with time, as the ids
// of the program do.
func rawRow(n int) []any {
	c := newCustomer(fmt.Sprintf("CUST-RAW-%d", n), n)
	now := time.Now().UnixMicro()
	return []any{organization, fmt.Sprintf("cust_%014x%010d", now, n), c.Reference, c.Name, fold(c.Name),
		c.ReferenceNumber, c.Domain, c.Phone, c.IsActive, c.CustomerType, now, now}
}

// rawInserts measures inserts, group inserts to a commit.
func (b *bench) rawInserts(ctx context.Context, filled string, group int) (sample, error) {
	var made atomic.Int64
	return b.rawly(ctx, filled, func(ctx context.Context, on raw) (int, error) {
		rows := make([][]any, group)
		for i := range rows {
			rows[i] = rawRow(int(made.Add(1)))
		}
		return group, on.insert(ctx, rows)
	})
}

// rawGets measures selects by key.
func (b *bench) rawGets(ctx context.Context, filled string) (sample, error) {
	return b.rawly(ctx, filled, func(ctx context.Context, on raw) (int, error) {
		return 1, on.get(ctx, seedReference(rand.IntN(b.small))) //nolint:gosec // not a secret
	})
}

// rawly measures repeated calls of do on a copy of the filled database. do returns
// its number of statements.
func (b *bench) rawly(ctx context.Context, filled string, do func(context.Context, raw) (int, error)) (_ sample, err error) {
	name, drop, err := b.fresh(ctx, filled)
	if err != nil {
		return sample{}, err
	}
	defer func() { err = errors.Join(err, drop()) }()
	on, err := b.engine.raw(ctx, name)
	if err != nil {
		return sample{}, err
	}
	defer func() { err = errors.Join(err, on.close()) }()
	before, err := cpuTime(os.Getpid())
	if err != nil {
		return sample{}, err
	}
	measured, err := repeat(ctx, b.duration, on, do)
	if err != nil {
		return sample{}, err
	}
	after, err := cpuTime(os.Getpid())
	measured.cpu = after - before
	return measured, err
}

// repeat calls do on all connections concurrently for a while. The latencies of the
// sample are the times of calls.
func repeat(ctx context.Context, duration time.Duration, on raw, do func(context.Context, raw) (int, error)) (sample, error) {
	var mu sync.Mutex
	var calls []time.Duration
	var failures []error
	var measured sample
	var workers sync.WaitGroup
	begun := time.Now()
	for range on.connections() {
		workers.Go(func() {
			took, done, err := repeatAlone(ctx, begun.Add(duration), on, do)
			mu.Lock()
			defer mu.Unlock()
			calls = append(calls, took...)
			measured.requests += done
			failures = append(failures, err)
		})
	}
	workers.Wait()
	if err := errors.Join(failures...); err != nil {
		return sample{}, err
	}
	measured.rate = float64(measured.requests) / time.Since(begun).Seconds()
	measured.p50, measured.p99 = quantile(calls, 0.50), quantile(calls, 0.99)
	return measured, nil
}

func repeatAlone(ctx context.Context, until time.Time, on raw, do func(context.Context, raw) (int, error)) (calls []time.Duration, done int64, err error) {
	for last := time.Now(); last.Before(until); {
		count, err := do(ctx, on)
		if err != nil {
			return nil, 0, err
		}
		now := time.Now()
		calls = append(calls, now.Sub(last))
		done += int64(count)
		last = now
	}
	return calls, done, nil
}
