package main

import (
	"errors"
	netmail "net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"waybill/internal/api"
	"waybill/internal/mail"
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

// newMail returns the e-mails of a database, or nil for a server without them.
func (s serve) newMail(db *sqldb.DB) *mail.Store {
	if s.SMTP.Host == "" {
		return nil
	}
	return &mail.Store{Records: mail.NewRecords(mailResources()...), DB: db}
}

// mailResources returns the resources that e-mails show.
func mailResources() []mail.Resource {
	return slices.Clip(api.MailResources(resources()))
}
