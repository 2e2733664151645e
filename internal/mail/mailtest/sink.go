// Package mailtest has an SMTP server for tests, which answers as a test says.
package mailtest

import (
	"io"
	"log"
	"net"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// Step is a command that a Sink answers.
type Step string

// The steps of a mail.
const (
	Mail Step = "MAIL"
	Rcpt Step = "RCPT"
	Data Step = "DATA" // after the whole message
)

// Answer says how a sink answers a step.
type Answer int

// The answers. The code of another answer is an SMTP reply, such as 450.
const (
	Accept Answer = 0
	Cut    Answer = 1 // it closes the connection
	Hang   Answer = 2 // it answers nothing until CutHung; a message was kept
)

// Enhanced is an SMTP reply with a code of RFC 3463, such as 550 5.1.1, whose class is that of the
// reply.
func Enhanced(code, subject, detail int) Answer {
	return Answer(code + 1000*subject + 1_000_000*detail)
}

// enhanced returns the code of RFC 3463 of a reply, or none.
func (a Answer) enhanced() smtp.EnhancedCode {
	if a < 1000 {
		return smtp.NoEnhancedCode
	}
	return smtp.EnhancedCode{int(a) % 1000 / 100, int(a) / 1000 % 1000, int(a) / 1_000_000}
}

// Message is a message that a sink has taken.
type Message struct {
	From, To string
	Data     string
}

// Sink is an SMTP server that keeps what it takes.
type Sink struct {
	Address string

	mu     sync.Mutex
	script func(step Step, to string) Answer
	taken  []Message
	hung   chan Step
	cut    chan struct{} // closed by CutHung, which replaces it
}

// New starts a sink, which ends with the test.
func New(t testing.TB) *Sink {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Sink{Address: listener.Addr().String(), hung: make(chan Step, 1000), cut: make(chan struct{}), script: accept}
	server := smtp.NewServer(s)
	server.Domain = "sink.example.com"
	server.EnableSMTPUTF8 = true
	server.ErrorLog = log.New(io.Discard, "", 0) // of connections that a test cuts
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(listener)
	}()
	t.Cleanup(func() {
		s.Script(accept)
		s.CutHung()
		_ = server.Close()
		_ = listener.Close() // the server closes it only if Serve has begun
		<-done
	})
	return s
}

func accept(Step, string) Answer { return Accept }

// Script makes the sink answer as a function says, from now on.
func (s *Sink) Script(answer func(step Step, to string) Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.script = answer
}

// Hung is a channel with each step at which the sink has begun to hang.
func (s *Sink) Hung() <-chan Step { return s.hung }

// CutHung closes the connections at which the sink hangs. The client would wait for minutes.
func (s *Sink) CutHung() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.cut)
	s.cut = make(chan struct{})
}

// Taken returns the messages that the sink has got whole, also those that it has not accepted or
// answered.
func (s *Sink) Taken() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Message(nil), s.taken...)
}

// NewSession begins a connection.
func (s *Sink) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &session{sink: s, conn: c}, nil
}

type session struct {
	sink     *Sink
	conn     *smtp.Conn
	from, to string
}

func (x *session) answer(step Step, message *Message) error {
	x.sink.mu.Lock()
	answer, cut := x.sink.script(step, x.to), x.sink.cut
	if message != nil && answer <= Hang {
		x.sink.taken = append(x.sink.taken, *message)
	}
	x.sink.mu.Unlock()
	switch answer {
	case Accept:
		return nil
	case Cut:
		_ = x.conn.Conn().Close()
		return &smtp.SMTPError{Code: 421, Message: "cut"}
	case Hang:
		x.sink.hung <- step
		<-cut
		_ = x.conn.Conn().Close()
		return &smtp.SMTPError{Code: 421, Message: "late"}
	}
	return &smtp.SMTPError{Code: int(answer) % 1000, EnhancedCode: answer.enhanced(), Message: "as the test says"}
}

func (x *session) Mail(from string, _ *smtp.MailOptions) error {
	x.from, x.to = from, ""
	return x.answer(Mail, nil)
}

func (x *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	x.to = to
	return x.answer(Rcpt, nil)
}

func (x *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return x.answer(Data, &Message{x.from, x.to, string(data)})
}

func (x *session) Reset()        {}
func (x *session) Logout() error { return nil }
