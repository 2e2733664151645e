package sqldb

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations
var migrations embed.FS

var errNewer = errors.New("it was made by a newer version of waybill")

// migrate brings the tables up to date, each migration in a transaction of its
// own, and refuses a database that has a migration this program does not know.
func migrate(ctx context.Context, engine *sql.DB) error {
	files, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, engine, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	known := int64(0)
	for _, source := range provider.ListSources() {
		known = max(known, source.Version)
	}
	applied, err := provider.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	if applied > known {
		return fmt.Errorf("%w (its version is %d, this program knows %d)", errNewer, applied, known)
	}
	if applied == known {
		return nil
	}
	_, err = provider.Up(ctx)
	return err
}
