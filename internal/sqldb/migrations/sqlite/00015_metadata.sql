-- +goose Up
-- Texts of records under names of the clients' own. They are rows of one table for all
-- resources, so no foreign key leads to the records: a change locks its record.
CREATE TABLE metadata (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    resource        TEXT    NOT NULL,
    record_id       TEXT    NOT NULL,
    name            TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    text            TEXT    NOT NULL CHECK (length(text) <= 500),
    PRIMARY KEY (organization_id, resource, record_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX metadata_by_text ON metadata (organization_id, resource, name, text, record_id);

-- +goose Down
DROP TABLE metadata;
