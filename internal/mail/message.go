package mail

import (
	"crypto/sha256"
	"encoding/hex"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Message is a mail as it is sent.
type Message struct {
	ID          string // unique: a mail that is sent again has the same Message-ID
	To          Recipient
	Unsubscribe string // the address to unsubscribe; empty for none
	Content
}

// newMessage returns the message in the form of RFC 5322.
func newMessage(from *mail.Address, m *Message, now time.Time) *gomail.Msg {
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(from)
	msg.ToMailAddress(&mail.Address{Name: oneLine(m.To.Name, longestName), Address: m.To.Email})
	msg.Subject(oneLine(m.Subject, longestSubject))
	msg.SetDateWithValue(now)
	msg.SetMessageIDWithValue(m.ID + "@" + domainOf(from.Address))
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	if m.Unsubscribe != "" {
		msg.SetGenHeader(gomail.HeaderListUnsubscribe, "<"+m.Unsubscribe+">")
		msg.SetGenHeader(gomail.HeaderListUnsubscribePost, "List-Unsubscribe=One-Click")
	}
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	return msg
}

func domainOf(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }

// hashOf returns the form in which the token of an address to unsubscribe is stored.
func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
