-- An empty line ends a statement.
CREATE TABLE trailers (
    organization_id       BIGINT NOT NULL REFERENCES organizations (id),
    id                    TEXT COLLATE "C" NOT NULL,
    external_reference_id TEXT COLLATE "C" NOT NULL CHECK (length(external_reference_id) BETWEEN 1 AND 255),
    name                  TEXT COLLATE "C" CHECK (length(name) BETWEEN 1 AND 255),
    name_folded           TEXT COLLATE "C",
    is_active             BOOLEAN NOT NULL,
    is_leased             BOOLEAN NOT NULL,
    plate                 TEXT COLLATE "C" CHECK (length(plate) <= 20),
    notes                 TEXT COLLATE "C" CHECK (length(notes) <= 2000),
    created_at            BIGINT NOT NULL,
    updated_at            BIGINT NOT NULL CHECK (updated_at >= created_at),
    version               BIGINT NOT NULL CHECK (version >= 1),
    PRIMARY KEY (organization_id, id)
);

CREATE UNIQUE INDEX trailers_by_reference ON trailers (organization_id, external_reference_id);

CREATE INDEX trailers_by_name ON trailers (organization_id, name_folded, id);

CREATE INDEX trailers_by_updated_at ON trailers (organization_id, updated_at, id);

CREATE INDEX trailers_by_filters ON trailers (organization_id, is_active, is_leased, plate, id);

INSERT INTO text_indexes (table_name, column_name) VALUES ('trailers', 'name_folded');
