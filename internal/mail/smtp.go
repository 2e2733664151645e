package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/textproto"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/wneessen/go-mail/smtp"
)

// The times that an SMTP server has.
const (
	openTime     = 30 * time.Second // to take a connection
	envelopeTime = 30 * time.Second // to take sender and recipient
	dataTime     = 2 * time.Minute  // to take the message
	closeTime    = 5 * time.Second
	// graceTime is how long a message that is being sent has after the end of its context.
	graceTime = 10 * time.Second
)

// Sender sends messages through an SMTP server.
type Sender struct {
	Server   Server
	Password string
	From     *mail.Address
	// After returns a channel that is ready after a time. It is time.After outside of tests.
	After func(time.Duration) <-chan time.Time
	TLS   *tls.Config // nil for the usual one
}

// NewSender returns a sender.
func NewSender(server Server, password string, from *mail.Address) *Sender {
	return &Sender{Server: server, Password: password, From: from, After: time.After}
}

// errUnreachable says that the server takes no mails at all at the moment.
var errUnreachable = errors.New("the SMTP server cannot be used")

// session is a connection to the server that is ready for a mail.
type session struct {
	sender *Sender
	conn   net.Conn
	client *smtp.Client
}

// Open connects to the server. All its errors wrap errUnreachable.
func (s *Sender) open(ctx context.Context) (opened *session, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("%w: %w", errUnreachable, err)
		}
	}()
	dialing, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(dialing, "tcp", s.Server.Address())
	if err != nil {
		return nil, err
	}
	x := &session{sender: s, conn: conn}
	err = x.within(ctx, 0, openTime, func() error { return x.greet(conn) })
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return x, nil
}

// greet makes the connection ready: TLS, unless the server is on this machine, and the password.
func (x *session) greet(conn net.Conn) (err error) {
	s := x.sender
	config := s.TLS
	if config == nil {
		config = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	config = config.Clone()
	config.ServerName = s.Server.Host
	if s.Server.IsTLS {
		conn = tls.Client(conn, config)
	}
	if x.client, err = smtp.NewClient(conn, s.Server.Host); err != nil {
		return err
	}
	if err := x.client.Hello(localName()); err != nil {
		return err
	}
	if err := x.requireTLS(config); err != nil {
		return err
	}
	return x.authenticate()
}

// requireTLS begins TLS, unless the connection has it or the server is on this machine.
func (x *session) requireTLS(config *tls.Config) error {
	if x.sender.Server.IsTLS || x.sender.Server.isLoopback() {
		return nil
	}
	if has, _ := x.client.Extension("STARTTLS"); !has {
		return errors.New("it offers no STARTTLS")
	}
	return x.client.StartTLS(config)
}

func (x *session) authenticate() error {
	s := x.sender
	if s.Server.User == "" {
		return nil
	}
	_, offered := x.client.Extension("AUTH")
	offers := strings.Fields(strings.ToUpper(offered))
	for _, offer := range []struct {
		name string
		auth smtp.Auth
	}{
		{"SCRAM-SHA-256", smtp.ScramSHA256Auth(s.Server.User, s.Password)},
		{"PLAIN", smtp.PlainAuth("", s.Server.User, s.Password, s.Server.Host, s.Server.isLoopback())},
		{"LOGIN", smtp.LoginAuth(s.Server.User, s.Password, s.Server.Host, s.Server.isLoopback())},
	} {
		for _, name := range offers {
			if name == offer.name {
				return x.client.Auth(offer.auth)
			}
		}
	}
	return errors.New("it offers none of SCRAM-SHA-256, PLAIN and LOGIN to log in with")
}

func localName() string {
	if name, err := os.Hostname(); err == nil && isDomain(name) {
		return name
	}
	return "localhost"
}

// within does something on the connection, which is cut after a time limit, and some time after
// the end of ctx.
func (x *session) within(ctx context.Context, grace, limit time.Duration, do func() error) error {
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case <-done:
			return
		case <-x.sender.After(limit):
		case <-ctx.Done():
			if grace > 0 {
				select {
				case <-done:
					return
				case <-x.sender.After(grace):
				}
			}
		}
		_ = x.conn.SetDeadline(time.Unix(1, 0))
	}()
	return do()
}

// outcome is what became of a mail.
type outcome int

const (
	sent      outcome = iota
	temporary         // it was not sent, and may be tried again
	permanent         // it was not sent, and never will be
	refused           // permanent, and the address gets no mails any more
	uncertain         // nobody knows whether it was sent
)

// errUTF8 says that the server takes only addresses in ASCII.
var errUTF8 = errors.New("the SMTP server does not take an address that is not ASCII")

// envelope tells the server the sender and the recipient. The outcome is sent if it accepts
// both.
func (x *session) envelope(ctx context.Context, to string) (o outcome, err error) {
	if has, _ := x.client.Extension("SMTPUTF8"); !has && strings.ContainsFunc(to, func(r rune) bool { return r > unicode.MaxASCII }) {
		return permanent, errUTF8
	}
	err = x.within(ctx, 0, envelopeTime, func() error {
		if err := x.client.Mail("<" + x.sender.From.Address + ">"); err != nil {
			o = judgeReply(err)
			return err
		}
		err := x.client.Rcpt("<" + to + ">")
		if o = judgeReply(err); o == permanent && isRefusal(err) {
			o = refused
		}
		return err
	})
	return o, err
}

// judgeReply returns the outcome of a command before the message.
func judgeReply(err error) outcome {
	if err == nil {
		return sent
	}
	if reply, ok := errors.AsType[*textproto.Error](err); ok && reply.Code >= 500 {
		return permanent
	}
	return temporary
}

// isReply reports whether an error is an answer of the server.
func isReply(err error) bool {
	_, ok := errors.AsType[*textproto.Error](err)
	return ok
}

var enhanced = regexp.MustCompile(`^5\.\d+\.\d+`)

// noMailbox are the codes of RFC 3463 and 7505 that say that mails to the recipient will never
// come: no mailbox, no host, no such address, moved, disabled, and a domain without mail. The
// other codes 5.1 are about the sender, or tell nothing.
var noMailbox = []string{"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"}

// isRefusal reports whether a reply says that there is no such address. A 550 without a code, or
// with another one, may be the fault of the settings: such a server refuses every address.
func isRefusal(err error) bool {
	reply, ok := errors.AsType[*textproto.Error](err)
	return ok && slices.Contains(noMailbox, enhanced.FindString(reply.Msg))
}

// message sends the message after the envelope. Once all of it was sent, only an answer tells
// whether the server has it.
func (x *session) message(ctx context.Context, m *Message, now time.Time) (o outcome, err error) {
	msg := newMessage(x.sender.From, m, now)
	err = x.within(ctx, graceTime, dataTime, func() error {
		writer, err := x.client.Data()
		if err != nil {
			o = judgeReply(err)
			return err
		}
		if _, err = msg.WriteTo(writer); err != nil {
			o = temporary // its end was not sent
			_ = x.conn.Close()
			return err
		}
		err = writer.Close()
		if o = judgeReply(err); o == temporary {
			if !isReply(err) {
				o = uncertain
			}
		}
		return err
	})
	return o, err
}

// reset makes the session ready for the next mail. It reports false if it cannot be used.
func (x *session) reset(ctx context.Context) bool {
	return x.within(ctx, 0, envelopeTime, x.client.Reset) == nil
}

func (x *session) close() {
	_ = x.within(context.Background(), 0, closeTime, x.client.Quit)
	_ = x.conn.Close()
}

// Check connects to the server and logs in, if it wants that, and sends no mail.
func (s *Sender) Check(ctx context.Context) error {
	x, err := s.open(ctx)
	if err != nil {
		return err
	}
	x.close()
	return nil
}

// SendTest sends a test to an address and returns an error if the server does not take it.
func (s *Sender) SendTest(ctx context.Context, address, id string, now time.Time) error {
	x, err := s.open(ctx)
	if err != nil {
		return err
	}
	defer x.close()
	if _, err := x.envelope(ctx, address); err != nil {
		return err
	}
	_, err = x.message(ctx, &Message{ID: id, To: Recipient{Email: address}, Content: Content{
		Subject: "A test of Waybill", Text: "This mail is a test. The settings of the server work.\n"}}, now)
	return err
}

// explain returns an error as a client sees it.
func explain(err error) string { return oneLine(err.Error(), 300) }
