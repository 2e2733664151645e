package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/dustin/go-humanize"

	"waybill/internal/backup"
	"waybill/internal/bucket"
)

// backupPlaces are the places of the backups.
type backupPlaces struct {
	BackupDir string      `env:"WAYBILL_BACKUP_DIR" placeholder:"FOLDER" help:"The folder in which to keep verified backups. (default: make none)"`
	BackupTo  backupPlace `env:"WAYBILL_BACKUP_TO" placeholder:"PLACE" help:"The place in a bucket of S3-compatible storage to which the backups of --backup-dir are sent, as s3://BUCKET/PREFIX. (default: none)"`
	backupStorage
}

// backupPlace is a place for backups in a bucket. It is the zero value for none.
type backupPlace struct{ bucket.Place }

// UnmarshalText parses the value of the flag.
func (p *backupPlace) UnmarshalText(text []byte) (err error) {
	p.Place, err = bucket.ParsePlace(string(text))
	return err
}

// backupStorage has the settings of the storage of a bucket.
type backupStorage struct {
	BackupEndpoint   backupEndpoint    `env:"WAYBILL_BACKUP_ENDPOINT" placeholder:"URL" help:"The address of the storage, as https://HOST. (default: Amazon S3)"`
	BackupRegion     string            `env:"WAYBILL_BACKUP_REGION" placeholder:"REGION" help:"The region of the bucket. (default: AWS_REGION, or what the storage says)"`
	BackupAddressing bucket.Addressing `enum:"auto,path,host" default:"auto" env:"WAYBILL_BACKUP_ADDRESSING" placeholder:"WHERE" help:"Where requests name the bucket: in the path or in the host; auto is the host for Amazon S3, and the path for a --backup-endpoint. (default: ${default})"`
	BackupKeysFile   string            `env:"WAYBILL_BACKUP_KEYS_FILE" placeholder:"FILE" help:"The file with the keys of the storage, in the form of ~/.aws/credentials. (default: the systemd credential backup-keys, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or ~/.aws/credentials)"`
}

// backupEndpoint is the address of a storage. It is the zero value for Amazon's.
type backupEndpoint struct{ bucket.Endpoint }

// UnmarshalText parses the value of the flag.
func (e *backupEndpoint) UnmarshalText(text []byte) (err error) {
	e.Endpoint, err = bucket.ParseEndpoint(string(text))
	return err
}

// keysCredential is the name of the systemd credential with the keys of the storage.
const keysCredential = "backup-keys"

// keysFile returns the file with the keys of the storage, or "" for the keys that others use.
func (s backupStorage) keysFile() string {
	if s.BackupKeysFile != "" {
		return s.BackupKeysFile
	}
	if folder := os.Getenv("CREDENTIALS_DIRECTORY"); folder != "" {
		file := filepath.Join(folder, keysCredential)
		if _, err := os.Stat(file); err == nil {
			return file
		}
	}
	return ""
}

// region returns the region of the bucket, or "" to ask the storage.
func (s backupStorage) region() string {
	for _, region := range []string{s.BackupRegion, os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION")} {
		if region != "" {
			return region
		}
	}
	return ""
}

// bucketOf returns the backups in a place. It reads the keys, and does not connect.
func (s backupStorage) bucketOf(place bucket.Place) (*backup.Bucket, error) {
	store, err := bucket.Open(place, bucket.Options{
		Endpoint: s.BackupEndpoint.Endpoint, Region: s.region(), Addressing: s.BackupAddressing, Keys: s.keysFile(),
	})
	if err != nil {
		return nil, fmt.Errorf("the storage of %s: %w", place, err)
	}
	return &backup.Bucket{Store: store}, nil
}

// bucket returns the backups in the bucket, or nil for none.
func (p backupPlaces) bucket() (*backup.Bucket, error) {
	if p.BackupTo.Bucket == "" {
		return nil, nil
	}
	return p.bucketOf(p.BackupTo.Place)
}

// checkedBucket returns what bucket does, and fails for settings that do not belong together.
func (p backupPlaces) checkedBucket() (*backup.Bucket, error) {
	switch isSet := p.BackupTo.Bucket != ""; {
	case isSet && p.BackupDir == "":
		return nil, errors.New("--backup-to: the backups of a folder are sent: use --backup-dir")
	case !isSet && (p.BackupEndpoint.Host != "" || p.BackupKeysFile != ""):
		return nil, errors.New("--backup-endpoint and --backup-keys-file: the place for the backups is missing: use --backup-to")
	}
	return p.bucket()
}

// newSender returns what sends the backups to the bucket, or nil for none. It fails if there are no
// keys. A storage that cannot be reached is no reason not to serve.
func (b backups) newSender(log *slog.Logger) (*backup.Sender, error) {
	to, err := b.checkedBucket()
	if err != nil || to == nil {
		return nil, err
	}
	return &backup.Sender{Folder: b.BackupDir, Bucket: to, Every: b.BackupEvery, Most: int(b.BackupKeep), Now: time.Now, Log: log}, nil
}

// sendingEnd is how long the end of a server waits until what was sent of a backup is removed from
// the bucket. The storage may not answer, and a later backup removes it, too.
const sendingEnd = 3 * time.Second

// sendBackup sends a backup if it is due.
func sendBackup(ctx context.Context, s *backup.Sender, log *slog.Logger) {
	if err := s.SendIfDue(ctx); err != nil && ctx.Err() == nil {
		log.Error("the backup could not be sent to the bucket; the earlier backups there are kept", "to", s.Bucket.String(), "error", err)
	}
}

// startSending starts the goroutine that sends backups, which has one of its own, so that a storage
// that hangs keeps nothing else from being done. The function that it returns ends it.
func startSending(s *backup.Sender, log *slog.Logger) (end func()) {
	if s == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(context.Background())
	var sending sync.WaitGroup
	sending.Go(func() {
		everyMinute(ctx, func() { sendBackup(ctx, s, log) })
	})
	return func() {
		cancel()
		ended := make(chan struct{})
		go func() {
			sending.Wait()
			close(ended)
		}()
		select {
		case <-ended:
		case <-time.After(sendingEnd):
		}
	}
}

// backupsList is the command that lists backups.
type backupsList struct {
	backupPlaces
}

// Help returns the long help of the command.
func (backupsList) Help() string {
	return `Lists the verified backups of --backup-dir and of --backup-to, the oldest first, with the time at which each began and its size. The first column is what waybill restore takes.`
}

// Run prints the list. A place that cannot be read does not keep the other from being listed.
func (c backupsList) Run(ctx context.Context, t terminal) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	if c.BackupDir == "" && c.BackupTo.Bucket == "" {
		return errors.New("the place of the backups is missing: use --backup-dir or --backup-to")
	}
	var rows [][]string
	row := func(file string, at time.Time, size int64) {
		rows = append(rows, []string{file, at.UTC().Format(time.RFC3339), humanize.IBytes(uint64(max(0, size)))})
	}
	var failed error
	if c.BackupDir != "" {
		kept, err := backup.All(c.BackupDir)
		for _, k := range kept {
			row(k.File, k.At, k.Size)
		}
		failed = err
	}
	if to, err := c.bucket(); err != nil {
		failed = errors.Join(failed, err)
	} else if to != nil {
		sent, err := to.All(ctx)
		for _, s := range sent {
			row(to.File(s.Name), s.At, s.Size)
		}
		failed = errors.Join(failed, err)
	}
	return errors.Join(t.table(rows), failed)
}

// fetched calls do with a backup of a bucket, in a file for the moment.
func (s backupStorage) fetched(ctx context.Context, address string, do func(file string) error) (err error) {
	place, name, err := bucket.ParseFile(address)
	if err != nil {
		return err
	}
	from, err := s.bucketOf(place)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "waybill-restore-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	file := filepath.Join(folder, name)
	if err := from.Fetch(ctx, name, file); err != nil {
		return fmt.Errorf("%w; nothing was changed", err)
	}
	return do(file)
}

// isOfBucket reports whether a text is the address of a storage, or of a place or a file in a bucket,
// none of which has a password.
func isOfBucket(text string) bool {
	_, endpoint := bucket.ParseEndpoint(text)
	_, place := bucket.ParsePlace(text)
	return endpoint == nil || place == nil
}

// isInBucket reports whether a text is meant as a file in a bucket.
func isInBucket(text string) bool { return strings.HasPrefix(text, "s3://") }
