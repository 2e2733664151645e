package mail

import (
	"context"
	"errors"
	"fmt"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
	"waybill/internal/sqldb"
)

// SuppressionNoun is the noun of suppressions in errors.
const SuppressionNoun = "E-mail suppression"

// The reasons of suppressions.
const (
	ByClient       = "client"       // a client has set it
	ByRefusal      = "refused"      // the SMTP server has refused the address
	ByUnsubscribed = "unsubscribed" // its owner does not want mails
)

// Suppression is an address that gets no mails.
type Suppression struct {
	Email, Reason string
	EmailID       string // of the mail that was refused or unsubscribed from; empty for none
	CreatedAt     time.Time
}

// AppendJSON appends the suppression as it is answered.
func (s *Suppression) AppendJSON(dst []byte) []byte {
	dst = jsonvalue.AppendText(append(dst, `{"email":`...), s.Email)
	dst = jsonvalue.AppendText(append(dst, `,"reason":`...), s.Reason)
	dst = jsonvalue.AppendText(append(dst, `,"email_id":`...), s.EmailID)
	return append(jsonvalue.AppendTimeOrNull(append(dst, `,"created_at":`...), s.CreatedAt), '}')
}

// suppress suppresses an address. An address that is suppressed already stays as it is.
func suppress(tx *sqldb.Tx, organization int64, address, reason, emailID string) error {
	_, err := tx.Exec(`INSERT INTO email_suppressions (organization_id, email, created_at, reason, email_id) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (organization_id, email) DO NOTHING`, organization, folded(address), tx.Now().UnixMicro(), reason, emailID)
	if err != nil {
		return fmt.Errorf("suppress an address: %w", err)
	}
	return nil
}

// Suppressions lists suppressions after an address, by address.
func (s *Store) Suppressions(tx *sqldb.ReadTx, organization int64, after string, limit int64) (all []Suppression, err error) {
	if !isText(after) {
		return nil, nil
	}
	err = tx.Rows(`SELECT email, reason, email_id, created_at FROM email_suppressions WHERE organization_id = $1 AND email > $2 ORDER BY email LIMIT $3`,
		[]any{organization, after, limit}, func(scan func(...any) error) error {
			var one Suppression
			var at int64
			if err := scan(&one.Email, &one.Reason, &one.EmailID, &at); err != nil {
				return err
			}
			one.CreatedAt = sqldb.TimeOf(at)
			all = append(all, one)
			return nil
		})
	if err != nil {
		return nil, fmt.Errorf("list suppressions: %w", err)
	}
	return all, nil
}

// PutSuppression suppresses an address, and returns its suppression. It returns apierr.Invalid
// for what is no address.
func (s *Store) PutSuppression(tx *sqldb.Tx, organization int64, text string) (*Suppression, error) {
	address, err := ParseAddress(text)
	if err != nil {
		return nil, apierr.InvalidInput(apierr.ListDetails(apierr.Detail{Type: "value_error", Loc: []any{"email"}, Msg: "Value error, " + err.Error()}))
	}
	if err := suppress(tx, organization, address, ByClient, ""); err != nil {
		return nil, err
	}
	one := &Suppression{Email: folded(address)}
	var at int64
	err = tx.Row(`SELECT reason, email_id, created_at FROM email_suppressions WHERE organization_id = $1 AND email = $2`,
		[]any{organization, one.Email}, &one.Reason, &one.EmailID, &at)
	one.CreatedAt = sqldb.TimeOf(at)
	return one, err
}

// DeleteSuppression lets an address get mails again. It returns apierr.NotFound if it is not
// suppressed.
func (s *Store) DeleteSuppression(tx *sqldb.Tx, organization int64, text string) error {
	rows := int64(0)
	address, err := ParseAddress(text)
	if err == nil {
		rows, err = tx.Exec(`DELETE FROM email_suppressions WHERE organization_id = $1 AND email = $2`, organization, folded(address))
	} else {
		err = nil
	}
	if err != nil {
		return fmt.Errorf("delete a suppression: %w", err)
	}
	if rows == 0 {
		return apierr.MissingRecord(SuppressionNoun, text)
	}
	return nil
}

// Unsubscription is what the address to unsubscribe in a mail stands for.
type Unsubscription struct {
	Organization int64
	EmailID      string
	Email        string
}

// FindToken returns what a token stands for, or apierr.NotFound.
func (s *Store) FindToken(tx *sqldb.ReadTx, token string) (u Unsubscription, err error) {
	err = tx.Row(`SELECT organization_id, id, email FROM emails WHERE token = $1 AND token <> ''`, []any{hashOf(token)}, &u.Organization, &u.EmailID, &u.Email)
	if errors.Is(err, sqldb.ErrNoRows) {
		return u, apierr.New(apierr.NoSuchPath)
	}
	if err != nil {
		return u, fmt.Errorf("find a mail by its token: %w", err)
	}
	return u, nil
}

// UnsubscribeNow suppresses the address of a mail.
func (s *Store) UnsubscribeNow(ctx context.Context, requestID string, u Unsubscription) error {
	return s.DB.Do(ctx, sqldb.Work{Organization: u.Organization, By: sqldb.Actor{RequestID: requestID}}, func(tx *sqldb.Tx) error {
		return suppress(tx, u.Organization, u.Email, ByUnsubscribed, u.EmailID)
	})
}
