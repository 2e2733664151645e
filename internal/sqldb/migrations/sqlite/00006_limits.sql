-- +goose Up
-- How many requests a key may send; 0 for any number, and NULL for as many as
-- the server gives to keys without a limit of their own.
ALTER TABLE api_keys ADD COLUMN per_minute INTEGER CHECK (per_minute >= 0);
ALTER TABLE api_keys ADD COLUMN per_day INTEGER CHECK (per_day >= 0);

-- How many requests of a key were handed out to instances in a window of time,
-- which is its length in seconds and when it began, in seconds since 1970. The
-- first one of a window removes what is left of the ones before.
CREATE TABLE key_usage (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    key_id          TEXT    NOT NULL,
    seconds         INTEGER NOT NULL,
    starts_at       INTEGER NOT NULL,
    used            INTEGER NOT NULL,
    PRIMARY KEY (organization_id, key_id, seconds, starts_at)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE key_usage;
ALTER TABLE api_keys DROP COLUMN per_day;
ALTER TABLE api_keys DROP COLUMN per_minute;
