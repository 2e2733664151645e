-- +goose Up
-- How many requests a key may send; 0 for any number, and NULL for as many as
-- the server gives to keys without a limit of their own.
ALTER TABLE api_keys ADD COLUMN per_minute BIGINT CHECK (per_minute >= 0);
ALTER TABLE api_keys ADD COLUMN per_day BIGINT CHECK (per_day >= 0);

-- How many requests of a key were handed out to instances in a window of time,
-- which is its length in seconds and when it began, in seconds since 1970. The
-- first one of a window removes what is left of the ones before.
CREATE TABLE key_usage (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    key_id          TEXT COLLATE "C" NOT NULL,
    seconds         BIGINT NOT NULL,
    starts_at       BIGINT NOT NULL,
    used            BIGINT NOT NULL,
    PRIMARY KEY (organization_id, key_id, seconds, starts_at)
) WITH (fillfactor = 50);

-- +goose Down
DROP TABLE key_usage;
ALTER TABLE api_keys DROP COLUMN per_day;
ALTER TABLE api_keys DROP COLUMN per_minute;
