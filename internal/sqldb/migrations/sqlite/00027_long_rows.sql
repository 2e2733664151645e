-- +goose Up
-- Events and idempotency keys become tables with row numbers. A table without row numbers has
-- whole rows in all pages of its tree, so that a page with the long rows of these two led to
-- about six others. For every few new rows SQLite moved the rows of three pages, and a row of
-- more than a quarter of a page overflowed. Loads stay as they are, because many of their lists
-- read the rows in the order of the primary key.
CREATE TABLE events_with_rows (
    row             INTEGER PRIMARY KEY,
    organization_id INTEGER NOT NULL,
    seq             INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    resource        TEXT    NOT NULL,
    action          TEXT    NOT NULL,
    record_id       TEXT    NOT NULL,
    reference       TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    changed         TEXT    NOT NULL,
    key_id          TEXT    NOT NULL,
    actor           TEXT    NOT NULL,
    request_id      TEXT    NOT NULL,
    data            TEXT    NOT NULL,
    UNIQUE (organization_id, seq)
) STRICT;

INSERT INTO events_with_rows (
    organization_id, seq, at, resource, action, record_id, reference, version, changed, key_id,
    actor, request_id, data)
SELECT
    organization_id, seq, at, resource, action, record_id, reference, version, changed, key_id,
    actor, request_id, data
FROM events ORDER BY organization_id, seq;

DROP TABLE events;
ALTER TABLE events_with_rows RENAME TO events;

CREATE INDEX events_by_reference ON events (organization_id, resource, reference, seq);

CREATE TABLE idempotency_keys_with_rows (
    row             INTEGER PRIMARY KEY,
    organization_id INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    key             BLOB    NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    fingerprint     BLOB    NOT NULL CHECK (length(fingerprint) = 32), -- of the request
    status          INTEGER NOT NULL,
    header          TEXT    NOT NULL, -- names and values, each on a line of its own
    body            BLOB, -- null for none
    UNIQUE (organization_id, created_at, key)
) STRICT;

INSERT INTO idempotency_keys_with_rows (organization_id, created_at, key, fingerprint, status, header, body)
SELECT organization_id, created_at, key, fingerprint, status, header, body FROM idempotency_keys ORDER BY organization_id, created_at, key;

DROP TABLE idempotency_keys;
ALTER TABLE idempotency_keys_with_rows RENAME TO idempotency_keys;

CREATE UNIQUE INDEX idempotency_keys_by_key ON idempotency_keys (organization_id, key);

-- +goose Down
CREATE TABLE events_without_rows (
    organization_id INTEGER NOT NULL,
    seq             INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    resource        TEXT    NOT NULL,
    action          TEXT    NOT NULL,
    record_id       TEXT    NOT NULL,
    reference       TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    changed         TEXT    NOT NULL,
    key_id          TEXT    NOT NULL,
    actor           TEXT    NOT NULL,
    request_id      TEXT    NOT NULL,
    data            TEXT    NOT NULL,
    PRIMARY KEY (organization_id, seq)
) STRICT, WITHOUT ROWID;

INSERT INTO events_without_rows (
    organization_id, seq, at, resource, action, record_id, reference, version, changed, key_id,
    actor, request_id, data)
SELECT
    organization_id, seq, at, resource, action, record_id, reference, version, changed, key_id,
    actor, request_id, data
FROM events ORDER BY organization_id, seq;

DROP TABLE events;
ALTER TABLE events_without_rows RENAME TO events;

CREATE INDEX events_by_reference ON events (organization_id, resource, reference, seq);

CREATE TABLE idempotency_keys_without_rows (
    organization_id INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    key             BLOB    NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    fingerprint     BLOB    NOT NULL CHECK (length(fingerprint) = 32), -- of the request
    status          INTEGER NOT NULL,
    header          TEXT    NOT NULL, -- names and values, each on a line of its own
    body            BLOB, -- null for none
    PRIMARY KEY (organization_id, created_at, key)
) STRICT, WITHOUT ROWID;

INSERT INTO idempotency_keys_without_rows (organization_id, created_at, key, fingerprint, status, header, body)
SELECT organization_id, created_at, key, fingerprint, status, header, body FROM idempotency_keys ORDER BY organization_id, created_at, key;

DROP TABLE idempotency_keys;
ALTER TABLE idempotency_keys_without_rows RENAME TO idempotency_keys;

CREATE UNIQUE INDEX idempotency_keys_by_key ON idempotency_keys (organization_id, key);
