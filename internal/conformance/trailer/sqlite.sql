-- An empty line ends a statement.
CREATE TABLE trailers (
    row                   INTEGER PRIMARY KEY,
    organization_id       INTEGER NOT NULL REFERENCES organizations (id),
    id                    TEXT    NOT NULL,
    external_reference_id TEXT    NOT NULL CHECK (length(external_reference_id) BETWEEN 1 AND 255),
    name                  TEXT    CHECK (length(name) BETWEEN 1 AND 255),
    name_folded           TEXT,
    status                TEXT    NOT NULL,
    is_active             INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    is_leased             INTEGER NOT NULL CHECK (is_leased IN (0, 1)),
    axles                 INTEGER CHECK (axles BETWEEN 1 AND 12),
    max_load              REAL    CHECK (max_load >= 0),
    inspected_at          INTEGER,
    gate_time             TEXT,
    contact_name          TEXT,
    contact_phone         TEXT,
    plate                 TEXT    CHECK (length(plate) <= 20),
    notes                 TEXT    CHECK (length(notes) <= 2000),
    customer_id           TEXT,
    lead_name             TEXT,
    repairs               TEXT    NOT NULL DEFAULT '[]',
    created_at            INTEGER NOT NULL,
    updated_at            INTEGER NOT NULL CHECK (updated_at >= created_at),
    version               INTEGER NOT NULL CHECK (version >= 1),
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, customer_id) REFERENCES customers (organization_id, id) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX trailers_by_reference ON trailers (organization_id, external_reference_id);

CREATE INDEX trailers_by_name ON trailers (organization_id, name_folded, id);

CREATE INDEX trailers_by_updated_at ON trailers (organization_id, updated_at, id, is_leased, is_active);

CREATE INDEX trailers_by_filters ON trailers (organization_id, is_active, is_leased, plate, id);

CREATE INDEX trailers_by_status ON trailers (organization_id, status, id);

CREATE INDEX trailers_by_inspection ON trailers (organization_id, inspected_at, status, id);

CREATE INDEX trailers_by_lead ON trailers (organization_id, lead_name, id);

CREATE INDEX trailers_by_max_load ON trailers (organization_id, max_load, id);

INSERT INTO text_indexes (table_name, column_name, end_row) VALUES ('trailers', 'name_folded', 0);

CREATE INDEX trailers_by_customer ON trailers (organization_id, customer_id, id);

CREATE TABLE trailer_drivers (
    organization_id INTEGER NOT NULL,
    trailer_id      TEXT NOT NULL,
    position        INTEGER NOT NULL,
    id              TEXT NOT NULL,
    name            TEXT NOT NULL,
    phone           TEXT,
    is_lead         INTEGER NOT NULL CHECK (is_lead IN (0, 1)),
    PRIMARY KEY (organization_id, trailer_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE trailer_trips (
    organization_id INTEGER NOT NULL,
    trailer_id      TEXT NOT NULL,
    position        INTEGER NOT NULL,
    id              TEXT NOT NULL,
    place           TEXT NOT NULL,
    payer_id        TEXT,
    PRIMARY KEY (organization_id, trailer_id, position),
    FOREIGN KEY (organization_id, payer_id) REFERENCES customers (organization_id, id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

CREATE INDEX trailer_trips_by_payer ON trailer_trips (organization_id, payer_id, trailer_id);

CREATE VIEW trailer_customers AS
SELECT c.organization_id, c.payer_id AS customer_id, 1 AS uses,
    CASE WHEN t.plate IN ('SCRAPPED', 'SOLD') THEN 0 ELSE 1 END AS active_uses
FROM trailer_trips AS c JOIN trailers AS t ON t.organization_id = c.organization_id AND t.id = c.trailer_id;

CREATE TABLE trailer_history (
    organization_id INTEGER NOT NULL,
    trailer_id      TEXT NOT NULL,
    version         INTEGER NOT NULL,
    what            TEXT NOT NULL,
    drivers_before  INTEGER NOT NULL,
    drivers         INTEGER NOT NULL,
    PRIMARY KEY (organization_id, trailer_id, version, what)
) STRICT, WITHOUT ROWID;
