-- +goose Up
-- The endpoints that events are sent to. cursor is the number up to which all events were
-- delivered or parked, or have another type. types are separated by spaces; '' is all types. The secret is derived from the key of the servers, the id
-- and the generation; key_print is the fingerprint of the key. Until previous_until, requests
-- are signed with the previous generation too. down_since, failures and retry_at are of an
-- endpoint that cannot be reached, refusals of an event that it refuses. attempts counts
-- the rows that webhook_attempts ever had. due is 1 if a parked event may have to be delivered
-- again. leased_by is the lane that delivers, until leased_until; a change of the settings
-- clears it, so that the lane stops. Times are microseconds; 0 is none.
CREATE TABLE webhooks (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    id              TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    version         INTEGER NOT NULL,
    url             TEXT    NOT NULL,
    types           TEXT    NOT NULL,
    description     TEXT    NOT NULL,
    max_events      INTEGER NOT NULL,
    status          TEXT    NOT NULL,
    reason          TEXT    NOT NULL,
    cursor          INTEGER NOT NULL,
    generation      INTEGER NOT NULL,
    key_print       TEXT    NOT NULL,
    previous_until  INTEGER NOT NULL,
    down_since      INTEGER NOT NULL,
    failures        INTEGER NOT NULL,
    refusals        INTEGER NOT NULL,
    retry_at        INTEGER NOT NULL,
    attempts        INTEGER NOT NULL,
    due             INTEGER NOT NULL,
    leased_by       TEXT    NOT NULL,
    leased_until    INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id)
) STRICT, WITHOUT ROWID;

-- The last attempts of each endpoint. number counts the attempts, slot is its remainder, so a
-- new attempt replaces the oldest. A row is a request, or several successful requests one
-- after another: requests is how many, first_seq and last_seq are the numbers of their events.
-- An attempt without an event has the numbers 0. took is in microseconds.
CREATE TABLE webhook_attempts (
    organization_id INTEGER NOT NULL,
    webhook_id      TEXT    NOT NULL,
    slot            INTEGER NOT NULL,
    number          INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    first_seq       INTEGER NOT NULL,
    last_seq        INTEGER NOT NULL,
    requests        INTEGER NOT NULL,
    outcome         TEXT    NOT NULL,
    status          INTEGER NOT NULL,
    took            INTEGER NOT NULL,
    answer          TEXT    NOT NULL,
    PRIMARY KEY (organization_id, webhook_id, slot)
) STRICT, WITHOUT ROWID;

-- The events that an endpoint has refused. due is whether the event is to be delivered again.
CREATE TABLE webhook_parked (
    organization_id INTEGER NOT NULL,
    webhook_id      TEXT    NOT NULL,
    seq             INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    status          INTEGER NOT NULL,
    answer          TEXT    NOT NULL,
    due             INTEGER NOT NULL,
    PRIMARY KEY (organization_id, webhook_id, seq)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE webhook_parked;
DROP TABLE webhook_attempts;
DROP TABLE webhooks;
