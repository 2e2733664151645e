package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"

	"waybill/internal/sqldb"
)

// pragmas are those of internal/sqldb.
const pragmas = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
	"&_pragma=fullfsync(1)&_pragma=checkpoint_fullfsync(1)&_pragma=foreign_keys(1)" +
	"&_pragma=trusted_schema(0)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-6000)"

const insertStatement = `INSERT INTO customers (organization_id, id, external_reference_id, name, name_folded,
	reference_number, domain, phone, is_active, customer_type, created_at, updated_at, version)
	VALUES (1, $1, $2, $3, lower($3), $4, $5, $6, $7, $8, $9, $9, 1)`

// rawInserts measures inserts into a copy of the seeded database through the
// program's own driver, with group of them in each transaction. It opens the
// file as the program does first, so that the tables and the settings of the
// driver are those of the program.
func (b *bench) rawInserts(ctx context.Context, name string, group int) (_ sample, err error) {
	file, err := b.freshDatabase(name)
	if err != nil {
		return sample{}, err
	}
	db, err := sqldb.Open(ctx, file, sqldb.Options{MustExist: true})
	if err != nil {
		return sample{}, err
	}
	if err := db.Close(); err != nil {
		return sample{}, err
	}
	raw, err := sql.Open("sqlite", "file:"+file+pragmas)
	if err != nil {
		return sample{}, err
	}
	defer func() { err = errors.Join(err, raw.Close()) }()
	before, err := cpuTime(os.Getpid())
	if err != nil {
		return sample{}, err
	}
	measured, err := insertFor(ctx, raw, b.duration, group)
	if err != nil {
		return sample{}, err
	}
	after, err := cpuTime(os.Getpid())
	measured.cpu = after - before
	return measured, err
}

// insertFor inserts for a while. The sample's latencies are of transactions.
func insertFor(ctx context.Context, raw *sql.DB, duration time.Duration, group int) (sample, error) {
	in, err := newInserter(ctx, raw)
	if err != nil {
		return sample{}, err
	}
	defer in.close()
	var commits []time.Duration
	begun := time.Now()
	for last := begun; last.Sub(begun) < duration; {
		if err := in.commit(ctx, group); err != nil {
			return sample{}, err
		}
		now := time.Now()
		commits = append(commits, now.Sub(last))
		last = now
	}
	return sample{
		requests: int64(in.done),
		rate:     float64(in.done) / time.Since(begun).Seconds(),
		p50:      quantile(commits, 0.50),
		p99:      quantile(commits, 0.99),
	}, nil
}

// inserter inserts customers on one connection, as the program's writer does.
type inserter struct {
	conn   *sql.Conn
	insert *sql.Stmt
	done   int
}

func newInserter(ctx context.Context, raw *sql.DB) (*inserter, error) {
	conn, err := raw.Conn(ctx)
	if err != nil {
		return nil, err
	}
	insert, err := conn.PrepareContext(ctx, insertStatement)
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return &inserter{conn: conn, insert: insert}, nil
}

func (in *inserter) close() {
	_ = in.insert.Close()
	_ = in.conn.Close()
}

// commit inserts a group in one transaction. A statement outside of a
// transaction is one by itself.
func (in *inserter) commit(ctx context.Context, group int) error {
	if group == 1 {
		return in.one(ctx)
	}
	tx, err := in.conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for range group {
		if err := in.one(ctx); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// one inserts the next customer. Its id grows with time, as the program's do.
func (in *inserter) one(ctx context.Context) error {
	in.done++
	c := newCustomer(fmt.Sprintf("CUST-RAW-%d", in.done), in.done)
	now := time.Now().UnixMicro()
	_, err := in.insert.ExecContext(ctx, fmt.Sprintf("cust_%014x%010d", now, in.done), c.Reference, c.Name,
		c.ReferenceNumber, c.Domain, c.Phone, c.IsActive, c.CustomerType, now)
	return err
}
