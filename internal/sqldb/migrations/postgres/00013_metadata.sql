-- +goose Up
-- Texts of records under names of the clients' own. They are rows of one table for all
-- resources, so no foreign key leads to the records: a change locks its record.
CREATE TABLE metadata (
    organization_id BIGINT NOT NULL,
    resource        TEXT COLLATE "C" NOT NULL,
    record_id       TEXT COLLATE "C" NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    text            TEXT COLLATE "C" NOT NULL
);
ALTER TABLE metadata ADD CONSTRAINT metadata_pkey PRIMARY KEY (organization_id, resource, record_id, name);
ALTER TABLE metadata ADD CONSTRAINT metadata_name_length CHECK (length(name) BETWEEN 1 AND 40);
ALTER TABLE metadata ADD CONSTRAINT metadata_text_length CHECK (length(text) <= 500);
ALTER TABLE metadata ADD CONSTRAINT metadata_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);

CREATE INDEX metadata_by_text ON metadata (organization_id, resource, name, text, record_id);

-- +goose Down
DROP TABLE metadata;
