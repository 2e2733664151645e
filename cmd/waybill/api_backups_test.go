package main

import (
	"log/slog"
	"os"
	"testing"
	"time"

	"waybill/internal/backup"
	"waybill/internal/sqldb/sqldbtest"
)

// TestBackupEvents: each organization reads in its feed that backups fail, and that one was
// verified again. It learns nothing else of the server.
func TestBackupEvents(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		s := newFeedServer(t, database)
		now := time.Date(2026, 11, 27, 3, 0, 0, 0, time.UTC)
		folder := t.TempDir()
		log := slog.New(slog.DiscardHandler)
		keeper := &backup.Keeper{DB: s.db, Folder: folder, Every: 24 * time.Hour, Now: func() time.Time { return now }, Log: log}
		makeBackup(t.Context(), keeper, log)
		now = now.Add(24 * time.Hour)
		if err := os.Rename(folder, folder+"-away"); err != nil {
			t.Fatal(err)
		}
		makeBackup(t.Context(), keeper, log)
		now = now.Add(time.Hour)
		if err := os.Rename(folder+"-away", folder); err != nil {
			t.Fatal(err)
		}
		makeBackup(t.Context(), keeper, log)
		for _, key := range []string{"feed-key-of-one", "feed-key-of-two"} {
			c := newClient(t, s.address, key)
			for _, test := range []struct{ query, kind, data string }{
				{"types=backup.failed", "backup.failed", `{"last_verified_at":"2026-11-27T03:00:00Z"}`},
				{"resource=backup&after=1", "backup.verified", `{"last_verified_at":"2026-11-28T04:00:00Z"}`},
			} {
				events := feedOf(t, c, test.query).Events
				if len(events) != 1 || events[0].Type != test.kind || string(events[0].Data) != test.data ||
					events[0].Actor.User == nil || *events[0].Actor.User != systemUser() || events[0].RecordID != "backups" || events[0].Reference != "backups" {
					t.Errorf("%s: %+v, want data %s", test.query, events, test.data)
				}
			}
		}
	})
}
