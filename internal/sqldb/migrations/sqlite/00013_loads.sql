-- +goose Up
-- A load has no row number, because it has no text index: a look-up by id is one descent
-- instead of two.
CREATE TABLE loads (
    organization_id                      INTEGER NOT NULL REFERENCES organizations (id),
    id                                   TEXT    NOT NULL,
    external_reference_id                TEXT    NOT NULL CHECK (length(external_reference_id) BETWEEN 1 AND 255),
    status                               TEXT    NOT NULL,
    equipment_type                       TEXT    NOT NULL,
    transport_mode                       TEXT    NOT NULL,
    description                          TEXT    CHECK (length(description) <= 2000),
    customer_id                          TEXT    NOT NULL,
    carrier_id                           TEXT,
    weight                               REAL    CHECK (weight >= 0),
    weight_uom                           TEXT    NOT NULL,
    total_distance                       REAL    CHECK (total_distance >= 0),
    max_buy_rate                         REAL    CHECK (max_buy_rate >= 0),
    sales_rep_name                       TEXT    CHECK (length(sales_rep_name) <= 255),
    sales_rep_email                      TEXT    CHECK (length(sales_rep_email) <= 255),
    sales_rep_external_reference_id      TEXT    CHECK (length(sales_rep_external_reference_id) <= 255),
    dispatcher_rep_name                  TEXT    CHECK (length(dispatcher_rep_name) <= 255),
    dispatcher_rep_email                 TEXT    CHECK (length(dispatcher_rep_email) <= 255),
    dispatcher_rep_external_reference_id TEXT    CHECK (length(dispatcher_rep_external_reference_id) <= 255),
    assigned_dispatcher                  TEXT    CHECK (length(assigned_dispatcher) <= 255),
    actual_dispatcher                    TEXT    CHECK (length(actual_dispatcher) <= 255),
    operation_user                       TEXT    CHECK (length(operation_user) <= 255),
    account_manager                      TEXT    CHECK (length(account_manager) <= 255),
    -- The rest is derived from the stops and the rates.
    pickup_at                            INTEGER NOT NULL, -- early_arrival of the first pickup
    delivery_at                          INTEGER NOT NULL, -- late_arrival of the last delivery
    origin_state                         TEXT, -- of the first pickup
    origin_area                          TEXT, -- the first characters of its postal code
    destination_state                    TEXT, -- of the last delivery
    destination_area                     TEXT,
    carrier_rate                         REAL, -- the sum of the rates of the carrier
    created_at                           INTEGER NOT NULL,
    updated_at                           INTEGER NOT NULL CHECK (updated_at >= created_at),
    version                              INTEGER NOT NULL CHECK (version >= 1),
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, customer_id) REFERENCES customers (organization_id, id) ON DELETE RESTRICT,
    FOREIGN KEY (organization_id, carrier_id) REFERENCES carriers (organization_id, id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX loads_by_reference ON loads (organization_id, external_reference_id);
CREATE INDEX loads_by_updated_at ON loads (organization_id, updated_at, id);
CREATE INDEX loads_by_status ON loads (organization_id, status, id);
-- Each combination of the filters of loads has an index with all of its columns, so that
-- the loads are counted without their rows.
CREATE INDEX loads_by_equipment ON loads (organization_id, equipment_type, status, id);
CREATE INDEX loads_by_customer ON loads (organization_id, customer_id, status, equipment_type, pickup_at, id);
CREATE INDEX loads_by_carrier ON loads (organization_id, carrier_id, status, equipment_type, customer_id, pickup_at, id);
CREATE INDEX loads_by_pickup ON loads (organization_id, pickup_at, status, equipment_type, id);
-- The carriers of a lane between areas, or between states, are found without the rows.
CREATE INDEX loads_by_lane ON loads (organization_id, origin_state, destination_state, origin_area, destination_area,
    carrier_id, equipment_type, status, carrier_rate, delivery_at);

-- There is no foreign key to loads: a load and its children are written and deleted by
-- the same statements of the server.
CREATE TABLE load_stops (
    organization_id INTEGER NOT NULL,
    load_id         TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    id              TEXT    NOT NULL,
    stop_number     INTEGER NOT NULL CHECK (stop_number >= 1),
    stop_type       TEXT    NOT NULL,
    location_id     TEXT    NOT NULL,
    early_arrival   INTEGER NOT NULL,
    late_arrival    INTEGER NOT NULL CHECK (late_arrival >= early_arrival),
    PRIMARY KEY (organization_id, load_id, position),
    FOREIGN KEY (organization_id, location_id) REFERENCES locations (organization_id, id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

CREATE INDEX load_stops_by_location ON load_stops (organization_id, location_id, load_id);

CREATE TABLE load_rates (
    organization_id INTEGER NOT NULL,
    load_id         TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    rate_entity     TEXT    NOT NULL,
    amount          REAL    NOT NULL,
    PRIMARY KEY (organization_id, load_id, position)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE load_rates;
DROP TABLE load_stops;
DROP TABLE loads;
DELETE FROM row_counts WHERE resource = 'loads' OR resource LIKE 'loads.%';
