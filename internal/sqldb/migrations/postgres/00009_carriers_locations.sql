-- +goose Up
CREATE TABLE carriers (
    organization_id       BIGINT NOT NULL,
    id                    TEXT COLLATE "C" NOT NULL,
    external_reference_id TEXT COLLATE "C" NOT NULL,
    name                  TEXT COLLATE "C" NOT NULL,
    name_folded           TEXT COLLATE "C" NOT NULL,
    mc_number             TEXT COLLATE "C",
    dot_number            TEXT COLLATE "C",
    phone_number          TEXT COLLATE "C",
    email                 TEXT COLLATE "C",
    created_at            BIGINT NOT NULL,
    updated_at            BIGINT NOT NULL,
    version               BIGINT NOT NULL
);
ALTER TABLE carriers ADD CONSTRAINT carriers_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE carriers ADD CONSTRAINT carriers_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);
ALTER TABLE carriers ADD CONSTRAINT carriers_reference_length CHECK (length(external_reference_id) BETWEEN 1 AND 255);
ALTER TABLE carriers ADD CONSTRAINT carriers_name_length CHECK (length(name) BETWEEN 1 AND 255);
ALTER TABLE carriers ADD CONSTRAINT carriers_mc_number_length CHECK (length(mc_number) <= 50);
ALTER TABLE carriers ADD CONSTRAINT carriers_dot_number_length CHECK (length(dot_number) <= 50);
ALTER TABLE carriers ADD CONSTRAINT carriers_phone_number_length CHECK (length(phone_number) <= 50);
ALTER TABLE carriers ADD CONSTRAINT carriers_email_length CHECK (length(email) <= 255);
ALTER TABLE carriers ADD CONSTRAINT carriers_times CHECK (updated_at >= created_at);
ALTER TABLE carriers ADD CONSTRAINT carriers_version CHECK (version >= 1);

CREATE UNIQUE INDEX carriers_by_reference ON carriers (organization_id, external_reference_id);
CREATE INDEX carriers_by_name ON carriers (organization_id, name_folded, id);
CREATE INDEX carriers_by_updated_at ON carriers (organization_id, updated_at, id);
CREATE INDEX carriers_by_numbers ON carriers (organization_id, mc_number, dot_number, id);
CREATE INDEX carriers_by_dot_number ON carriers (organization_id, dot_number, id);

-- There is no foreign key to carriers: a carrier and its contacts are written and
-- deleted by the same statements of the server.
CREATE TABLE carrier_contacts (
    organization_id    BIGINT NOT NULL,
    carrier_id         TEXT COLLATE "C" NOT NULL,
    position           INTEGER NOT NULL,
    id                 TEXT COLLATE "C" NOT NULL,
    first_name         TEXT COLLATE "C",
    last_name          TEXT COLLATE "C",
    primary_email      TEXT COLLATE "C",
    primary_phone      TEXT COLLATE "C",
    is_primary_contact BOOLEAN NOT NULL
);
ALTER TABLE carrier_contacts ADD CONSTRAINT carrier_contacts_pkey PRIMARY KEY (organization_id, carrier_id, position);

CREATE TABLE locations (
    organization_id       BIGINT NOT NULL,
    id                    TEXT COLLATE "C" NOT NULL,
    external_reference_id TEXT COLLATE "C" NOT NULL,
    name                  TEXT COLLATE "C",
    name_folded           TEXT COLLATE "C",
    address_line1         TEXT COLLATE "C",
    address_line2         TEXT COLLATE "C",
    city                  TEXT COLLATE "C",
    city_folded           TEXT COLLATE "C",
    state                 TEXT COLLATE "C",
    state_folded          TEXT COLLATE "C",
    state_reversed        TEXT COLLATE "C", -- the code before the country, as in IL-US
    postal_code           TEXT COLLATE "C",
    country               TEXT COLLATE "C" NOT NULL,
    latitude              DOUBLE PRECISION,
    longitude             DOUBLE PRECISION,
    is_geocoded           BOOLEAN NOT NULL, -- the server filled the coordinates
    email                 TEXT COLLATE "C",
    phone_number          TEXT COLLATE "C",
    weekday_open_hours    TEXT COLLATE "C",
    weekday_close_hours   TEXT COLLATE "C",
    weekend_open_hours    TEXT COLLATE "C",
    weekend_close_hours   TEXT COLLATE "C",
    internal_notes        TEXT COLLATE "C",
    created_at            BIGINT NOT NULL,
    updated_at            BIGINT NOT NULL,
    version               BIGINT NOT NULL
);
ALTER TABLE locations ADD CONSTRAINT locations_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE locations ADD CONSTRAINT locations_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);
ALTER TABLE locations ADD CONSTRAINT locations_reference_length CHECK (length(external_reference_id) BETWEEN 1 AND 255);
ALTER TABLE locations ADD CONSTRAINT locations_name_length CHECK (length(name) BETWEEN 1 AND 255);
ALTER TABLE locations ADD CONSTRAINT locations_address_line1_length CHECK (length(address_line1) BETWEEN 1 AND 255);
ALTER TABLE locations ADD CONSTRAINT locations_address_line2_length CHECK (length(address_line2) BETWEEN 1 AND 255);
ALTER TABLE locations ADD CONSTRAINT locations_city_length CHECK (length(city) BETWEEN 1 AND 255);
ALTER TABLE locations ADD CONSTRAINT locations_postal_code_length CHECK (length(postal_code) <= 20);
ALTER TABLE locations ADD CONSTRAINT locations_country_length CHECK (length(country) = 2);
ALTER TABLE locations ADD CONSTRAINT locations_latitude CHECK (latitude BETWEEN -90 AND 90);
ALTER TABLE locations ADD CONSTRAINT locations_longitude CHECK (longitude BETWEEN -180 AND 180);
ALTER TABLE locations ADD CONSTRAINT locations_email_length CHECK (length(email) BETWEEN 1 AND 255);
ALTER TABLE locations ADD CONSTRAINT locations_phone_number_length CHECK (length(phone_number) BETWEEN 1 AND 255);
ALTER TABLE locations ADD CONSTRAINT locations_internal_notes_length CHECK (length(internal_notes) <= 2000);
ALTER TABLE locations ADD CONSTRAINT locations_times CHECK (updated_at >= created_at);
ALTER TABLE locations ADD CONSTRAINT locations_version CHECK (version >= 1);

CREATE UNIQUE INDEX locations_by_reference ON locations (organization_id, external_reference_id);
CREATE INDEX locations_by_name ON locations (organization_id, name_folded, id);
CREATE INDEX locations_by_updated_at ON locations (organization_id, updated_at, id);
-- Lists are sorted by the city or the state, and filtered by the city.
CREATE INDEX locations_by_city ON locations (organization_id, city_folded, id);
CREATE INDEX locations_by_state ON locations (organization_id, state_folded, id);
-- Each combination of filters has an index that begins with a filter and has the others.
CREATE INDEX locations_by_country ON locations (organization_id, country, city_folded, id);
CREATE INDEX locations_by_place ON locations (organization_id, state_reversed, city_folded, country, id);

INSERT INTO text_indexes (table_name, column_name) VALUES ('carriers', 'name_folded'), ('locations', 'name_folded');

-- +goose Down
DELETE FROM text_indexes WHERE table_name IN ('carriers', 'locations');
DROP TABLE locations;
DROP TABLE carrier_contacts;
DROP TABLE carriers;
DELETE FROM row_counts WHERE resource IN ('carriers', 'locations') OR resource LIKE 'locations.%';
