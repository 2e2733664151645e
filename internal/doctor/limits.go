package doctor

import (
	"context"
	"fmt"
	"strings"
	"time"

	"waybill/internal/guard"
	"waybill/internal/mail"
	"waybill/internal/sqldb"
	"waybill/internal/webhook"
)

// bounds are the bounds of what an organization may have. The query selects from a table.
var bounds = []struct {
	what, from string
	most       int64
}{
	{"endpoints of webhooks", "webhooks t", webhook.MostEndpoints},
	{"held changes", "(SELECT * FROM held_changes WHERE status = 'held') t", guard.MostHeld},
	{"templates of e-mails", "email_templates t", mail.MostTemplates},
	{"rules for e-mails", "email_rules t", mail.MostRules},
	{"queued e-mails", "(SELECT * FROM emails WHERE status = 'queued') t", mail.MostQueued},
}

func (e *Exam) organizationLimits(ctx context.Context) Result {
	var hit []string
	for _, b := range bounds {
		names, err := e.db.Texts(ctx, `SELECT name FROM organizations WHERE id IN
			(SELECT t.organization_id FROM `+b.from+` GROUP BY t.organization_id HAVING count(*) >= $1) ORDER BY name`, b.most)
		if err != nil {
			return unread("the "+b.what, err)
		}
		for _, name := range names {
			hit = append(hit, fmt.Sprintf("%s: %d %s", name, b.most, b.what))
		}
	}
	if len(hit) > 0 {
		return Warn("remove what is not needed; further ones are refused (docs/limits.md)", "organizations are at a limit: %s", listed(hit))
	}
	return Fine("no organization is at a limit")
}

const secondsOfDay = 24 * 60 * 60

// keyLimits looks at the counts of today. The answers of an organization are counted as a key
// of the name below.
func (e *Exam) keyLimits(ctx context.Context) Result {
	const answers = "answers "
	today := e.Now().Unix()
	today -= today % secondsOfDay
	var hit []string
	err := e.db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Rows(`SELECT o.name, u.key_id, u.used, coalesce(k.per_day, -1) FROM key_usage u
			JOIN organizations o ON o.id = u.organization_id
			LEFT JOIN api_keys k ON k.organization_id = u.organization_id AND k.id = u.key_id
			WHERE u.seconds = $1 AND u.starts_at = $2 ORDER BY o.name, u.key_id`, []any{secondsOfDay, today},
			func(scan func(...any) error) error {
				var name, key string
				var used, limit int64
				if err := scan(&name, &key, &used, &limit); err != nil {
					return err
				}
				of := "the requests of the key " + key
				if strings.HasPrefix(key, answers) {
					of, limit = "the answers under Idempotency-Keys", e.KeptAnswers
				} else if limit < 0 {
					limit = e.PerDay
				}
				if limit > 0 && used >= limit {
					hit = append(hit, name+": "+of)
				}
				return nil
			})
	})
	switch {
	case err != nil:
		return unread("the counts of requests", err)
	case len(hit) > 0:
		return Warn("find out what the client does, or raise the limit by waybill keys update, --per-day or --kept-answers",
			"until %s UTC requests are refused, because the limit of the day is used up: %s", time.Unix(today+secondsOfDay, 0).UTC().Format("15:04 on 2006-01-02"), listed(hit))
	}
	return Fine("no key and no organization has used up its day")
}
