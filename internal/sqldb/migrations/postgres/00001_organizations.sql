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
-- list costs the same at a million rows. Triggers of the tables keep it. A count
-- is spread over slots, one for each connection that writes, or all of them
-- would wait for one row; a slot by itself means nothing.
CREATE TABLE row_counts (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    resource        TEXT COLLATE "C" NOT NULL,
    slot            INTEGER NOT NULL,
    row_count       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, resource, slot)
) WITH (fillfactor = 50);

-- +goose StatementBegin
CREATE FUNCTION count_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO row_counts AS c (organization_id, resource, slot, row_count)
    VALUES (CASE TG_OP WHEN 'INSERT' THEN NEW.organization_id ELSE OLD.organization_id END,
            TG_TABLE_NAME, pg_backend_pid() % 64, CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END)
    ON CONFLICT (organization_id, resource, slot) DO UPDATE SET row_count = c.row_count + EXCLUDED.row_count;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

-- +goose Down
DROP TABLE row_counts;
DROP FUNCTION count_row;
DROP TABLE api_keys;
DROP TABLE organizations;
