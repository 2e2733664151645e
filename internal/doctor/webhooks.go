package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"sync"
	"time"

	"waybill/internal/sqldb"
	"waybill/internal/webhook"
)

// webhookKey looks whether the secret key is the one that the secrets were made with.
func (e *Exam) webhookKey(ctx context.Context) Result {
	var has bool
	err := e.db.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		has, err = webhook.HasEndpoints(tx)
		return err
	})
	if err != nil {
		return unread("the endpoints of webhooks", err)
	}
	key, err := webhook.ReadKey(e.SecretKey)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !has:
		return Fine("no secret has been made with a secret key yet")
	case errors.Is(err, fs.ErrNotExist):
		return Fail("put the key file in its place, or set --secret-key-file", "the secret key %s is missing, with which the secrets of webhooks were made", e.SecretKey)
	case err != nil:
		return Fail(ask, "%v", err)
	}
	err = e.db.Read(ctx, func(tx *sqldb.ReadTx) error { return webhook.CheckKey(tx, key) })
	switch {
	case errors.Is(err, webhook.ErrOtherKey):
		return Fail(webhook.OtherKeyAdvice, "%v", err)
	case err != nil:
		return unread("the secret key of the webhooks", err)
	}
	return Fine("the secret key fits the secrets of webhooks")
}

// all returns the endpoints of all organizations.
func (e *Exam) allEndpoints(ctx context.Context) (all []webhook.Endpoint, err error) {
	err = e.db.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		all, err = webhook.ListAll(tx)
		return err
	})
	return all, err
}

func (e *Exam) endpoints(ctx context.Context) Result {
	all, err := e.allEndpoints(ctx)
	if err != nil {
		return unread("the endpoints of webhooks", err)
	}
	var disabled, parked []string
	for _, x := range all {
		if x.Status == webhook.Disabled {
			disabled = append(disabled, fmt.Sprintf("%s (%s)", x.ID, x.Reason))
		}
		if x.Parked > 0 {
			parked = append(parked, fmt.Sprintf("%s (%d)", x.ID, x.Parked))
		}
	}
	switch {
	case len(disabled) > 0:
		return Warn("mend the receiver, and run waybill webhooks resume", "endpoints get no events, because they are disabled: %s", listed(disabled))
	case len(parked) > 0:
		return Warn("look at waybill webhooks parked, mend the receiver, and run waybill webhooks redeliver", "endpoints have refused events, which are parked: %s", listed(parked))
	case len(all) > 0 && !e.Webhooks:
		return Warn("set --webhooks, or delete the endpoints", "there are %d endpoints, and the server sends no events to them", len(all))
	}
	return Fine("%d endpoints, none disabled, no parked events", len(all))
}

const (
	// mostHosts is how many hosts of endpoints are tried, dialsAtOnce how many at once, and
	// dialTimeout the time for each.
	mostHosts   = 100
	dialsAtOnce = 10
	dialTimeout = 5 * time.Second
)

// hosts connects to the host of each endpoint that is not paused, by the rules of deliveries. It
// sends no request.
func (e *Exam) hosts(ctx context.Context) Result {
	if !e.Webhooks {
		return Fine("the server sends no events to endpoints")
	}
	reading, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	all, err := e.allEndpoints(reading)
	if err != nil {
		return unread("the endpoints of webhooks", err)
	}
	hosts, further := hostsOf(all)
	failures := e.dial(ctx, hosts)
	switch {
	case len(failures) > 0:
		return Warn("mend the receiver, the name, the network or its certificate; --webhook-allow lists networks that are not public", "%d of %d hosts of webhooks cannot be reached: %s", len(failures), len(hosts), listed(failures))
	case further > 0:
		return Warn("try the others by the tests of the endpoints", "%d hosts of webhooks can be reached; %d more were not tried", len(hosts), further)
	}
	return Fine("%d hosts of webhooks can be reached", len(hosts))
}

// hostsOf returns the hosts of the endpoints that get events, each once, and how many there are
// beyond those that are tried.
func hostsOf(all []webhook.Endpoint) (hosts []*url.URL, further int) {
	seen := map[string]bool{}
	for _, x := range all {
		parsed, err := url.Parse(x.URL)
		if err != nil || x.Status == webhook.Paused || seen[parsed.Scheme+parsed.Host] {
			continue
		}
		seen[parsed.Scheme+parsed.Host] = true
		if len(hosts) == mostHosts {
			further++
			continue
		}
		hosts = append(hosts, parsed)
	}
	return hosts, further
}

// dial returns a text for each host that cannot be reached.
func (e *Exam) dial(ctx context.Context, hosts []*url.URL) (failures []string) {
	sender := webhook.NewSender(webhook.Key{}, e.WebhookAllow, e.Now)
	errs := make([]error, len(hosts))
	turns := make(chan struct{}, dialsAtOnce)
	var dialing sync.WaitGroup
	for i, host := range hosts {
		turns <- struct{}{}
		dialing.Go(func() {
			defer func() { <-turns }()
			limited, cancel := context.WithTimeout(ctx, dialTimeout)
			defer cancel()
			errs[i] = sender.Reach(limited, host)
		})
	}
	dialing.Wait()
	for i, err := range errs {
		if err != nil {
			failures = append(failures, fmt.Sprintf("%s (%v)", hosts[i].Host, err))
		}
	}
	return failures
}
