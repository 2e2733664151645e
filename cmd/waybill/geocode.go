package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"waybill/internal/geo"
	"waybill/internal/sqldb"
)

type geocode struct {
	Import importPostalCodes `cmd:"" help:"Import postal codes of GeoNames, for the coordinates of locations."`
}

type importPostalCodes struct {
	storage
	Files []geo.File `arg:"" name:"file" help:"A file of postal codes of GeoNames, as text or ZIP."`
}

// Help returns the long help of the command.
func (importPostalCodes) Help() string {
	return `The postal codes of the United States and the postal areas of Canada are part of the program. For other countries, and for the complete codes of Canada, download files from https://download.geonames.org/export/zip/ (CC BY 4.0), such as MX.zip and CA_full.csv.zip, and import them. All organizations use them, and running servers find them at once. Locations that exist are not changed.

An import replaces the codes of earlier imports of the same countries. An error in a file changes nothing. After an interruption, run the same command again.`
}

// Run imports the files and prints the number of codes of each country. It creates the
// database if there is none.
func (c importPostalCodes) Run(ctx context.Context, t terminal) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return c.with(ctx, sqldb.Options{}, func(db *sqldb.DB) error {
		codes, err := geo.Import(ctx, db, c.Files)
		if err != nil && ctx.Err() != nil {
			return errors.New("interrupted; run the same command again")
		}
		if err != nil {
			return err
		}
		for _, country := range slices.Sorted(maps.Keys(codes)) {
			if _, err := fmt.Fprintf(t.out, "imported %d postal codes of %s\n", codes[country], country); err != nil {
				return err
			}
		}
		return nil
	})
}
