package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"waybill/internal/api"
	"waybill/internal/mail"
	"waybill/internal/metrics"
	"waybill/internal/sqldb"
)

// smtpServer are the settings of the commands that send e-mails.
type smtpServer struct {
	SMTP             smtpAddress `name:"smtp" env:"WAYBILL_SMTP" placeholder:"URL" help:"The server that takes e-mails for anybody, such as smtp://user@mail.example.com:587 (with STARTTLS) or smtps://user@mail.example.com. (default: none, and no e-mails)"`
	SMTPPasswordFile string      `name:"smtp-password-file" env:"WAYBILL_SMTP_PASSWORD_FILE" placeholder:"FILE" help:"The file with the password of the user of --smtp. (default: the systemd credential smtp-password)"`
	MailFrom         mailSender  `env:"WAYBILL_MAIL_FROM" placeholder:"ADDRESS" help:"The sender of e-mails, such as 'Acme <dispatch@acme.example>'; needed with --smtp."`
}

// smtpAddress is the address of an SMTP server. It is the zero value for none.
type smtpAddress struct{ mail.Server }

// UnmarshalText parses the value of the flag.
func (a *smtpAddress) UnmarshalText(text []byte) (err error) {
	a.Server, err = mail.ParseServer(string(text))
	return err
}

// mailSender is the sender of e-mails.
type mailSender struct{ *netmail.Address }

// UnmarshalText parses the value of the flag.
func (s *mailSender) UnmarshalText(text []byte) (err error) {
	s.Address, err = mail.ParseFrom(string(text))
	return err
}

// check returns the error of settings that do not belong together.
func (s smtpServer) check() error {
	switch {
	case s.SMTP.Host != "" && s.MailFrom.Address == nil:
		return errors.New("--smtp: the sender of e-mails is missing: use --mail-from")
	case s.SMTP.Host == "" && s.MailFrom.Address != nil:
		return errors.New("--mail-from: the server for e-mails is missing: use --smtp")
	}
	_, err := s.password()
	return err
}

// passwordCredential is the name of the systemd credential with the password.
const passwordCredential = "smtp-password"

// password reads the password. It is empty for a server without a user.
func (s smtpServer) password() (string, error) {
	if s.SMTP.User == "" {
		return "", nil
	}
	file := s.SMTPPasswordFile
	if folder := os.Getenv("CREDENTIALS_DIRECTORY"); file == "" && folder != "" {
		file = filepath.Join(folder, passwordCredential)
	}
	if file == "" {
		return "", errors.New("--smtp: the password of the user is missing: use --smtp-password-file")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	password := strings.TrimRight(string(text), "\r\n")
	if password == "" || strings.ContainsFunc(password, func(r rune) bool { return r < ' ' }) {
		return "", errors.New("--smtp-password-file: " + file + " does not contain one line with a password")
	}
	return password, nil
}

// mailing are the settings of a server that sends e-mails.
type mailing struct {
	PublicURL     publicURL `env:"WAYBILL_PUBLIC_URL" placeholder:"URL" help:"The address by which the recipients of e-mails reach the server, such as https://tms.example.com, for the links to unsubscribe. (default: none, and no links)"`
	MailPerMinute requests  `default:"60" env:"WAYBILL_MAIL_PER_MINUTE" placeholder:"N" help:"The e-mails a minute of all instances; 0 is any number. (default: ${default})"`
}

// publicURL is the address of the server for everybody; empty for none.
type publicURL string

// UnmarshalText parses the value of the flag.
func (u *publicURL) UnmarshalText(text []byte) error {
	parsed, err := mail.ParsePublicURL(string(text))
	*u = publicURL(parsed)
	return err
}

// post is what sends the e-mails of a server.
type post struct {
	*mail.Store
	deliverer *mail.Deliverer
}

// newPost returns what sends the e-mails of a database, or nil for a server without them.
func (s serve) newPost(db *sqldb.DB, log *slog.Logger, admin *admin) (*post, error) {
	if s.SMTP.Host == "" {
		return nil, nil
	}
	password, err := s.password()
	if err != nil {
		return nil, err
	}
	store := &mail.Store{Records: mail.NewRecords(api.MailResources(resources())...), DB: db}
	observe := func(string) {}
	if admin != nil {
		observe = watchMails(admin.metrics, db)
	}
	sender := mail.NewSender(s.SMTP.Server, password, s.MailFrom.Address)
	log.Info("e-mails", "server", s.SMTP.Address(), "from", s.MailFrom.Address.Address, "per_minute", int64(s.MailPerMinute), "public_url", string(s.PublicURL))
	return &post{store, mail.NewDeliverer(store, sender, string(s.PublicURL), int64(s.MailPerMinute), log, observe)}, nil
}

func watchMails(m *metrics.Metrics, db *sqldb.DB) func(outcome string) {
	return m.WatchMails(mail.Outcomes(), func(ctx context.Context) (*metrics.MailStats, error) {
		s, err := mail.ReadStats(ctx, db)
		if err != nil {
			return nil, err
		}
		byStatus := map[string]int64{}
		for status, count := range s.ByStatus {
			byStatus[string(status)] = count
		}
		return &metrics.MailStats{ByStatus: byStatus, OldestQueuedSeconds: s.OldestQueued.Seconds()}, nil
	})
}

// start starts the sending, and the removal of old mails. The function that it returns ends both
// and waits.
func (p *post) start(log *slog.Logger) (end func()) {
	if p == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(context.Background())
	var working sync.WaitGroup
	working.Go(func() { p.deliverer.Run(ctx) })
	working.Go(func() {
		everyMinute(ctx, func() {
			if err := mail.RemoveOld(ctx, p.DB); err != nil && ctx.Err() == nil {
				log.Warn("cannot remove old mails", "error", err)
			}
		})
	})
	return func() {
		cancel()
		working.Wait()
	}
}

// mails are the commands for e-mails.
type mails struct {
	Test testMail `cmd:"" help:"Send a test to an address, with the settings of the server."`
}

type testMail struct {
	smtpServer
	Address string `arg:"" help:"The e-mail address to send to."`
}

// Run sends a mail, without the database.
func (c testMail) Run(ctx context.Context, t terminal) error {
	if err := c.check(); err != nil {
		return err
	}
	if c.SMTP.Host == "" {
		return errors.New("the server for e-mails is missing: use --smtp and --mail-from")
	}
	address, err := mail.ParseAddress(c.Address)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Address, err)
	}
	password, err := c.password()
	if err != nil {
		return err
	}
	sender := mail.NewSender(c.SMTP.Server, password, c.MailFrom.Address)
	if err := sender.SendTest(ctx, address, "test_"+rand.Text(), time.Now()); err != nil {
		return fmt.Errorf("%s has not taken the mail: %w", c.SMTP.Address(), err)
	}
	_, err = fmt.Fprintf(t.out, "%s has taken a mail to %s\n", c.SMTP.Address(), address)
	return err
}
