package doctor

import (
	"context"
	"os"
	"time"

	"github.com/dustin/go-humanize"

	"waybill/internal/backup"
	"waybill/internal/sqldb"
)

const withoutBackups = "set --backup-dir, or make sure that somebody else restores a backup regularly"

// lastBackup looks for the newest backup. Only a verified backup has the name of one.
func (e *Exam) lastBackup(ctx context.Context) Result {
	if e.BackupDir == "" {
		return Warn(withoutBackups, "the server makes no backups")
	}
	newest, err := backup.Newest(e.BackupDir)
	if err != nil {
		return Fail(ask, "the backups cannot be listed: %v", err)
	}
	if newest.File == "" {
		return e.noBackup(ctx)
	}
	if err := backup.CheckComplete(newest.File); err != nil {
		return Fail("remove it and make another by waybill backup: it was whole when it got its name", "the newest backup has changed since it was verified: %v", err)
	}
	age := e.Now().Sub(newest.At).Round(time.Minute)
	if age > lateAfter(e.BackupEvery) {
		return Fail("look at the log of the server for the reason, and whether it runs with this --backup-dir", "the newest verified backup is %s old, and there should be one every %s", age, e.BackupEvery)
	}
	return Fine("the newest verified backup is %s old: %s", age, newest.File)
}

// lateAfter is the age from which the newest backup is too old: there is time to make one, and
// for an attempt after a failure.
func lateAfter(every time.Duration) time.Duration { return every + max(every/4, 2*time.Hour) }

// noBackup is a failure unless the database is too young to have one.
func (e *Exam) noBackup(ctx context.Context) Result {
	var oldest int64
	err := e.db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Row(`SELECT coalesce(min(created_at), 0) FROM organizations`, nil, &oldest)
	})
	if err != nil {
		return unread("the age of the database", err)
	}
	if oldest > 0 && e.Now().Sub(time.UnixMicro(oldest)) > lateAfter(e.BackupEvery) {
		return Fail("look at the log of the server for the reason, and whether it runs with this --backup-dir", "there is no verified backup in %s", e.BackupDir)
	}
	return Warn("start the server, which makes the first one within minutes", "there is no verified backup in %s yet", e.BackupDir)
}

// sentBackup looks for the newest backup in the bucket.
func (e *Exam) sentBackup(ctx context.Context) Result {
	const look = "look at the log of the server for the reason, and whether it runs with this --backup-to"
	switch {
	case e.BucketError != nil:
		return Fail("see docs/operations.md: the server does not start with these settings", "%v", e.BucketError)
	case e.Bucket == nil:
		return Fine("no backups are sent to a bucket")
	}
	all, err := e.Bucket.All(ctx)
	if err != nil {
		return Fail("check --backup-to, --backup-endpoint, --backup-region, the keys, what they permit, and the network", "%v", err)
	}
	var newest backup.Sent
	for _, sent := range all {
		if !sent.At.After(e.Now()) { // as the server does
			newest = sent
		}
	}
	if newest.Name == "" {
		kept, err := backup.Newest(e.BackupDir)
		if err != nil || kept.File != "" && e.Now().Sub(kept.At) > lateSending {
			return Fail(look, "there is no verified backup in %s", e.Bucket)
		}
		return Warn("start the server, which sends the first one when it is made", "there is no verified backup in %s yet", e.Bucket)
	}
	age := e.Now().Sub(newest.At).Round(time.Minute)
	if age > lateAfter(e.BackupEvery) {
		return Fail(look, "the newest verified backup in %s is %s old, and there should be one every %s", e.Bucket, age, e.BackupEvery)
	}
	return Fine("the newest verified backup in the bucket is %s old: %s", age, e.Bucket.File(newest.Name))
}

// lateSending is how old the first backup may be without being in the bucket.
const lateSending = 4 * time.Hour

func (e *Exam) backupFolder(context.Context) Result {
	if e.BackupDir == "" {
		return Fine("there is no folder for backups")
	}
	info, err := os.Stat(e.BackupDir)
	if err == nil {
		err = checkWritable(e.BackupDir)
	}
	switch {
	case err != nil:
		return Fail("create the folder, and let the user of the server write to it", "no backup can be made: %v", err)
	case !info.IsDir():
		return Fail("let --backup-dir name a folder", "%s is not a folder", e.BackupDir)
	}
	free, err := e.Free(e.BackupDir)
	if err != nil {
		return Warn(ask, "the free disk of %s is not known: %v", e.BackupDir, err)
	}
	// The next backup is written before the oldest is removed.
	need := uint64(leastFree)
	if newest, err := backup.Newest(e.BackupDir); err == nil {
		need += uint64(newest.Size) * 5 / 4
	}
	if free < need {
		return Fail("free disk, or lower --backup-keep", "the disk of the backups has %s free, and the next backup needs about %s", humanize.IBytes(free), humanize.IBytes(need))
	}
	return Fine("the disk of the backups has %s free", humanize.IBytes(free))
}
