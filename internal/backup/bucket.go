package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"waybill/internal/bucket"
)

const (
	// sumEnding ends the name of the file with the SHA-256 of a backup. It is written when the
	// bucket has given the backup back as it was sent, so a backup without it does not count.
	sumEnding = ".sha256"
	// mostSum is the length of such a file, and more.
	mostSum = 200
)

// ErrChanged says that a bucket has other bytes than were sent to it.
var ErrChanged = errors.New("it is not what was sent")

// Bucket is a place in a bucket for backups. The name of a backup there has the beginning of its
// SHA-256, so instances that send two backups of the same second do not meet.
type Bucket struct{ *bucket.Store }

// Sent is a backup in a bucket that was read back as it was sent.
type Sent struct {
	Name string
	At   time.Time // when the backup began
	Size int64
}

var sentName = regexp.MustCompile(`^(waybill-\d{8}T\d{6}Z)-[0-9a-f]{12}\.db$`)

// parseSent returns the time of a backup with a name, unless it is not the name of one.
func parseSent(name string) (at time.Time, ok bool) {
	parts := sentName.FindStringSubmatch(name)
	if parts == nil {
		return at, false
	}
	at, err := time.Parse(nameForm, parts[1]+".db")
	return at, err == nil
}

func isSent(name string) bool {
	_, ok := parseSent(name)
	return ok
}

// nameOf returns the name of a backup of a time.
func nameOf(at time.Time, sum []byte) string {
	return strings.TrimSuffix(at.UTC().Format(nameForm), ".db") + "-" + hex.EncodeToString(sum[:6]) + ".db"
}

// All returns the backups, the newest last.
func (b *Bucket) All(ctx context.Context) ([]Sent, error) {
	all, _, err := b.list(ctx)
	return all, err
}

// list returns the backups, the newest last, and the files with names of backups that do not
// count: they were not read back, or were being removed.
func (b *Bucket) list(ctx context.Context) (all []Sent, others []bucket.Object, err error) {
	objects, err := b.List(ctx)
	if err != nil {
		return nil, nil, err
	}
	has := map[string]bool{}
	for _, o := range objects {
		has[o.Name] = true
	}
	for _, o := range objects {
		name := strings.TrimSuffix(o.Name, sumEnding)
		at, ok := parseSent(name)
		switch {
		case !ok || name != o.Name && has[name]:
		case name == o.Name && has[name+sumEnding]:
			all = append(all, Sent{name, at, o.Size})
		default:
			others = append(others, bucket.Object{Name: name, At: o.At})
		}
	}
	slices.SortFunc(all, func(a, b Sent) int { return strings.Compare(a.Name, b.Name) })
	return all, others, nil
}

// send sends the backup of a time, reads it back, and only then writes its SHA-256. Unless it
// returns nil, the backup does not count.
func (b *Bucket) send(ctx context.Context, file string, at time.Time) (name string, err error) {
	from, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer func() { _ = from.Close() }()
	hash := sha256.New()
	size, err := io.Copy(hash, from)
	if err == nil {
		_, err = from.Seek(0, io.SeekStart)
	}
	if err != nil {
		return "", err
	}
	sum := hash.Sum(nil)
	name = nameOf(at, sum)
	if err := b.Put(ctx, name, from, size); err != nil {
		return "", err
	}
	hash.Reset()
	n, err := b.Read(ctx, name, size, hash)
	if err == nil && (n != size || string(hash.Sum(nil)) != string(sum)) {
		err = fmt.Errorf("read %s back: %w", b.File(name), ErrChanged)
	}
	if err != nil {
		return "", err
	}
	text := hex.EncodeToString(sum) + "  " + name + "\n" // as sha256sum writes it
	return name, b.Put(ctx, name+sumEnding, strings.NewReader(text), int64(len(text)))
}

// remove removes a backup. Its SHA-256 goes first, so a backup that counts is whole.
func (b *Bucket) remove(ctx context.Context, name string) error {
	if err := b.Remove(ctx, name+sumEnding); err != nil {
		return err
	}
	return b.Remove(ctx, name)
}

// tidy removes the oldest backups beyond a number, and what killed servers have left. Another server
// may be sending what is younger than a day. It removes nothing else.
func (b *Bucket) tidy(ctx context.Context, most int, now time.Time) error {
	all, others, err := b.list(ctx)
	if err != nil {
		return err
	}
	for _, s := range all[:max(0, len(all)-most)] {
		if err := b.remove(ctx, s.Name); err != nil {
			return err
		}
	}
	for _, o := range others {
		if now.Sub(o.At) <= abandonedAfter {
			continue
		}
		if err := b.remove(ctx, o.Name); err != nil {
			return err
		}
	}
	return b.RemoveUnfinished(ctx, now.Add(-abandonedAfter), func(name string) bool {
		return isSent(strings.TrimSuffix(name, sumEnding))
	})
}

// Fetch reads a backup of a bucket into a file, which must not exist, and compares it with its
// SHA-256. It fails with fs.ErrNotExist if the bucket has no such backup, or one that does not
// count. A failure leaves no file.
func (b *Bucket) Fetch(ctx context.Context, name, file string) (err error) {
	if !isSent(name) {
		return fmt.Errorf("%q is not the name of a backup in a bucket, such as waybill-20261127T030000Z-0123456789ab.db", name)
	}
	all, err := b.All(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(s Sent) bool { return s.Name == name })
	if at < 0 {
		return fmt.Errorf("there is no verified backup %s: %w", b.File(name), fs.ErrNotExist)
	}
	want, err := b.sum(ctx, name)
	if err != nil {
		return err
	}
	to, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file))
		}
	}()
	hash := sha256.New()
	_, err = b.Read(ctx, name, all[at].Size, io.MultiWriter(to, hash))
	if err := errors.Join(err, to.Close()); err != nil {
		return err
	}
	if got := hex.EncodeToString(hash.Sum(nil)); got != want {
		return fmt.Errorf("read %s: %w", b.File(name), ErrChanged)
	}
	return nil
}

// sum reads the SHA-256 of a backup.
func (b *Bucket) sum(ctx context.Context, name string) (string, error) {
	var text strings.Builder
	if _, err := b.Read(ctx, name+sumEnding, mostSum, &text); err != nil {
		return "", err
	}
	sum, rest, _ := strings.Cut(text.String(), "  ")
	if raw, err := hex.DecodeString(sum); err != nil || len(raw) != sha256.Size || rest != name+"\n" {
		return "", fmt.Errorf("%s is not the SHA-256 of the backup", b.File(name+sumEnding))
	}
	return sum, nil
}
