package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/netip"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"waybill/internal/metrics"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
	"waybill/internal/webhook"
)

// secretKey is the setting of the commands that need the secrets of webhooks.
type secretKey struct {
	SecretKeyFile string         `env:"WAYBILL_SECRET_KEY_FILE" placeholder:"FILE" help:"The file with the secret key that the secrets of webhooks are derived from. (default: waybill.key beside the SQLite file, or in the working directory)"`
	WebhookAllow  []netip.Prefix `env:"WAYBILL_WEBHOOK_ALLOW" placeholder:"CIDR" help:"Special networks, such as private networks, that webhooks may reach, also by http. (default: none)"`
}

// file returns the name of the file, for a database.
func (k secretKey) file(database string) string {
	switch {
	case k.SecretKeyFile != "":
		return k.SecretKeyFile
	case sqldb.IsPostgres(database):
		return "waybill.key"
	}
	return filepath.Join(filepath.Dir(strings.TrimPrefix(database, "sqlite:")), "waybill.key")
}

// delivery is the delivery of events to the endpoints of webhooks.
type delivery struct {
	service *webhook.Service
	// observe counts a request by its outcome.
	observe func(webhook.Outcome)
}

// newDelivery reads the secret key, or creates it if no secret has been made with one. It
// returns nil if the server has no webhooks.
func (s serve) newDelivery(ctx context.Context, db *sqldb.DB, admin *admin) (*delivery, error) {
	if !s.Webhooks {
		return nil, nil
	}
	file := s.file(s.Database)
	key, err := webhook.ReadKey(file)
	if errors.Is(err, fs.ErrNotExist) {
		key, err = createSecretKey(ctx, db, file)
	}
	if err == nil {
		err = db.Read(ctx, func(tx *sqldb.ReadTx) error { return webhook.CheckKey(tx, key) })
	}
	if errors.Is(err, webhook.ErrOtherKey) {
		err = fmt.Errorf("%w: %s", err, webhook.OtherKeyAdvice)
	}
	if err != nil {
		return nil, fmt.Errorf("--webhooks: %s: %w", file, err)
	}
	d := &delivery{webhook.NewService(db, webhook.NewSender(key, s.WebhookAllow, db.Now)), func(webhook.Outcome) {}}
	if admin != nil {
		d.observe = watchWebhooks(admin.metrics, db)
	}
	return d, nil
}

func createSecretKey(ctx context.Context, db *sqldb.DB, file string) (key webhook.Key, err error) {
	var has bool
	err = db.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		has, err = webhook.HasEndpoints(tx)
		return err
	})
	if err != nil {
		return key, err
	}
	if has {
		return key, errors.New("the file is missing, and the secrets of webhooks were made with its key: put a copy of the file in its place, " +
			"or write a new key (openssl rand -hex 32, mode 0600) and give each webhook a new secret with waybill webhooks rotate")
	}
	return webhook.ReadOrCreateKey(file)
}

func watchWebhooks(m *metrics.Metrics, db *sqldb.DB) func(webhook.Outcome) {
	var outcomes []string
	for _, outcome := range webhook.Outcomes() {
		outcomes = append(outcomes, string(outcome))
	}
	count := m.WatchWebhooks(outcomes, func(ctx context.Context) (*metrics.WebhookStats, error) {
		s, err := webhook.ReadStats(ctx, db)
		if err != nil {
			return nil, err
		}
		endpoints := map[string]int64{}
		for status, count := range s.Endpoints {
			endpoints[string(status)] = count
		}
		return &metrics.WebhookStats{Endpoints: endpoints, Parked: s.Parked, LagEvents: s.LagEvents, LagSeconds: s.LagTime.Seconds()}, nil
	})
	return func(outcome webhook.Outcome) { count(string(outcome)) }
}

// start starts the delivery. The function that it returns ends it and waits.
func (d *delivery) start(s *server) (end func()) {
	if d == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(context.Background())
	deliverer := webhook.NewDeliverer(s.db, d.service.Sender, s.api.Hub(), s.log, d.observe)
	var delivering sync.WaitGroup
	delivering.Go(func() { deliverer.Run(ctx) })
	return func() {
		cancel()
		delivering.Wait()
	}
}

// log says what webhooks may reach.
func (d *delivery) log(log *slog.Logger) {
	if d != nil {
		log.Info("webhooks", "also", fmt.Sprint(d.service.Allowed))
	}
}

type webhooks struct {
	List      listWebhooks     `cmd:"" help:"List the endpoints of webhooks, without their secrets."`
	Create    createWebhook    `cmd:"" help:"Create an endpoint and print its secret. It gets the events from now on."`
	Pause     pauseWebhook     `cmd:"" help:"Stop the delivery to an endpoint."`
	Resume    resumeWebhook    `cmd:"" help:"Go on with the delivery to an endpoint that is paused or disabled."`
	Seek      seekWebhook      `cmd:"" help:"Deliver all events after a number, also events that were delivered before."`
	Rotate    rotateWebhook    `cmd:"" help:"Give an endpoint a new secret and print it. The old secret signs too for a day."`
	Parked    parkedEvents     `cmd:"" help:"List the events that an endpoint has refused."`
	Redeliver redeliverWebhook `cmd:"" help:"Deliver a parked event once more."`
	Delete    deleteWebhook    `cmd:"" help:"Delete an endpoint, with its parked events."`
}

type listWebhooks struct {
	storage
	Organization string `placeholder:"NAME" help:"Only the endpoints of this organization."`
}

// Run prints a table.
func (c listWebhooks) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		all, err := tenant.Organizations(ctx, db)
		if err != nil {
			return err
		}
		rows := [][]string{{"ID", "ORGANIZATION", "URL", "TYPES", "STATUS", "REASON", "LAG", "PARKED", "DOWN SINCE", "NEXT TRY"}}
		for _, o := range all {
			if c.Organization != "" && o.Name != c.Organization {
				continue
			}
			endpoints, err := endpointsOf(ctx, db, o.ID)
			if err != nil {
				return err
			}
			for _, e := range endpoints {
				rows = append(rows, []string{e.ID, o.Name, e.URL, orDash(strings.Join(e.Types, ",")), string(e.Status), orDash(e.Reason),
					strconv.FormatInt(e.Lag(), 10), strconv.FormatInt(e.Parked, 10), timeText(e.DownSince), timeText(e.RetryAt)})
			}
		}
		return t.table(rows)
	})
}

func endpointsOf(ctx context.Context, db *sqldb.DB, organization int64) (all []webhook.Endpoint, err error) {
	err = db.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		all, err = webhook.List(tx, organization)
		return err
	})
	return all, err
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

type createWebhook struct {
	storage
	secretKey
	Organization string `required:"" placeholder:"NAME" help:"The organization whose events are sent."`
	URL          string `arg:"" help:"Where the events are sent to."`
	Types        string `placeholder:"LIST" help:"The types of the events, as in customer.*,load.updated. (default: all)"`
	Description  string `placeholder:"TEXT" help:"A text of yours."`
	MaxEvents    int32  `default:"1" placeholder:"N" help:"The events in a request at most; above 1, the body is a page of events. (default: ${default})"`
}

// Run creates the endpoint and prints its secret.
func (c createWebhook) Run(ctx context.Context, t terminal) error {
	settings := webhook.Settings{URL: c.URL, Description: c.Description, MaxEvents: c.MaxEvents}
	if c.Types != "" {
		settings.Types = strings.Split(c.Types, ",")
	}
	input, err := settings.Check()
	if err != nil {
		return err
	}
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		store, err := c.store(c.Database)
		if err != nil {
			return err
		}
		organization, err := organizationOf(ctx, db, c.Organization)
		if err != nil {
			return err
		}
		var e *webhook.Endpoint
		err = writeAs(ctx, db, organization, func(tx *sqldb.Tx) (err error) {
			e, err = store.Create(tx, organization, input)
			return err
		})
		if err != nil {
			return err
		}
		return t.printWebhookSecret(e, store.Key)
	})
}

// organizationOf returns the number of an organization.
func organizationOf(ctx context.Context, db *sqldb.DB, name string) (int64, error) {
	all, err := tenant.Organizations(ctx, db)
	if err != nil {
		return 0, err
	}
	for _, o := range all {
		if o.Name == name && !o.Deleting {
			return o.ID, nil
		}
	}
	return 0, fmt.Errorf("%w: %s", tenant.ErrNoOrganization, name)
}

// store returns the operations on endpoints with the key of the servers. The commands create
// no key, because a server that runs as another user could not read it.
func (k secretKey) store(database string) (*webhook.Store, error) {
	key, err := webhook.ReadKey(k.file(database))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w; a server with --webhooks creates it", err)
	}
	return &webhook.Store{Key: key, Allowed: k.WebhookAllow}, err
}

// printWebhookSecret prints only the secret to standard output, for scripts.
func (t terminal) printWebhookSecret(e *webhook.Endpoint, key webhook.Key) error {
	if _, err := fmt.Fprintf(t.err, "the id of the webhook is %s\n", e.ID); err != nil {
		return err
	}
	_, err := fmt.Fprintln(t.out, key.Secret(e.ID, e.Generation))
	return err
}

// writeAs writes in the name of the user of the system.
func writeAs(ctx context.Context, db *sqldb.DB, organization int64, fn func(*sqldb.Tx) error) error {
	return db.Do(ctx, sqldb.Work{Organization: organization, By: sqldb.Actor{User: systemUser()}}, fn)
}

// oneWebhook is the argument of the commands that change an endpoint.
type oneWebhook struct {
	storage
	ID string `arg:"" help:"The endpoint's id, from webhooks list."`
}

// do calls an operation on the endpoint.
func (c oneWebhook) do(ctx context.Context, operation func(tx *sqldb.Tx, organization int64) error) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		organization, err := c.organization(ctx, db)
		if err != nil {
			return err
		}
		return writeAs(ctx, db, organization, func(tx *sqldb.Tx) error { return operation(tx, organization) })
	})
}

func (c oneWebhook) organization(ctx context.Context, db *sqldb.DB) (organization int64, err error) {
	err = db.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		organization, err = webhook.Organization(tx, c.ID)
		return err
	})
	return organization, err
}

// done prints what was done.
func (c oneWebhook) done(t terminal, what string, err error) error {
	if err == nil {
		_, err = fmt.Fprintf(t.out, "%s %s\n", what, c.ID)
	}
	return err
}

type pauseWebhook struct{ oneWebhook }

// Run pauses the endpoint. Pausing it twice is no error.
func (c pauseWebhook) Run(ctx context.Context, t terminal) error {
	return c.done(t, "paused", c.do(ctx, func(tx *sqldb.Tx, organization int64) error {
		_, err := new(webhook.Store).Pause(tx, organization, c.ID)
		return err
	}))
}

type resumeWebhook struct{ oneWebhook }

// Run resumes the endpoint. Resuming an active endpoint tries it again at once.
func (c resumeWebhook) Run(ctx context.Context, t terminal) error {
	return c.done(t, "resumed", c.do(ctx, func(tx *sqldb.Tx, organization int64) error {
		_, err := new(webhook.Store).Resume(tx, organization, c.ID)
		return err
	}))
}

type seekWebhook struct {
	oneWebhook
	Sequence int64 `arg:"" help:"The number after which events are delivered; 0 is the beginning."`
}

// Run moves the cursor of the endpoint.
func (c seekWebhook) Run(ctx context.Context, t terminal) error {
	return c.done(t, fmt.Sprintf("moved to %d:", c.Sequence), c.do(ctx, func(tx *sqldb.Tx, organization int64) error {
		_, err := new(webhook.Store).Seek(tx, organization, c.ID, c.Sequence)
		return err
	}))
}

type redeliverWebhook struct {
	oneWebhook
	Sequence int64 `arg:"" help:"The number of the event, from webhooks parked."`
}

// Run lets a server deliver the event once more.
func (c redeliverWebhook) Run(ctx context.Context, t terminal) error {
	return c.done(t, fmt.Sprintf("event %d is going to be delivered to", c.Sequence), c.do(ctx, func(tx *sqldb.Tx, organization int64) error {
		return new(webhook.Store).Redeliver(tx, organization, c.ID, c.Sequence)
	}))
}

type deleteWebhook struct{ oneWebhook }

// Run deletes the endpoint.
func (c deleteWebhook) Run(ctx context.Context, t terminal) error {
	return c.done(t, "deleted", c.do(ctx, func(tx *sqldb.Tx, organization int64) error {
		return new(webhook.Store).Delete(tx, organization, c.ID)
	}))
}

type rotateWebhook struct {
	oneWebhook
	secretKey
}

// Run gives the endpoint a new secret and prints it.
func (c rotateWebhook) Run(ctx context.Context, t terminal) error {
	store, err := c.store(c.Database)
	if err != nil {
		return err
	}
	var e *webhook.Endpoint
	err = c.do(ctx, func(tx *sqldb.Tx, organization int64) (err error) {
		e, err = store.Rotate(tx, organization, c.ID)
		return err
	})
	if err != nil {
		return err
	}
	return t.printWebhookSecret(e, store.Key)
}

type parkedEvents struct{ oneWebhook }

// Run prints a table.
func (c parkedEvents) Run(ctx context.Context, t terminal) error {
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		organization, err := c.organization(ctx, db)
		if err != nil {
			return err
		}
		var parked []webhook.Parked
		err = db.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
			parked, err = webhook.ParkedEvents(tx, &webhook.Endpoint{Organization: organization, ID: c.ID})
			return err
		})
		if err != nil {
			return err
		}
		rows := [][]string{{"SEQUENCE", "PARKED", "STATUS", "ANSWER"}}
		for _, p := range parked {
			rows = append(rows, []string{strconv.FormatInt(p.Sequence, 10), p.At.Format(time.RFC3339), strconv.Itoa(p.Status), p.Answer})
		}
		return t.table(rows)
	})
}
