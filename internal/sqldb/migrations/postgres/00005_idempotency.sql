-- +goose Up
-- The answers to requests that were done under an Idempotency-Key. They lie in the
-- order of time, so that a new one is written next to the last, and the oldest are
-- found without an index of their own. There is no reference to organizations,
-- which would be looked up at every write: what is done beside an answer has one.
CREATE TABLE idempotency_keys (
    organization_id BIGINT NOT NULL,
    created_at      BIGINT NOT NULL,
    key             BYTEA NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    fingerprint     BYTEA NOT NULL CHECK (length(fingerprint) = 32), -- of the request
    status          INTEGER NOT NULL,
    header          TEXT COLLATE "C" NOT NULL, -- names and values, each on a line of its own
    body            BYTEA, -- null for none
    PRIMARY KEY (organization_id, created_at, key)
);

CREATE UNIQUE INDEX idempotency_keys_by_key ON idempotency_keys (organization_id, key);

-- +goose Down
DROP TABLE idempotency_keys;
