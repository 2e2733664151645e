package backup

import (
	"context"
	"log/slog"
	"path/filepath"
	"sync/atomic"
	"time"
)

const (
	// leastSending and mostSending bound the time for which a backup is sent and read back, which
	// is otherwise the time from one backup to the next.
	leastSending = time.Hour
	mostSending  = 24 * time.Hour
)

// Sender sends the verified backups of a folder to a bucket:
//
//	send the file ──▶ read it back, compare ──▶ write its SHA-256 ──▶ remove the oldest
//
// It knows nothing of the Keeper but the folder, so that a storage that hangs keeps no backup from
// being made.
type Sender struct {
	Folder string
	Bucket *Bucket
	Every  time.Duration // from one backup in the bucket to the next
	Most   int           // how many backups are kept there; 0 for all
	Now    func() time.Time
	Log    *slog.Logger

	failed         time.Time // the last failure
	sent, failures atomic.Int64
}

// Sent returns the time of the newest backup that the bucket has given back as it was sent, or the
// zero time for none. It is not asked again before the next backup is to be sent.
func (s *Sender) Sent() time.Time {
	if seconds := s.sent.Load(); seconds > 0 {
		return time.Unix(seconds, 0)
	}
	return time.Time{}
}

// Failures returns how often a backup could not be sent since the start.
func (s *Sender) Failures() int64 { return s.failures.Load() }

// SendIfDue sends the newest backup of the folder if the newest in the bucket is old enough, and
// then removes the oldest there. It is not for concurrent use; several instances may send to one
// place. A failure leaves the earlier backups as they are.
func (s *Sender) SendIfDue(ctx context.Context) error {
	now := s.Now()
	if now.Sub(s.failed) < min(s.Every, retryAfter) {
		return nil
	}
	err := s.sendNewest(ctx, now)
	if err != nil && ctx.Err() == nil {
		s.failed = now
		s.failures.Add(1)
	}
	return err
}

func (s *Sender) sendNewest(ctx context.Context, now time.Time) error {
	newest, err := Newest(s.Folder)
	if err != nil || newest.File == "" || !s.isDue(newest.At) {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, min(max(s.Every, leastSending), mostSending))
	defer cancel()
	// Another instance may have sent one meanwhile.
	if err := s.look(ctx, now); err != nil || !s.isDue(newest.At) {
		return err
	}
	if err := CheckComplete(newest.File); err != nil {
		return err
	}
	begun := time.Now()
	name, err := s.Bucket.send(ctx, newest.File, newest.At)
	if err != nil {
		return err
	}
	s.sent.Store(newest.At.Unix())
	s.Log.Info("sent the backup and read it back", "file", filepath.Base(newest.File), "to", s.Bucket.File(name), "took_us", time.Since(begun).Microseconds())
	if s.Most == 0 {
		return nil
	}
	// The backup is there: what is too many costs only space.
	if err := s.Bucket.tidy(ctx, s.Most, now); err != nil && ctx.Err() == nil {
		s.Log.Warn("cannot remove old backups from the bucket", "error", err)
	}
	return nil
}

// isDue reports whether a backup is young enough to be sent. The times have whole seconds.
func (s *Sender) isDue(at time.Time) bool { return at.Sub(s.Sent()) >= s.Every.Truncate(time.Second) }

// look notes the newest backup in the bucket. One from the future is of a wrong clock, and would
// keep all others away.
func (s *Sender) look(ctx context.Context, now time.Time) error {
	all, err := s.Bucket.All(ctx)
	if err != nil {
		return err
	}
	var newest int64
	for _, sent := range all {
		if !sent.At.After(now) {
			newest = sent.At.Unix()
		}
	}
	s.sent.Store(newest)
	return nil
}
