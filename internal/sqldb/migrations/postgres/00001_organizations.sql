-- +goose Up
-- Every text is compared by its bytes, as SQLite does, whatever the locale.
CREATE TABLE organizations (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       TEXT COLLATE "C" NOT NULL UNIQUE CHECK (name <> ''),
    created_at BIGINT NOT NULL -- microseconds since 1970, like every time here
);

-- An API key is found by the SHA-256 of its text; the text itself is not kept.
CREATE TABLE api_keys (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    id              TEXT COLLATE "C" NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    hash            BYTEA NOT NULL UNIQUE CHECK (length(hash) = 32),
    scopes          TEXT COLLATE "C" NOT NULL, -- separated by spaces; * for all
    created_at      BIGINT NOT NULL,
    expires_at      BIGINT,
    revoked_at      BIGINT,
    PRIMARY KEY (organization_id, id)
);

-- How many rows each organization has of each resource, so that the total of a
-- list costs the same at a million rows. The transaction that makes or deletes
-- rows keeps it. A count is spread over slots, one for each connection that
-- writes, or all of them would wait for one row; a slot by itself means nothing.
CREATE TABLE row_counts (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    resource        TEXT COLLATE "C" NOT NULL,
    slot            INTEGER NOT NULL,
    row_count       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, resource, slot)
) WITH (fillfactor = 50);

-- +goose Down
DROP TABLE row_counts;
DROP TABLE api_keys;
DROP TABLE organizations;
