package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"waybill/internal/api"
	"waybill/internal/backup"
	"waybill/internal/bulk"
	"waybill/internal/event"
	"waybill/internal/guard"
	"waybill/internal/idempotency"
	"waybill/internal/metrics"
	"waybill/internal/openapi"
	"waybill/internal/ratelimit"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// serve is the command that serves the API, with its settings.
type serve struct {
	Address string `default:"127.0.0.1:8080" env:"WAYBILL_ADDRESS" placeholder:"HOST:PORT" help:"The address on which to listen. (default: ${default})"`
	storage
	encryption
	backups
	migrating
	RequestTimeout  time.Duration  `positive:"" default:"30s" env:"WAYBILL_REQUEST_TIMEOUT" placeholder:"TIME" help:"The time for a request once its headers are read. (default: ${default})"`
	ListTimeout     time.Duration  `positive:"" default:"2s" env:"WAYBILL_LIST_TIMEOUT" placeholder:"TIME" help:"The part of that time for a list or a search. (default: ${default})"`
	TransferTimeout time.Duration  `positive:"" default:"1h" env:"WAYBILL_TRANSFER_TIMEOUT" placeholder:"TIME" help:"The time for an export or an import. (default: ${default})"`
	HeaderTimeout   time.Duration  `positive:"" default:"10s" env:"WAYBILL_HEADER_TIMEOUT" placeholder:"TIME" help:"The time for a client to send the headers. (default: ${default})"`
	BodyTimeout     time.Duration  `positive:"" default:"30s" env:"WAYBILL_BODY_TIMEOUT" placeholder:"TIME" help:"The time for a client to send headers and body. (default: ${default})"`
	IdleTimeout     time.Duration  `positive:"" default:"2m" env:"WAYBILL_IDLE_TIMEOUT" placeholder:"TIME" help:"The time for which a connection may wait for its next request. (default: ${default})"`
	ShutdownTimeout time.Duration  `default:"20s" env:"WAYBILL_SHUTDOWN_TIMEOUT" placeholder:"TIME" help:"The time for running requests to finish after a signal to stop. (default: ${default})"`
	Drain           time.Duration  `default:"0s" env:"WAYBILL_DRAIN" placeholder:"TIME" help:"The time to keep serving after a signal to stop, with /readyz 503, so that load balancers notice. (default: ${default})"`
	MaxHeader       int            `type:"bytes" positive:"" default:"65536" env:"WAYBILL_MAX_HEADER" placeholder:"BYTES" help:"The size limit of headers. (default: ${default})"`
	MaxBody         int64          `type:"bytes" positive:"" default:"1048576" env:"WAYBILL_MAX_BODY" placeholder:"BYTES" help:"The size limit of a body. (default: ${default})"`
	MaxBatchBody    int64          `type:"bytes" positive:"" default:"10485760" env:"WAYBILL_MAX_BATCH_BODY" placeholder:"BYTES" help:"The size limit of the body of a batch. (default: ${default})"`
	MaxImport       int64          `type:"bytes" positive:"" default:"268435456" env:"WAYBILL_MAX_IMPORT" placeholder:"BYTES" help:"The size limit of the file of an import. (default: ${default})"`
	MaxBodies       int64          `type:"bytes" positive:"" default:"41943040" env:"WAYBILL_MAX_BODIES" placeholder:"BYTES" help:"The size limit of the bodies of all concurrent requests together; at least four times the limit of a body. (default: ${default})"`
	PerMinute       requests       `default:"100" env:"WAYBILL_PER_MINUTE" placeholder:"N" help:"The requests a minute of a key without a limit of its own; 0 is any number. (default: ${default})"`
	PerDay          requests       `default:"10000" env:"WAYBILL_PER_DAY" placeholder:"N" help:"The requests a day, by UTC, of a key without a limit of its own; 0 is any number. (default: ${default})"`
	KeptAnswers     requests       `default:"256" env:"WAYBILL_KEPT_ANSWERS" placeholder:"MIB" help:"The MiB of answers under Idempotency-Keys that are kept for an organization in a day, by UTC; 0 is any number. (default: ${default})"`
	KeepEvents      time.Duration  `default:"400d" env:"WAYBILL_KEEP_EVENTS" placeholder:"TIME" help:"The time for which events are kept; the last event of a record that exists is kept longer. 0 is for ever. (default: ${default})"`
	BadKeys         requests       `default:"100" env:"WAYBILL_BAD_KEYS" placeholder:"N" help:"The bad keys of under 20 characters a minute from one address; 0 is any number. (default: ${default})"`
	AdminAddress    string         `env:"WAYBILL_ADMIN_ADDRESS" placeholder:"HOST:PORT" help:"The address on which to serve metrics for Prometheus, at /metrics. (default: nowhere)"`
	SlowStatement   time.Duration  `default:"500ms" env:"WAYBILL_SLOW_STATEMENT" placeholder:"TIME" help:"The time from which a statement of the database is logged as slow; 0 logs none. (default: ${default})"`
	TrustedProxies  []netip.Prefix `env:"WAYBILL_TRUSTED_PROXIES" placeholder:"CIDR" help:"Networks of proxies whose X-Forwarded-For and X-Forwarded-Prefix headers are trusted. (default: none)"`
	Gzip            bool           `negatable:"" env:"WAYBILL_GZIP" help:"Compress lists for clients that accept gzip. (default: false)"`
	PathPrefix      pathPrefix     `env:"WAYBILL_PATH_PREFIX" placeholder:"PATH" help:"The path below which clients reach the server through a proxy, such as /tms. (default: the root)"`
	CORSOrigins     corsOrigins    `name:"cors-origins" env:"WAYBILL_CORS_ORIGINS" placeholder:"ORIGINS" help:"Origins of web pages that may use the API from a browser, such as https://app.example.com, separated by commas; * is any. (default: none)"`
	Webhooks        bool           `negatable:"" env:"WAYBILL_WEBHOOKS" help:"Send events to the endpoints of webhooks, which clients name. (default: false)"`
	Guard           guarded        `env:"WAYBILL_GUARD" placeholder:"KINDS" help:"Hold changes of phone numbers and e-mail addresses of customers and carriers until another key confirms them: phone, email, or phone,email. (default: none)"`
	secretKey
	smtpServer
	mailing
	logging
	delivery *delivery `kong:"-"` // to webhooks; nil for none, or before start
	post     *post     `kong:"-"` // sends e-mails; nil for none, or before start
}

// corsOrigins are the origins of web pages that may use the API.
type corsOrigins struct{ api.Origins }

// UnmarshalText parses the value of the flag.
func (o *corsOrigins) UnmarshalText(text []byte) (err error) {
	o.Origins, err = api.ParseOrigins(string(text))
	return err
}

// guarded are the kinds of contacts whose changes are held.
type guarded struct{ guard.Guard }

// UnmarshalText parses the value of the flag.
func (g *guarded) UnmarshalText(text []byte) (err error) {
	g.Kinds, err = guard.ParseKinds(string(text))
	return err
}

// pathPrefix is a path below which the server is reached; empty for the root.
type pathPrefix string

// UnmarshalText parses the value of the flag.
func (p *pathPrefix) UnmarshalText(text []byte) error {
	prefix, err := api.ParsePathPrefix(string(text))
	*p = pathPrefix(prefix)
	return err
}

// firstOrganization is the organization of a new database.
const firstOrganization = "default"

// Run serves until a signal to stop, and then until the running requests are
// finished. A later signal ends the program at once.
func (s serve) Run(ctx context.Context, t terminal) error {
	ctx, release := untilSignal(ctx)
	defer release()

	collectLessOften()
	log := s.open(t.err)
	defer log.queue.flush()
	server, err := s.start(ctx, log)
	if err != nil {
		return err
	}
	limitMemory(log.Logger)
	if err := s.welcome(ctx, server, t.out); err != nil {
		return errors.Join(err, server.close())
	}
	return server.run(ctx)
}

// server is an API server with its database and its listeners.
type server struct {
	db       *sqldb.DB
	api      *api.Server
	http     *http.Server
	admin    *admin // nil for none
	listener net.Listener
	log      *slog.Logger
	drain    time.Duration // from the signal to the end of listening
	// shutdownTimeout is from the end of listening to the end of running requests.
	shutdownTimeout time.Duration
	// endSweeping ends the removal of expired answers, and waits for its end.
	endSweeping func()
	// endSending ends the sending of backups to a bucket, and waits for its end for a moment.
	endSending func()
	// endDelivery ends the delivery to webhooks, and waits for its end.
	endDelivery func()
	// endPost ends the sending of e-mails, and waits for its end.
	endPost func()
}

// start listens before it opens the database, so that a port in use changes
// nothing. Clients that connect at once wait until run.
func (s serve) start(ctx context.Context, log logs) (*server, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	sender, err := s.newSender(log.Logger)
	if err != nil {
		return nil, err
	}
	certificate, err := s.loadCertificate(log.Logger)
	if err != nil {
		return nil, err
	}
	listener, err := listen(ctx, "--address", s.Address)
	if err != nil {
		return nil, err
	}
	listener = certificate.listener(listener)
	admin, err := newAdmin(ctx, s.AdminAddress, log)
	if err != nil {
		_ = listener.Close()
		return nil, err
	}
	db, err := s.openDatabase(ctx, log.Logger, admin)
	if err != nil {
		_ = listener.Close()
		admin.close()
		return nil, err
	}
	if admin != nil && certificate != nil {
		admin.metrics.WatchCertificate(certificate.expiry)
	}
	if s.delivery, err = s.newDelivery(ctx, db, admin); err != nil {
		_ = listener.Close()
		admin.close()
		return nil, errors.Join(err, db.Close())
	}
	keeper, err := s.newKeeper(db, admin, log.Logger)
	if err != nil {
		_ = listener.Close()
		admin.close()
		return nil, errors.Join(err, db.Close())
	}
	if admin != nil && sender != nil {
		admin.metrics.WatchSentBackups(sender.Sent, sender.Failures)
	}
	s.delivery.log(log.Logger)
	if s.post, err = s.newPost(db, log.Logger, admin); err != nil {
		_ = listener.Close()
		admin.close()
		return nil, errors.Join(err, db.Close())
	}
	log.Info("started", "version", version(), "address", listener.Addr().String(), "database", sqldb.Redacted(s.Database))
	handler := s.newHandler(db, log, time.Now, admin)
	started := &server{
		db:              db,
		api:             handler,
		http:            s.newHTTPServer(handler, log.Logger),
		admin:           admin,
		listener:        listener,
		log:             log.Logger,
		drain:           s.Drain,
		shutdownTimeout: s.ShutdownTimeout,
		endSweeping:     startSweeping(db, handler.Keys(), s.KeepEvents, keeper, log.Logger),
	}
	started.endSending = startSending(sender, log.Logger)
	started.endDelivery = s.delivery.start(started)
	started.endPost = s.post.start(log.Logger)
	return started, nil
}

// listen listens on the address that a flag gives. Its error names the flag.
func listen(ctx context.Context, flag, address string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if failed, ok := errors.AsType[*net.OpError](err); ok {
		err = failed.Err // the rest repeats the address
	}
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s %s: %w; choose another address with %[1]s", flag, address, err)
	}
	return listener, nil
}

func (s serve) openDatabase(ctx context.Context, log *slog.Logger, admin *admin) (*sqldb.DB, error) {
	options := sqldb.Options{Log: log, SlowStatement: s.SlowStatement, Migrate: true, Exclusive: true, BackupFirst: s.BackupBeforeMigrate}
	if admin != nil {
		options.Observer = admin.metrics
	}
	db, err := sqldb.Open(ctx, s.Database, options)
	if err == nil && admin != nil {
		admin.metrics.Watch(db)
		watchChanges(admin.metrics, db)
	}
	return db, err
}

// watchChanges adds the metrics of held changes. They do not depend on --guard: another server on
// the database may hold changes.
func watchChanges(m *metrics.Metrics, db *sqldb.DB) {
	m.WatchChanges(func(ctx context.Context) (*metrics.ChangeStats, error) {
		s, err := guard.ReadStats(ctx, db)
		if err != nil {
			return nil, err
		}
		return &metrics.ChangeStats{Held: s.Held, OldestSeconds: s.Oldest.Seconds()}, nil
	})
}

// startSweeping starts the goroutines that remove expired answers, held changes and old events, write the
// last uses of keys, and make backups. The function that it returns ends them and waits.
func startSweeping(db *sqldb.DB, keys *tenant.Authenticator, keepEvents time.Duration, keeper *backup.Keeper, log *slog.Logger) (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var sweeping sync.WaitGroup
	sweep := func(what string, remove func() error) {
		sweeping.Go(func() {
			everyMinute(ctx, func() {
				if err := remove(); err != nil && ctx.Err() == nil {
					log.Warn("cannot remove "+what, "error", err)
				}
			})
		})
	}
	sweep("expired answers", func() error { return idempotency.Sweep(ctx, db) })
	sweep("old held changes", func() error { return guard.Sweep(ctx, db) })
	if keepEvents > 0 {
		sweep("old events", func() error { return event.RemoveOld(ctx, db, db.Now().Add(-keepEvents)) })
	}
	sweeping.Go(func() { keys.KeepUses(ctx, log) })
	if keeper != nil {
		sweeping.Go(func() {
			everyMinute(ctx, func() { makeBackup(ctx, keeper, log) })
		})
	}
	return func() {
		cancel()
		sweeping.Wait()
	}
}

// everyMinute calls do every minute until ctx ends. A minute is short, so that each call has
// little to do.
func everyMinute(ctx context.Context, do func()) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			do()
		}
	}
}

// newHandler wires the API of all resources.
func (s serve) newHandler(db *sqldb.DB, log logs, now func() time.Time, admin *admin) *api.Server {
	return s.newHandlerOf(resources(), db, log, now, admin)
}

// newHandlerOf wires the API of the listed resources.
func (s serve) newHandlerOf(list resourceList, db *sqldb.DB, log logs, now func() time.Time, admin *admin) *api.Server {
	options := api.Options{
		DB:              db,
		Keys:            tenant.NewAuthenticator(db, now),
		Limiter:         ratelimit.New(db, ratelimit.Limits{PerMinute: int64(s.PerMinute), PerDay: int64(s.PerDay)}, now),
		Kept:            ratelimit.New(db, ratelimit.Limits{PerDay: int64(s.KeptAnswers) << 10}, now),
		BadKeys:         ratelimit.NewBadKeyLimiter(int64(s.BadKeys), now),
		Log:             log.Logger,
		Timeout:         s.RequestTimeout,
		ListTimeout:     s.ListTimeout,
		TransferTimeout: s.TransferTimeout,
		MaxBody:         s.MaxBody,
		MaxBatchBody:    s.MaxBatchBody,
		MaxImport:       s.MaxImport,
		MaxBodies:       s.MaxBodies,
		TrustedProxies:  s.TrustedProxies,
		PathPrefix:      string(s.PathPrefix),
		Gzip:            s.Gzip,
		Origins:         s.CORSOrigins.Origins,
		Access:          log.access,
		Guard:           s.Guard.Guard,
		Pages:           list.pages(openapi.Options{Version: version(), MaxBody: s.MaxBody, MaxBatchBody: s.MaxBatchBody, MaxImport: s.MaxImport, Webhooks: s.delivery != nil, Mail: s.post != nil}),
	}
	if s.delivery != nil {
		options.Webhooks = s.delivery.service
	}
	if s.post != nil {
		options.Mail = s.post.Store
	}
	if admin != nil {
		options.Observer = admin.metrics
		admin.metrics.WatchImports(list.plurals(), bulk.Results())
	}
	return api.New(options, list...)
}

// streams is how many requests of an HTTP/2 connection are executed concurrently.
const streams = 100

// newHTTPServer returns a server of HTTP/1.1 and of HTTP/2. Both come without TLS as far as
// net/http is concerned, because the listener decrypts.
func (s serve) newHTTPServer(handler http.Handler, log *slog.Logger) *http.Server {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	protocols.SetUnencryptedHTTP2(true)
	return &http.Server{
		Protocols:         protocols,
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: streams},
		Handler:           handler,
		ReadHeaderTimeout: s.HeaderTimeout,
		ReadTimeout:       s.BodyTimeout,
		WriteTimeout:      s.BodyTimeout + s.RequestTimeout,
		IdleTimeout:       s.IdleTimeout,
		MaxHeaderBytes:    s.MaxHeader,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		// The router refuses OPTIONS *, as it does any other unknown path.
		DisableGeneralOptionsHandler: true,
	}
}

// run serves until ctx ends and the drain time is over. Then it waits for running
// requests, up to the shutdown timeout, and closes the database.
func (s *server) run(ctx context.Context) error {
	failed := make(chan error, 2)
	go func() { failed <- fmt.Errorf("serving: %w", s.http.Serve(s.api.Listener(s.listener))) }()
	if s.admin != nil {
		go func() { failed <- s.admin.serve() }()
	}
	select {
	case err := <-failed:
		return errors.Join(err, s.close())
	case <-ctx.Done():
	}
	s.api.Drain()
	s.log.Info("stopping", "drain", s.drain)
	select {
	case err := <-failed:
		return errors.Join(err, s.close())
	case <-time.After(s.drain):
	}
	finishing, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.shutdownTimeout)
	defer cancel()
	if err := s.http.Shutdown(finishing); err != nil {
		s.log.Warn("requests were cut off", "error", err)
	}
	err := s.close()
	s.log.Info("stopped")
	return err
}

func (s *server) close() error {
	_ = s.http.Close()
	_ = s.listener.Close()
	s.admin.close()
	s.endSending()
	s.endSweeping()
	s.endDelivery()
	s.endPost()
	return errors.Join(s.api.Close(), s.db.Close())
}

// databaseFlag returns the --database flag for a command to paste, without a
// password.
func (s serve) databaseFlag() string {
	if s.Database == "waybill.db" {
		return ""
	}
	address, password := sqldb.Pasteable(s.Database)
	flag := " --database " + shellQuoted(address)
	if password {
		flag += "\n(the password is not shown: set PGPASSWORD, or see PGPASSFILE)"
	}
	return flag
}

// shellQuoted quotes a text as a word for a shell.
func shellQuoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// invocation returns the words that call this program, for commands to paste.
func invocation() string {
	called := os.Args[0]
	if strings.Contains(filepath.ToSlash(called), "/go-build") {
		return "go run ./cmd/waybill" // go run removes its binary
	}
	if found, err := exec.LookPath(filepath.Base(called)); err == nil && filepath.Base(called) == called && found != "" {
		return called
	}
	if strings.ContainsAny(called, ` '"$`) {
		return shellQuoted(called)
	}
	return called
}

// reachable returns an address to connect to. A listener on all addresses is
// reached by loopback.
func reachable(address net.Addr) string {
	tcp, ok := address.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return address.String()
	}
	return net.JoinHostPort("127.0.0.1", fmt.Sprint(tcp.Port))
}
