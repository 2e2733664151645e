package main

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"waybill/internal/doctor"
	"waybill/internal/mail"
	"waybill/internal/sqldb"
)

// examine is the command that looks at an installation. It has the settings of the server.
type examine struct {
	serve
	JSON bool `help:"Print a JSON document, with an id for each check that never changes its meaning."`
}

// Help returns the long help of the command.
func (examine) Help() string {
	return `Looks at the database, the disk, the backups, the secret key, the e-mails, the webhooks and the settings, with the flags and variables of waybill serve, and says in a line each what is wrong and what to do. It changes nothing, and works beside a server and without one. It reads the whole database; it connects to the SMTP server and to the hosts of webhooks, without sending anything, and lists the bucket of backups. Run it as the user of the server, in its working directory. The exit status is 1 if a check has failed.`
}

// Run makes all checks. It fails if one of them has failed.
func (c examine) Run(ctx context.Context, t terminal, parsed *kong.Context) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	exam, more := c.exam()
	defer func() { _ = exam.Close() }()
	checks := append(exam.Checks(), more...)
	checks = append(checks, doctor.Check{ID: "settings.variables", Do: func(context.Context) doctor.Result {
		return judgeVariables(unknownVariables(parsed.Model, os.Environ()))
	}})
	found := doctor.Run(ctx, checks)
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("the checks were interrupted: %w", err)
	}
	if err := c.report(t, found, exam.Now()); err != nil {
		return err
	}
	if failures := doctor.Count(found, doctor.Failure); failures > 0 {
		return fmt.Errorf("of %d checks %d failed", len(found), failures)
	}
	return nil
}

// exam returns what the checks of the installation need, and the checks of the settings.
func (c examine) exam() (*doctor.Exam, []doctor.Check) {
	e := &doctor.Exam{
		Database:  c.Database,
		BackupDir: c.BackupDir, BackupEvery: c.BackupEvery,
		Webhooks: c.Webhooks, SecretKey: c.file(c.Database), WebhookAllow: c.WebhookAllow,
		Secrets: []string{c.TLSKey, c.keysFile()}, FirstKey: c.firstKeyFile(),
		PerDay: int64(c.PerDay), KeptAnswers: int64(c.KeptAnswers) << 10, MaxImport: c.MaxImport,
		Now: time.Now, Free: doctor.FreeDisk,
	}
	if e.MailError = c.check(); e.MailError == nil && c.SMTP.Host != "" {
		password, err := c.password()
		e.Mail, e.MailError = mail.NewSender(c.SMTP.Server, password, c.MailFrom.Address), err
	}
	if c.SMTPPasswordFile != "" {
		e.MailFiles = []string{c.SMTPPasswordFile}
	}
	e.Bucket, e.BucketError = c.checkedBucket()
	return e, c.settingChecks(func() time.Time { return e.Now() })
}

// settingChecks judge settings that may be dangerous.
func (c examine) settingChecks(now func() time.Time) []doctor.Check {
	judge := func(id string, do func() doctor.Result) doctor.Check {
		return doctor.Check{ID: id, Do: func(context.Context) doctor.Result { return do() }}
	}
	return []doctor.Check{
		judge("tls.certificate", func() doctor.Result { return c.judgeCertificate(now()) }),
		judge("settings.address", c.judgeAddress),
		judge("settings.admin_address", c.judgeAdminAddress),
		judge("settings.limits", c.judgeLimits),
		judge("settings.trusted_proxies", c.judgeProxies),
		judge("settings.cors_origins", c.judgeOrigins),
		judge("settings.webhook_allow", c.judgeWebhookAllow),
		judge("settings.log", c.judgeLog),
		judge("settings.migration_backup", c.judgeMigrationBackup),
		judge("settings.public_url", c.judgePublicURL),
	}
}

// soon is how long before its end a certificate should be renewed.
const soon = 14 * day

func (c examine) judgeCertificate(now time.Time) doctor.Result {
	const renew = "renew the certificate; the server reads the files again when they change"
	loaded, err := c.loadCertificate(slog.New(slog.DiscardHandler))
	if err != nil {
		return doctor.Fail("see docs/deploy.md: the server does not start with these settings", "%v", err)
	}
	if loaded == nil {
		return doctor.Fine("the server speaks plain HTTP")
	}
	expiry := loaded.expiry()
	switch left := expiry.Sub(now); {
	case left <= 0:
		return doctor.Fail(renew, "the certificate has expired at %s", expiry.Format(time.RFC3339))
	case left < soon:
		return doctor.Warn(renew, "the certificate expires at %s", expiry.Format(time.RFC3339))
	}
	if err := tlsUsable(loaded.loaded, now); err != nil {
		return doctor.Warn(renew, "%v", err)
	}
	return doctor.Fine("the certificate expires at %s", expiry.Format(time.RFC3339))
}

// tlsUsable fails for a certificate that is not valid yet.
func tlsUsable(c *tls.Certificate, now time.Time) error {
	if begin := c.Leaf.NotBefore; begin.After(now) {
		return fmt.Errorf("the certificate is not valid before %s", begin.Format(time.RFC3339))
	}
	return nil
}

// isLocal reports whether only this machine reaches an address to listen on.
func isLocal(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	parsed, err := netip.ParseAddr(host)
	return err == nil && parsed.IsLoopback()
}

func (c examine) judgeAddress() doctor.Result {
	switch {
	case isLocal(c.Address):
		return doctor.Fine("only this machine reaches %s", c.Address)
	case c.TLSCert != "":
		return doctor.Fine("%s is reached by HTTPS", c.Address)
	case len(c.TrustedProxies) > 0:
		return doctor.Fine("%s is reached without TLS by the proxies in front", c.Address)
	}
	return doctor.Warn("set --tls-cert and --tls-key, listen on 127.0.0.1 behind a proxy on this machine, or list the proxy in --trusted-proxies",
		"keys and records go over the network without TLS to %s", c.Address)
}

func (c examine) judgeAdminAddress() doctor.Result {
	switch {
	case c.AdminAddress == "":
		return doctor.Fine("there are no metrics")
	case isLocal(c.AdminAddress):
		return doctor.Fine("only this machine reaches the metrics")
	}
	return doctor.Warn("listen on 127.0.0.1, or let a firewall admit the monitoring only", "the metrics at %s need no key", c.AdminAddress)
}

func (c examine) judgeLimits() doctor.Result {
	var none []string
	for _, limit := range []struct {
		flag  string
		value requests
	}{{"--per-minute", c.PerMinute}, {"--per-day", c.PerDay}, {"--kept-answers", c.KeptAnswers}, {"--bad-keys", c.BadKeys}, {"--mail-per-minute", c.MailPerMinute}} {
		if limit.value == 0 {
			none = append(none, limit.flag)
		}
	}
	if len(none) > 0 {
		return doctor.Warn("set limits that no honest client reaches", "nothing limits a client: %s", strings.Join(none, ", "))
	}
	return doctor.Fine("requests, kept answers, bad keys and e-mails are limited")
}

// everybody reports whether a network has half of all addresses or more.
func everybody(network netip.Prefix) bool { return network.Bits() <= 1 }

func (c examine) judgeProxies() doctor.Result {
	for _, network := range c.TrustedProxies {
		if everybody(network) {
			return doctor.Warn("list the addresses of the proxies only", "everybody is trusted as a proxy (%s), so clients choose the address that is logged and limited", network)
		}
	}
	return doctor.Fine("%d networks of proxies are trusted", len(c.TrustedProxies))
}

func (c examine) judgeOrigins() doctor.Result {
	if c.CORSOrigins.Any() {
		return doctor.Warn("list the origins of your own pages in --cors-origins", "any web page may use the API with a key that it has")
	}
	return doctor.Fine("only listed origins of web pages may use the API")
}

func (c examine) judgeWebhookAllow() doctor.Result {
	if !c.Webhooks || len(c.WebhookAllow) == 0 {
		return doctor.Fine("webhooks reach public addresses only")
	}
	for _, network := range c.WebhookAllow {
		if everybody(network) {
			return doctor.Fail("list the networks of the receivers only", "webhooks may reach every address (%s), also services of this machine and of the cloud", network)
		}
	}
	return doctor.Warn("make sure that no service there trusts the requests of this machine", "clients who may create webhooks let the server connect to %v", c.WebhookAllow)
}

func (c examine) judgeLog() doctor.Result {
	switch {
	case c.LogLevel > slog.LevelWarn:
		return doctor.Warn("set --log-level to info or warn", "the log has no warnings, such as of the disk and the database")
	case !c.AccessLog || c.LogLevel > slog.LevelInfo:
		return doctor.Warn("remove --no-access-log, and set --log-level to info", "requests are not logged, so nobody can tell later who changed what from where")
	}
	return doctor.Fine("requests, warnings and errors are logged")
}

func (c examine) judgeMigrationBackup() doctor.Result {
	if !c.BackupBeforeMigrate && !sqldb.IsPostgres(c.Database) {
		return doctor.Warn("remove --no-backup-before-migrate", "the next version migrates the tables without a backup, and the way back is lost")
	}
	return doctor.Fine("an SQLite database is backed up before its tables are migrated")
}

func (c examine) judgePublicURL() doctor.Result {
	switch {
	case c.SMTP.Host == "":
		return doctor.Fine("there are no e-mails with links")
	case c.PublicURL == "":
		return doctor.Warn("set --public-url", "e-mails have no link to unsubscribe, which large providers want")
	case strings.HasPrefix(string(c.PublicURL), "http:"):
		return doctor.Warn("serve HTTPS, and write https:// in --public-url", "the links in e-mails are not encrypted")
	}
	return doctor.Fine("e-mails have links to unsubscribe")
}

// judgeVariables judges the warnings of unknown variables.
func judgeVariables(warnings []string) doctor.Result {
	if len(warnings) > 0 {
		return doctor.Warn("correct the name, or unset the variable", "%s", strings.Join(warnings, "; "))
	}
	return doctor.Fine("each WAYBILL_ variable is a setting")
}

// examined is the document that --json prints.
type examined struct {
	Version   string           `json:"version"`
	Database  string           `json:"database"` // without a password
	CheckedAt time.Time        `json:"checked_at"`
	Failures  int              `json:"failures"`
	Warnings  int              `json:"warnings"`
	Checks    []doctor.Finding `json:"checks"`
}

func (c examine) report(t terminal, found []doctor.Finding, now time.Time) error {
	failures, warnings := doctor.Count(found, doctor.Failure), doctor.Count(found, doctor.Warning)
	if c.JSON {
		return printDocument(t.out, examined{version(), sqldb.Redacted(c.Database), now.UTC(), failures, warnings, found})
	}
	rows := [][]string{}
	for _, f := range found {
		rows = append(rows, []string{string(f.State), f.ID, f.Line()})
	}
	if err := t.table(rows); err != nil {
		return err
	}
	_, err := fmt.Fprintf(t.out, "%s: %s, %s\n",
		counted(len(found), "check"), counted(failures, "failure"), counted(warnings, "warning"))
	return err
}

// printDocument prints indented JSON.
func printDocument(to io.Writer, document any) error {
	encoder := json.NewEncoder(to)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(document)
}
