package transfer

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"maps"
	"math"
	"slices"
	"sync"
)

// Proof is the comparison of two databases, table by table.
type Proof []Compared

// Same reports whether both databases hold the same rows.
func (p Proof) Same() bool {
	return !slices.ContainsFunc(p, func(c Compared) bool { return len(c.Differences) > 0 })
}

// Compared is the comparison of one table.
type Compared struct {
	Table         string
	Shared        bool // the rows belong to no organization
	Organizations int  // organizations with rows in the source
	Source        Sum  // of all rows
	Target        Sum
	Differences   []Difference
}

// Difference is an organization whose rows in a table differ.
type Difference struct {
	Organization   int64 // 0 for a shared table
	Source, Target Sum
}

// Sum is the number and the digest of rows of a table. Equal sums mean equal rows.
type Sum struct {
	Rows   int64
	Digest [sha256.Size]byte // of the rows in the order of their keys
}

// counts are the totals of lists. Each engine spreads them over rows in its own
// way, so their sums are compared.
var counts = table{
	name: "row_counts",
	rows: `(SELECT organization_id, resource, CAST(sum(row_count) AS BIGINT) AS row_count
		FROM row_counts GROUP BY organization_id, resource HAVING sum(row_count) <> 0) AS totals`,
	columns: []string{"organization_id", "resource", "row_count"},
	boolean: make([]bool, 3),
	key:     []int{0, 1},
}

// prove reads both databases in full and compares them.
func (c *copier) prove(ctx context.Context, tables []table, from, to reader) (proof Proof, err error) {
	for _, t := range append(slices.Clone(tables), counts) {
		compared, err := c.compare(ctx, t, from, to)
		if err != nil {
			return nil, fmt.Errorf("comparing %s: %w", t.name, err)
		}
		proof = append(proof, compared)
	}
	return proof, nil
}

// compare reads a table of both databases concurrently.
func (c *copier) compare(ctx context.Context, t table, from, to reader) (Compared, error) {
	total := int64(0)
	for _, db := range []reader{from, to} {
		rows, err := t.count(ctx, db)
		if err != nil {
			return Compared{}, err
		}
		total += rows
	}
	c.start("comparing", t.name, 0, total)
	var source, target digests
	var failedSource, failedTarget error
	var both sync.WaitGroup
	both.Go(func() { source, failedSource = c.digest(ctx, t, from) })
	both.Go(func() { target, failedTarget = c.digest(ctx, t, to) })
	both.Wait()
	if err := errors.Join(failedSource, failedTarget); err != nil {
		return Compared{}, err
	}
	compared := Compared{
		Table:       t.name,
		Shared:      t.shared,
		Source:      source.sum(),
		Target:      target.sum(),
		Differences: source.differences(target),
	}
	if !t.shared {
		compared.Organizations = len(source)
	}
	return compared, nil
}

// digests are the sums of a table by organization.
type digests map[int64]Sum

func (d digests) organizations() []int64 { return slices.Sorted(maps.Keys(d)) }

func (d digests) sum() (whole Sum) {
	all := sha256.New()
	for _, organization := range d.organizations() {
		sum := d[organization]
		whole.Rows += sum.Rows
		all.Write(binary.BigEndian.AppendUint64(sum.Digest[:], uint64(organization)))
	}
	all.Sum(whole.Digest[:0])
	return whole
}

func (d digests) differences(from digests) (all []Difference) {
	either := maps.Clone(d)
	maps.Copy(either, from)
	for _, organization := range either.organizations() {
		if d[organization] != from[organization] {
			all = append(all, Difference{organization, d[organization], from[organization]})
		}
	}
	return all
}

// digest reads a table. Keys begin with the organization, so the rows of an
// organization are adjacent. The rows of a shared table count as those of the
// organization 0.
func (c *copier) digest(ctx context.Context, t table, db reader) (digests, error) {
	d := digester{sums: digests{}, running: sha256.New()}
	err := t.read(ctx, db, nil, func(rows [][]any) error {
		for _, row := range rows {
			organization, err := t.owner(row)
			if err != nil {
				return err
			}
			if err := d.add(organization, row); err != nil {
				return err
			}
		}
		c.advance(len(rows))
		return nil
	})
	d.finish()
	return d.sums, err
}

// digester digests rows that are grouped by organization.
type digester struct {
	sums         digests
	organization int64
	rows         int64 // of the organization
	running      hash.Hash
	encoded      []byte
}

func (d *digester) add(organization int64, row []any) (err error) {
	if organization != d.organization {
		d.finish()
		d.organization = organization
	}
	d.encoded = d.encoded[:0]
	for _, value := range row {
		if d.encoded, err = appendValue(d.encoded, value); err != nil {
			return err
		}
	}
	d.running.Write(d.encoded)
	d.rows++
	return nil
}

func (d *digester) finish() {
	if d.rows == 0 {
		return
	}
	sum := Sum{Rows: d.rows}
	d.running.Sum(sum.Digest[:0])
	d.sums[d.organization] = sum
	d.running.Reset()
	d.rows = 0
}

// appendValue appends the encoding of a value, which is the same on every engine.
// No two rows of values have the same encoding.
func appendValue(to []byte, value any) ([]byte, error) {
	switch v := value.(type) {
	case nil:
		return append(to, 'n'), nil
	case bool:
		if v {
			return appendValue(to, int64(1))
		}
		return appendValue(to, int64(0))
	case int64:
		return binary.BigEndian.AppendUint64(append(to, 'i'), uint64(v)), nil
	case float64:
		return binary.BigEndian.AppendUint64(append(to, 'r'), math.Float64bits(v)), nil
	case string:
		return append(binary.AppendUvarint(append(to, 't'), uint64(len(v))), v...), nil
	case []byte:
		return append(binary.AppendUvarint(append(to, 'b'), uint64(len(v))), v...), nil
	default:
		return nil, fmt.Errorf("a value of type %T cannot be compared", value)
	}
}
