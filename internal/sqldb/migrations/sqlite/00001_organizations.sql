-- +goose Up
CREATE TABLE organizations (
    id         INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL UNIQUE CHECK (name <> ''),
    created_at INTEGER NOT NULL -- microseconds since 1970, like every time here
) STRICT;

-- An API key is found by the SHA-256 of its text; the text itself is not kept.
CREATE TABLE api_keys (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    id              TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    hash            BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
    scopes          TEXT    NOT NULL, -- separated by spaces; * for all
    created_at      INTEGER NOT NULL,
    expires_at      INTEGER,
    revoked_at      INTEGER,
    PRIMARY KEY (organization_id, id)
) STRICT, WITHOUT ROWID;

-- How many rows each organization has of each resource, so that the total of a
-- list costs the same at a million rows. The transaction that makes or deletes
-- rows keeps it. There is one slot; where many connections write, a count is
-- spread over several.
CREATE TABLE row_counts (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    resource        TEXT    NOT NULL,
    slot            INTEGER NOT NULL CHECK (slot = 0),
    row_count       INTEGER NOT NULL,
    PRIMARY KEY (organization_id, resource, slot)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE row_counts;
DROP TABLE api_keys;
DROP TABLE organizations;
