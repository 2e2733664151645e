package mail

import (
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
)

// Server is the address of an SMTP server that takes mails for anybody.
type Server struct {
	Host, Port string
	User       string // empty for a server that wants no password
	IsTLS      bool   // the connection begins with TLS
}

// ParseServer reads an address such as smtp://user@host:587 or smtps://host. The error of an
// address with a password does not show it.
func ParseServer(text string) (Server, error) {
	parsed, err := url.Parse(text)
	if err != nil || parsed.Hostname() == "" || parsed.Opaque != "" || parsed.Path != "" || parsed.RawQuery != "" || parsed.Fragment != "" {
		return Server{}, errors.New("is no address of an SMTP server: write smtp://user@host:587, or smtps://user@host")
	}
	s := Server{Host: parsed.Hostname(), Port: parsed.Port(), User: parsed.User.Username()}
	switch parsed.Scheme {
	case "smtp":
		s.Port = orElse(s.Port, "587")
	case "smtps":
		s.Port, s.IsTLS = orElse(s.Port, "465"), true
	default:
		return Server{}, errors.New("must begin with smtp:// or smtps://")
	}
	if _, has := parsed.User.Password(); has {
		return Server{}, errors.New("must not contain a password: write it to a file and use --smtp-password-file")
	}
	return s, nil
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// Address returns the host and the port.
func (s Server) Address() string { return net.JoinHostPort(s.Host, s.Port) }

// isLoopback reports whether the server is on this machine, so that no TLS is needed.
func (s Server) isLoopback() bool {
	if s.Host == "localhost" {
		return true
	}
	address, err := netip.ParseAddr(s.Host)
	return err == nil && address.IsLoopback()
}

// ParseFrom reads the sender of mails, such as "Acme <dispatch@acme.example>".
func ParseFrom(text string) (*mail.Address, error) {
	parsed, err := mail.ParseAddress(text)
	if err != nil {
		return nil, errors.New(`is no sender: write an address, or "Acme <dispatch@acme.example>"`)
	}
	if parsed.Address, err = ParseAddress(parsed.Address); err != nil {
		return nil, fmt.Errorf("the sender %w", err)
	}
	parsed.Name = oneLine(parsed.Name, longestName)
	return parsed, nil
}

// ParsePublicURL reads the address by which the recipients of mails reach the server.
func ParsePublicURL(text string) (string, error) {
	parsed, err := url.Parse(text)
	if err != nil || parsed.Scheme != "https" && parsed.Scheme != "http" || parsed.Host == "" || parsed.User != nil || parsed.RawQuery != "" || parsed.Fragment != "" {
		return "", errors.New("is no address of a server: write https://tms.example.com, perhaps with a path")
	}
	for text != "" && text[len(text)-1] == '/' {
		text = text[:len(text)-1]
	}
	return text, nil
}
