package doctor

import (
	"net/netip"
	"time"

	"waybill/internal/backup"
	"waybill/internal/mail"
	"waybill/internal/sqldb"
)

// Exam has the settings of an installation that checks depend on.
type Exam struct {
	Database string // its address

	BackupDir   string // empty for no backups
	BackupEvery time.Duration
	Bucket      *backup.Bucket // nil for no backups in a bucket
	BucketError error          // why there is none although there should be one

	Webhooks     bool
	SecretKey    string // the name of the file
	WebhookAllow []netip.Prefix

	Mail      *mail.Sender // nil for no e-mails
	MailError error        // why there is no sender although there should be one
	MailFiles []string     // secret files

	// Secrets are further files that nobody else should be able to read.
	Secrets []string
	// FirstKey is the name of the file with the first key of a new database.
	FirstKey string

	PerDay      int64 // requests of a key without a limit of its own; 0 for any number
	KeptAnswers int64 // KiB of an organization in a day; 0 for any number
	MaxImport   int64 // bytes

	// Now returns the time, and Free how many bytes the user of the server may still write to
	// the disk of a folder.
	Now  func() time.Time
	Free func(folder string) (uint64, error)

	db      *sqldb.Inspection
	version int64
}

// The checks on which others depend.
const (
	reachable = "database.reachable"
	version   = "database.version"
)

// Checks returns all checks, in the order in which they are to be made.
func (e *Exam) Checks() []Check {
	return append(e.databaseChecks(),
		Check{"disk.database", "", within(e.databaseDisk)},
		Check{"disk.temporary", "", within(e.temporaryDisk)},
		Check{"files.database", "", within(e.databaseFiles)},
		Check{"files.secrets", "", within(e.secretFiles)},
		Check{"files.first_key", "", within(e.firstKey)},
		Check{"backup.verified", version, within(e.lastBackup)},
		Check{"backup.folder", "", within(e.backupFolder)},
		Check{"backup.bucket", "", within(e.sentBackup)},
		Check{"webhooks.key", version, within(e.webhookKey)},
		Check{"webhooks.endpoints", version, within(e.endpoints)},
		Check{"webhooks.reachable", version, e.hosts},
		Check{"mail.server", "", within(e.mailServer)},
		Check{"mail.queue", version, within(e.mailQueue)},
		Check{"limits.organizations", version, within(e.organizationLimits)},
		Check{"limits.keys", version, within(e.keyLimits)},
	)
}

// Close closes the database.
func (e *Exam) Close() error {
	if e.db == nil {
		return nil
	}
	return e.db.Close()
}

// ask is what to do when something that must be readable cannot be read.
const ask = "run doctor as the user of the server, who must be able to read it"
