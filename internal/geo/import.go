package geo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"waybill/internal/geo/geonames"
	"waybill/internal/sqldb"
)

// importedRows bounds the rows that a transaction of an import writes or removes, so
// that concurrent writes are not delayed.
const importedRows = 500

// statementRows is the number of rows that a statement writes. More rows save network
// round trips to a server, but SQLite gets slow with many parameters.
const statementRows = 20

var columns = []string{"country", "postal_code", "latitude", "longitude", "imported_at"}

// Import stores the postal codes of files of GeoNames in the database, where servers
// find them at once. All codes that were imported before of the countries in the files
// are replaced: each code by the new one, and at the end those that are not in the
// files are removed. It returns the number of codes by country. Of several lines with
// a code, the first counts.
//
// Every file is read twice, so that an error in a file changes nothing. After another
// failure some codes are old and some new, and another call replaces them all.
func Import(ctx context.Context, db *sqldb.DB, files []File) (codes map[string]int64, err error) {
	for _, f := range files {
		if err := f.read(check); err != nil {
			return nil, err
		}
	}
	i := &importer{ctx: ctx, db: db, started: map[string]int64{}}
	codes = map[string]int64{}
	for _, f := range files {
		if err := errors.Join(f.read(i.add), i.flush()); err != nil {
			return nil, err
		}
	}
	for country := range i.started {
		if codes[country], err = i.finish(country); err != nil {
			return nil, err
		}
	}
	return codes, nil
}

// check refuses what cannot be stored.
func check(p geonames.Place) error {
	if plain(p.PostalCode) == "" {
		return fmt.Errorf("the postal code %q has no letter or digit", p.PostalCode)
	}
	return nil
}

// importer writes codes, some at a time.
type importer struct {
	ctx     context.Context
	db      *sqldb.DB
	started map[string]int64 // the time of this import of a country
	pending map[code]Point   // codes to write
}

type code struct{ country, postalCode string }

func (i *importer) add(p geonames.Place) error {
	if err := i.start(p.Country); err != nil {
		return err
	}
	if i.pending == nil {
		i.pending = map[code]Point{}
	}
	c := code{p.Country, plain(p.PostalCode)}
	if _, twice := i.pending[c]; !twice {
		i.pending[c] = Point{Latitude: p.Latitude, Longitude: p.Longitude}
	}
	if len(i.pending) < importedRows {
		return nil
	}
	return i.flush()
}

// start chooses a time for the import of a country that is later than those of all
// earlier imports. No two writes have the same time, so it asks in a write.
func (i *importer) start(country string) error {
	if _, ok := i.started[country]; ok {
		return nil
	}
	var latest int64
	err := i.db.Write(i.ctx, func(tx *sqldb.Tx) error {
		i.started[country] = tx.Now().UnixMicro()
		return tx.Row(`SELECT coalesce(max(imported_at), 0) FROM postal_codes WHERE country = $1`, []any{country}, &latest)
	})
	i.started[country] = max(latest+1, i.started[country])
	return err
}

// flush writes the pending codes, in the order of their keys, so that concurrent
// imports do not deadlock.
func (i *importer) flush() error {
	codes := slices.SortedFunc(maps.Keys(i.pending), func(a, b code) int {
		return cmp.Or(strings.Compare(a.country, b.country), strings.Compare(a.postalCode, b.postalCode))
	})
	err := i.db.Write(i.ctx, func(tx *sqldb.Tx) error {
		for some := range slices.Chunk(codes, statementRows) {
			if err := i.write(tx, some); err != nil {
				return fmt.Errorf("store postal codes from %s on: %w", some[0].postalCode, err)
			}
		}
		return nil
	})
	i.pending = nil
	return err
}

// write leaves a code that has been written by this import or a later one.
func (i *importer) write(tx *sqldb.Tx, codes []code) error {
	values := make([]any, 0, len(codes)*len(columns))
	for _, c := range codes {
		point := i.pending[c]
		values = append(values, c.country, c.postalCode, point.Latitude, point.Longitude, i.started[c.country])
	}
	_, err := tx.Exec(sqldb.InsertText("postal_codes", columns, len(codes))+` ON CONFLICT (country, postal_code) DO UPDATE SET
		latitude = excluded.latitude, longitude = excluded.longitude, imported_at = excluded.imported_at
		WHERE postal_codes.imported_at < excluded.imported_at`, values...)
	return err
}

// finish removes the codes of all imports of a country but the last, and returns the
// number of codes that the country has now. If another import has begun since, the other
// import is the last. It may have finished already, so this import also removes its own
// codes.
func (i *importer) finish(country string) (codes int64, err error) {
	var last int64
	err = i.db.Read(i.ctx, func(tx *sqldb.ReadTx) error {
		return tx.Row(`SELECT max(imported_at) FROM postal_codes WHERE country = $1`, []any{country}, &last)
	})
	// A code that another import writes at the same time is compared again after the wait
	// for its row. It stays, so a transaction may remove fewer rows than there are.
	for removed := int64(1); err == nil && removed > 0; {
		err = i.db.Write(i.ctx, func(tx *sqldb.Tx) (err error) {
			removed, err = tx.Exec(`DELETE FROM postal_codes WHERE country = $1 AND imported_at < $2 AND postal_code IN
				(SELECT postal_code FROM postal_codes WHERE country = $1 AND imported_at < $2 LIMIT $3)`,
				country, last, importedRows)
			return err
		})
	}
	if err != nil {
		return 0, fmt.Errorf("remove postal codes of %s: %w", country, err)
	}
	err = i.db.Read(i.ctx, func(tx *sqldb.ReadTx) error {
		return tx.Row(`SELECT count(*) FROM postal_codes WHERE country = $1`, []any{country}, &codes)
	})
	return codes, err
}
