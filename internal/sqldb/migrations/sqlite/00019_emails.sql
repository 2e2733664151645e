-- +goose Up
-- The templates of e-mails. recipients are roles and addresses, separated by spaces, to whom
-- mails go that name nobody. Shipped templates have no row, unless they were changed.
CREATE TABLE email_templates (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    name            TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    recipients      TEXT    NOT NULL,
    subject         TEXT    NOT NULL,
    body_text       TEXT    NOT NULL,
    body_html       TEXT    NOT NULL,
    PRIMARY KEY (organization_id, name)
) STRICT, WITHOUT ROWID;

-- To whom mails to a customer go. topics are names of templates, separated by spaces; '' is
-- all. The rows end with their customer.
CREATE TABLE email_recipients (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    customer_id     TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    email           TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    topics          TEXT    NOT NULL,
    PRIMARY KEY (organization_id, customer_id, position),
    FOREIGN KEY (organization_id, customer_id) REFERENCES customers (organization_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Rules that make mails of events. event is a type of events, such as load.updated. changed
-- and status are conditions; '' is none. recipients is '' for those of the template. All events
-- up to cursor are done.
CREATE TABLE email_rules (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    name            TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    event           TEXT    NOT NULL,
    changed         TEXT    NOT NULL,
    status          TEXT    NOT NULL,
    template        TEXT    NOT NULL,
    recipients      TEXT    NOT NULL,
    cursor          INTEGER NOT NULL,
    PRIMARY KEY (organization_id, name)
) STRICT, WITHOUT ROWID;

-- The mails. rule and seq are the rule and the event of a mail; '' and 0 are none. resource,
-- record_id and reference are the record that it is about, customer and carrier the references
-- of the customer and the carrier that its text may show. due_at is when a queued mail is
-- tried next, attempted_at when it was tried last. leased_by is the attempt that has the mail
-- until leased_until. token is the hash of the secret in its address to unsubscribe. Times are
-- microseconds; 0 is none.
CREATE TABLE emails (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    id              TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    status          TEXT    NOT NULL,
    template        TEXT    NOT NULL,
    rule            TEXT    NOT NULL,
    seq             INTEGER NOT NULL,
    resource        TEXT    NOT NULL,
    record_id       TEXT    NOT NULL,
    reference       TEXT    NOT NULL,
    customer        TEXT    NOT NULL,
    carrier         TEXT    NOT NULL,
    email           TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    subject         TEXT    NOT NULL,
    body_text       TEXT    NOT NULL,
    body_html       TEXT    NOT NULL,
    attempts        INTEGER NOT NULL,
    due_at          INTEGER NOT NULL,
    attempted_at    INTEGER NOT NULL,
    sent_at         INTEGER NOT NULL,
    problem         TEXT    NOT NULL,
    token           TEXT    NOT NULL,
    leased_by       TEXT    NOT NULL,
    leased_until    INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX emails_by_event ON emails (organization_id, rule, seq, email) WHERE rule <> '';
CREATE INDEX emails_queued ON emails (due_at) WHERE status = 'queued';
CREATE INDEX emails_sending ON emails (leased_until) WHERE status = 'sending';
CREATE INDEX emails_by_status ON emails (organization_id, status, id);
CREATE INDEX emails_by_attempt ON emails (attempted_at);
CREATE INDEX emails_by_update ON emails (updated_at);
CREATE INDEX emails_by_token ON emails (token) WHERE token <> '';

-- Addresses that get no mail. email_id is the mail that was refused or unsubscribed from; '' is
-- none.
CREATE TABLE email_suppressions (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    email           TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    reason          TEXT    NOT NULL,
    email_id        TEXT    NOT NULL,
    PRIMARY KEY (organization_id, email)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE email_suppressions;
DROP TABLE emails;
DROP TABLE email_rules;
DROP TABLE email_recipients;
DROP TABLE email_templates;
