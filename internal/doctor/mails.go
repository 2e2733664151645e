package doctor

import (
	"context"
	"time"

	"waybill/internal/mail"
	"waybill/internal/sqldb"
)

func (e *Exam) mailServer(ctx context.Context) Result {
	switch {
	case e.MailError != nil:
		return Fail("see docs/email.md: the server does not start with these settings", "%v", e.MailError)
	case e.Mail == nil:
		return Fine("the server sends no e-mails")
	}
	if err := e.Mail.Check(ctx); err != nil {
		return Fail("check --smtp, its password, its certificate and the network", "%s: %v", e.Mail.Server.Address(), err)
	}
	return Fine("the SMTP server %s takes a connection, and the password if it wants one", e.Mail.Server.Address())
}

// latestMail is how old a mail in the queue may be.
const latestMail = 30 * time.Minute

func (e *Exam) mailQueue(ctx context.Context) Result {
	s, err := mail.ReadStats(ctx, e.db.DB)
	if err != nil {
		return unread("the queue of e-mails", err)
	}
	var failed, suppressed, oldest int64
	err = e.db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Row(`SELECT (SELECT count(*) FROM emails WHERE status = 'failed'), (SELECT count(*) FROM email_suppressions),
			(SELECT coalesce(min(created_at), 0) FROM emails WHERE status = 'queued')`, nil, &failed, &suppressed, &oldest)
	})
	queued := s.ByStatus[mail.Queued]
	switch {
	case err != nil:
		return unread("the queue of e-mails", err)
	case s.ByStatus[mail.Uncertain] > 0:
		return Warn("ask the recipients or the SMTP server, and send them again if they did not come", "of %d e-mails nobody knows whether they were sent", s.ByStatus[mail.Uncertain])
	case failed > 0:
		return Warn("look at the reason in GET /waybill/v1/emails?status=failed", "%d e-mails of the last 30 days could not be sent", failed)
	case queued > 0 && e.Mail == nil:
		return Warn("set --smtp and --mail-from", "%d e-mails wait, and the server sends none", queued)
	case queued > 0 && e.Now().Sub(time.UnixMicro(oldest)) > latestMail:
		return Warn("see whether the server runs, its log, and --mail-per-minute", "%d e-mails wait, the oldest for %s", queued, e.Now().Sub(time.UnixMicro(oldest)).Round(time.Minute))
	}
	return Fine("%d e-mails wait, none failed; %d addresses are suppressed", queued, suppressed)
}
