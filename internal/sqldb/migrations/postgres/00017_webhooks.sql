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
    organization_id BIGINT NOT NULL,
    id              TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    version         BIGINT NOT NULL,
    url             TEXT COLLATE "C" NOT NULL,
    types           TEXT COLLATE "C" NOT NULL,
    description     TEXT COLLATE "C" NOT NULL,
    max_events      BIGINT NOT NULL,
    status          TEXT COLLATE "C" NOT NULL,
    reason          TEXT COLLATE "C" NOT NULL,
    cursor          BIGINT NOT NULL,
    generation      BIGINT NOT NULL,
    key_print       TEXT COLLATE "C" NOT NULL,
    previous_until  BIGINT NOT NULL,
    down_since      BIGINT NOT NULL,
    failures        BIGINT NOT NULL,
    refusals        BIGINT NOT NULL,
    retry_at        BIGINT NOT NULL,
    attempts        BIGINT NOT NULL,
    due             BIGINT NOT NULL,
    leased_by       TEXT COLLATE "C" NOT NULL,
    leased_until    BIGINT NOT NULL
) WITH (fillfactor = 50);
ALTER TABLE webhooks ADD CONSTRAINT webhooks_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE webhooks ADD CONSTRAINT webhooks_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);

-- The last attempts of each endpoint. number counts the attempts, slot is its remainder, so a
-- new attempt replaces the oldest. A row is a request, or several successful requests one
-- after another: requests is how many, first_seq and last_seq are the numbers of their events.
-- An attempt without an event has the numbers 0. took is in microseconds.
CREATE TABLE webhook_attempts (
    organization_id BIGINT NOT NULL,
    webhook_id      TEXT COLLATE "C" NOT NULL,
    slot            BIGINT NOT NULL,
    number          BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    first_seq       BIGINT NOT NULL,
    last_seq        BIGINT NOT NULL,
    requests        BIGINT NOT NULL,
    outcome         TEXT COLLATE "C" NOT NULL,
    status          BIGINT NOT NULL,
    took            BIGINT NOT NULL,
    answer          TEXT COLLATE "C" NOT NULL
);
ALTER TABLE webhook_attempts ADD CONSTRAINT webhook_attempts_pkey PRIMARY KEY (organization_id, webhook_id, slot);

-- The events that an endpoint has refused. due is whether the event is to be delivered again.
CREATE TABLE webhook_parked (
    organization_id BIGINT NOT NULL,
    webhook_id      TEXT COLLATE "C" NOT NULL,
    seq             BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    status          BIGINT NOT NULL,
    answer          TEXT COLLATE "C" NOT NULL,
    due             BIGINT NOT NULL
);
ALTER TABLE webhook_parked ADD CONSTRAINT webhook_parked_pkey PRIMARY KEY (organization_id, webhook_id, seq);

-- +goose Down
DROP TABLE webhook_parked;
DROP TABLE webhook_attempts;
DROP TABLE webhooks;
