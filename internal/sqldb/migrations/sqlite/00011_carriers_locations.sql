-- +goose Up
-- Rows have a number, by which a text index names them.
CREATE TABLE carriers (
    row                   INTEGER PRIMARY KEY,
    organization_id       INTEGER NOT NULL REFERENCES organizations (id),
    id                    TEXT    NOT NULL,
    external_reference_id TEXT    NOT NULL CHECK (length(external_reference_id) BETWEEN 1 AND 255),
    name                  TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    name_folded           TEXT    NOT NULL,
    mc_number             TEXT    CHECK (length(mc_number) <= 50),
    dot_number            TEXT    CHECK (length(dot_number) <= 50),
    phone_number          TEXT    CHECK (length(phone_number) <= 50),
    email                 TEXT    CHECK (length(email) <= 255),
    created_at            INTEGER NOT NULL,
    updated_at            INTEGER NOT NULL CHECK (updated_at >= created_at),
    version               INTEGER NOT NULL CHECK (version >= 1),
    UNIQUE (organization_id, id)
) STRICT;

CREATE UNIQUE INDEX carriers_by_reference ON carriers (organization_id, external_reference_id);
CREATE INDEX carriers_by_name ON carriers (organization_id, name_folded, id);
CREATE INDEX carriers_by_updated_at ON carriers (organization_id, updated_at, id);
CREATE INDEX carriers_by_numbers ON carriers (organization_id, mc_number, dot_number, id);
CREATE INDEX carriers_by_dot_number ON carriers (organization_id, dot_number, id);

-- There is no foreign key to carriers: a carrier and its contacts are written and
-- deleted by the same statements of the server.
CREATE TABLE carrier_contacts (
    organization_id    INTEGER NOT NULL,
    carrier_id         TEXT    NOT NULL,
    position           INTEGER NOT NULL,
    id                 TEXT    NOT NULL,
    first_name         TEXT,
    last_name          TEXT,
    primary_email      TEXT,
    primary_phone      TEXT,
    is_primary_contact INTEGER NOT NULL CHECK (is_primary_contact IN (0, 1)),
    PRIMARY KEY (organization_id, carrier_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE locations (
    row                   INTEGER PRIMARY KEY,
    organization_id       INTEGER NOT NULL REFERENCES organizations (id),
    id                    TEXT    NOT NULL,
    external_reference_id TEXT    NOT NULL CHECK (length(external_reference_id) BETWEEN 1 AND 255),
    name                  TEXT    CHECK (length(name) BETWEEN 1 AND 255),
    name_folded           TEXT,
    address_line1         TEXT    CHECK (length(address_line1) BETWEEN 1 AND 255),
    address_line2         TEXT    CHECK (length(address_line2) BETWEEN 1 AND 255),
    city                  TEXT    CHECK (length(city) BETWEEN 1 AND 255),
    city_folded           TEXT,
    state                 TEXT,
    state_folded          TEXT,
    state_reversed        TEXT, -- the code before the country, as in IL-US
    postal_code           TEXT    CHECK (length(postal_code) <= 20),
    country               TEXT    NOT NULL CHECK (length(country) = 2),
    latitude              REAL    CHECK (latitude BETWEEN -90 AND 90),
    longitude             REAL    CHECK (longitude BETWEEN -180 AND 180),
    is_geocoded           INTEGER NOT NULL CHECK (is_geocoded IN (0, 1)), -- the server filled the coordinates
    email                 TEXT    CHECK (length(email) BETWEEN 1 AND 255),
    phone_number          TEXT    CHECK (length(phone_number) BETWEEN 1 AND 255),
    weekday_open_hours    TEXT,
    weekday_close_hours   TEXT,
    weekend_open_hours    TEXT,
    weekend_close_hours   TEXT,
    internal_notes        TEXT    CHECK (length(internal_notes) <= 2000),
    created_at            INTEGER NOT NULL,
    updated_at            INTEGER NOT NULL CHECK (updated_at >= created_at),
    version               INTEGER NOT NULL CHECK (version >= 1),
    UNIQUE (organization_id, id)
) STRICT;

CREATE UNIQUE INDEX locations_by_reference ON locations (organization_id, external_reference_id);
CREATE INDEX locations_by_name ON locations (organization_id, name_folded, id);
CREATE INDEX locations_by_updated_at ON locations (organization_id, updated_at, id);
-- Lists are sorted by the city or the state, and filtered by the city.
CREATE INDEX locations_by_city ON locations (organization_id, city_folded, id);
CREATE INDEX locations_by_state ON locations (organization_id, state_folded, id);
-- Each combination of filters has an index that begins with a filter and has the others.
CREATE INDEX locations_by_country ON locations (organization_id, country, city_folded, id);
CREATE INDEX locations_by_place ON locations (organization_id, state_reversed, city_folded, country, id);

INSERT INTO text_indexes (table_name, column_name, end_row) VALUES ('carriers', 'name_folded', 0), ('locations', 'name_folded', 0);

-- +goose Down
DELETE FROM text_indexes WHERE table_name IN ('carriers', 'locations');
DROP TABLE IF EXISTS locations_text;
DROP TABLE IF EXISTS locations_text_stale;
DROP TABLE locations;
DROP TABLE carrier_contacts;
DROP TABLE IF EXISTS carriers_text;
DROP TABLE IF EXISTS carriers_text_stale;
DROP TABLE carriers;
DELETE FROM row_counts WHERE resource IN ('carriers', 'locations') OR resource LIKE 'locations.%';
