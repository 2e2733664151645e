-- An empty line ends a statement.
CREATE TABLE trailers (
    organization_id       BIGINT NOT NULL,
    id                    TEXT COLLATE "C" NOT NULL,
    external_reference_id TEXT COLLATE "C" NOT NULL CHECK (length(external_reference_id) BETWEEN 1 AND 255),
    name                  TEXT COLLATE "C" CHECK (length(name) BETWEEN 1 AND 255),
    name_folded           TEXT COLLATE "C",
    status                TEXT COLLATE "C" NOT NULL,
    is_active             BOOLEAN NOT NULL,
    is_leased             BOOLEAN NOT NULL,
    axles                 INTEGER CHECK (axles BETWEEN 1 AND 12),
    max_load              DOUBLE PRECISION CHECK (max_load >= 0),
    inspected_at          BIGINT,
    gate_time             TEXT COLLATE "C",
    contact_name          TEXT COLLATE "C",
    contact_phone         TEXT COLLATE "C",
    plate                 TEXT COLLATE "C" CHECK (length(plate) <= 20),
    notes                 TEXT COLLATE "C" CHECK (length(notes) <= 2000),
    customer_id           TEXT COLLATE "C",
    lead_name             TEXT COLLATE "C",
    repairs               TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    created_at            BIGINT NOT NULL,
    updated_at            BIGINT NOT NULL CHECK (updated_at >= created_at),
    version               BIGINT NOT NULL CHECK (version >= 1),
    PRIMARY KEY (organization_id, id),
    CONSTRAINT trailers_customer FOREIGN KEY (organization_id, customer_id) REFERENCES customers (organization_id, id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX trailers_by_reference ON trailers (organization_id, external_reference_id);

CREATE INDEX trailers_by_name ON trailers (organization_id, name_folded, id);

CREATE INDEX trailers_by_updated_at ON trailers (organization_id, updated_at, id, is_leased, is_active);

CREATE INDEX trailers_by_filters ON trailers (organization_id, is_active, is_leased, plate, id);

CREATE INDEX trailers_by_status ON trailers (organization_id, status, id);

CREATE INDEX trailers_by_inspection ON trailers (organization_id, inspected_at, status, id);

CREATE INDEX trailers_by_lead ON trailers (organization_id, lead_name, id);

CREATE INDEX trailers_by_max_load ON trailers (organization_id, max_load, id);

INSERT INTO text_indexes (table_name, column_name) VALUES ('trailers', 'name_folded');

CREATE INDEX trailers_by_customer ON trailers (organization_id, customer_id, id);

CREATE TABLE trailer_drivers (
    organization_id BIGINT NOT NULL,
    trailer_id      TEXT COLLATE "C" NOT NULL,
    position        INTEGER NOT NULL,
    id              TEXT COLLATE "C" NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    phone           TEXT COLLATE "C",
    is_lead         BOOLEAN NOT NULL,
    PRIMARY KEY (organization_id, trailer_id, position)
);

CREATE TABLE trailer_trips (
    organization_id BIGINT NOT NULL,
    trailer_id      TEXT COLLATE "C" NOT NULL,
    position        INTEGER NOT NULL,
    id              TEXT COLLATE "C" NOT NULL,
    place           TEXT COLLATE "C" NOT NULL,
    payer_id        TEXT COLLATE "C",
    PRIMARY KEY (organization_id, trailer_id, position),
    CONSTRAINT trailer_trips_payer FOREIGN KEY (organization_id, payer_id) REFERENCES customers (organization_id, id) ON DELETE RESTRICT
);

CREATE INDEX trailer_trips_by_payer ON trailer_trips (organization_id, payer_id, trailer_id);

CREATE VIEW trailer_customers AS
SELECT c.organization_id, c.payer_id AS customer_id, 1 AS uses,
    CASE WHEN t.plate IN ('SCRAPPED', 'SOLD') THEN 0 ELSE 1 END AS active_uses
FROM trailer_trips AS c JOIN trailers AS t ON t.organization_id = c.organization_id AND t.id = c.trailer_id;

CREATE TABLE trailer_history (
    organization_id BIGINT NOT NULL,
    trailer_id      TEXT COLLATE "C" NOT NULL,
    version         BIGINT NOT NULL,
    what            TEXT COLLATE "C" NOT NULL,
    drivers_before  BIGINT NOT NULL,
    drivers         BIGINT NOT NULL,
    PRIMARY KEY (organization_id, trailer_id, version, what)
);
