package main

import (
	"context"
	"log/slog"
	"time"

	"waybill/internal/backup"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// backups has the settings of the backups that a server makes.
type backups struct {
	backupPlaces
	BackupEvery time.Duration `positive:"" default:"24h" env:"WAYBILL_BACKUP_EVERY" placeholder:"TIME" help:"The time from one backup to the next. (default: ${default})"`
	BackupKeep  requests      `default:"14" env:"WAYBILL_BACKUP_KEEP" placeholder:"N" help:"The number of backups to keep in each place; 0 keeps all. (default: ${default})"`
}

// newKeeper returns what makes the backups, or nil for none. It fails if the folder cannot be
// written to.
func (b backups) newKeeper(db *sqldb.DB, admin *admin, log *slog.Logger) (*backup.Keeper, error) {
	if b.BackupDir == "" {
		return nil, nil
	}
	k := &backup.Keeper{DB: db, Folder: b.BackupDir, Every: b.BackupEvery, Most: int(b.BackupKeep), Now: time.Now, Log: log}
	if err := k.Check(); err != nil {
		return nil, err
	}
	if admin != nil {
		admin.metrics.WatchBackups(k.Verified, k.Failures)
	}
	return k, nil
}

// makeBackup makes a backup if it is due. The events of the backups are by the user who runs
// the server.
func makeBackup(ctx context.Context, keeper *backup.Keeper, log *slog.Logger) {
	if err := keeper.MakeIfDue(tenant.ByUser(ctx, systemUser())); err != nil && ctx.Err() == nil {
		log.Error("the backup failed; the earlier backups are kept", "error", err)
	}
}
