-- +goose Up
-- The templates of e-mails. recipients are roles and addresses, separated by spaces, to whom
-- mails go that name nobody. Shipped templates have no row, unless they were changed.
CREATE TABLE email_templates (
    organization_id BIGINT NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    recipients      TEXT COLLATE "C" NOT NULL,
    subject         TEXT COLLATE "C" NOT NULL,
    body_text       TEXT COLLATE "C" NOT NULL,
    body_html       TEXT COLLATE "C" NOT NULL
);
ALTER TABLE email_templates ADD CONSTRAINT email_templates_pkey PRIMARY KEY (organization_id, name);
ALTER TABLE email_templates ADD CONSTRAINT email_templates_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);

-- To whom mails to a customer go. topics are names of templates, separated by spaces; '' is
-- all. The rows end with their customer.
CREATE TABLE email_recipients (
    organization_id BIGINT NOT NULL,
    customer_id     TEXT COLLATE "C" NOT NULL,
    position        BIGINT NOT NULL,
    email           TEXT COLLATE "C" NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    topics          TEXT COLLATE "C" NOT NULL
);
ALTER TABLE email_recipients ADD CONSTRAINT email_recipients_pkey PRIMARY KEY (organization_id, customer_id, position);
ALTER TABLE email_recipients ADD CONSTRAINT email_recipients_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);
ALTER TABLE email_recipients ADD CONSTRAINT email_recipients_customer FOREIGN KEY (organization_id, customer_id)
    REFERENCES customers (organization_id, id) ON DELETE CASCADE;

-- Rules that make mails of events. event is a type of events, such as load.updated. changed
-- and status are conditions; '' is none. recipients is '' for those of the template. All events
-- up to cursor are done.
CREATE TABLE email_rules (
    organization_id BIGINT NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    event           TEXT COLLATE "C" NOT NULL,
    changed         TEXT COLLATE "C" NOT NULL,
    status          TEXT COLLATE "C" NOT NULL,
    template        TEXT COLLATE "C" NOT NULL,
    recipients      TEXT COLLATE "C" NOT NULL,
    cursor          BIGINT NOT NULL
) WITH (fillfactor = 50);
ALTER TABLE email_rules ADD CONSTRAINT email_rules_pkey PRIMARY KEY (organization_id, name);
ALTER TABLE email_rules ADD CONSTRAINT email_rules_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);

-- The mails. rule and seq are the rule and the event of a mail; '' and 0 are none. resource,
-- record_id and reference are the record that it is about, customer and carrier the references
-- of the customer and the carrier that its text may show. due_at is when a queued mail is
-- tried next, attempted_at when it was tried last. leased_by is the attempt that has the mail
-- until leased_until. token is the hash of the secret in its address to unsubscribe. Times are
-- microseconds; 0 is none.
CREATE TABLE emails (
    organization_id BIGINT NOT NULL,
    id              TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    status          TEXT COLLATE "C" NOT NULL,
    template        TEXT COLLATE "C" NOT NULL,
    rule            TEXT COLLATE "C" NOT NULL,
    seq             BIGINT NOT NULL,
    resource        TEXT COLLATE "C" NOT NULL,
    record_id       TEXT COLLATE "C" NOT NULL,
    reference       TEXT COLLATE "C" NOT NULL,
    customer        TEXT COLLATE "C" NOT NULL,
    carrier         TEXT COLLATE "C" NOT NULL,
    email           TEXT COLLATE "C" NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    subject         TEXT COLLATE "C" NOT NULL,
    body_text       TEXT COLLATE "C" NOT NULL,
    body_html       TEXT COLLATE "C" NOT NULL,
    attempts        BIGINT NOT NULL,
    due_at          BIGINT NOT NULL,
    attempted_at    BIGINT NOT NULL,
    sent_at         BIGINT NOT NULL,
    problem         TEXT COLLATE "C" NOT NULL,
    token           TEXT COLLATE "C" NOT NULL,
    leased_by       TEXT COLLATE "C" NOT NULL,
    leased_until    BIGINT NOT NULL
);
ALTER TABLE emails ADD CONSTRAINT emails_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE emails ADD CONSTRAINT emails_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);
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
    organization_id BIGINT NOT NULL,
    email           TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT NOT NULL,
    reason          TEXT COLLATE "C" NOT NULL,
    email_id        TEXT COLLATE "C" NOT NULL
);
ALTER TABLE email_suppressions ADD CONSTRAINT email_suppressions_pkey PRIMARY KEY (organization_id, email);
ALTER TABLE email_suppressions ADD CONSTRAINT email_suppressions_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);

-- +goose Down
DROP TABLE email_suppressions;
DROP TABLE emails;
DROP TABLE email_rules;
DROP TABLE email_recipients;
DROP TABLE email_templates;
