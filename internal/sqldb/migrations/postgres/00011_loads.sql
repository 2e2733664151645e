-- +goose Up
CREATE TABLE loads (
    organization_id                      BIGINT NOT NULL,
    id                                   TEXT COLLATE "C" NOT NULL,
    external_reference_id                TEXT COLLATE "C" NOT NULL,
    status                               TEXT COLLATE "C" NOT NULL,
    equipment_type                       TEXT COLLATE "C" NOT NULL,
    transport_mode                       TEXT COLLATE "C" NOT NULL,
    description                          TEXT COLLATE "C",
    customer_id                          TEXT COLLATE "C" NOT NULL,
    carrier_id                           TEXT COLLATE "C",
    weight                               DOUBLE PRECISION,
    weight_uom                           TEXT COLLATE "C" NOT NULL,
    total_distance                       DOUBLE PRECISION,
    max_buy_rate                         DOUBLE PRECISION,
    sales_rep_name                       TEXT COLLATE "C",
    sales_rep_email                      TEXT COLLATE "C",
    sales_rep_external_reference_id      TEXT COLLATE "C",
    dispatcher_rep_name                  TEXT COLLATE "C",
    dispatcher_rep_email                 TEXT COLLATE "C",
    dispatcher_rep_external_reference_id TEXT COLLATE "C",
    assigned_dispatcher                  TEXT COLLATE "C",
    actual_dispatcher                    TEXT COLLATE "C",
    operation_user                       TEXT COLLATE "C",
    account_manager                      TEXT COLLATE "C",
    -- The rest is derived from the stops and the rates.
    pickup_at                            BIGINT NOT NULL, -- early_arrival of the first pickup
    delivery_at                          BIGINT NOT NULL, -- late_arrival of the last delivery
    origin_state                         TEXT COLLATE "C", -- of the first pickup
    origin_area                          TEXT COLLATE "C", -- the first characters of its postal code
    destination_state                    TEXT COLLATE "C", -- of the last delivery
    destination_area                     TEXT COLLATE "C",
    carrier_rate                         DOUBLE PRECISION, -- the sum of the rates of the carrier
    created_at                           BIGINT NOT NULL,
    updated_at                           BIGINT NOT NULL,
    version                              BIGINT NOT NULL
);
ALTER TABLE loads ADD CONSTRAINT loads_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE loads ADD CONSTRAINT loads_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);
ALTER TABLE loads ADD CONSTRAINT loads_customer FOREIGN KEY (organization_id, customer_id)
    REFERENCES customers (organization_id, id) ON DELETE RESTRICT;
ALTER TABLE loads ADD CONSTRAINT loads_carrier FOREIGN KEY (organization_id, carrier_id)
    REFERENCES carriers (organization_id, id) ON DELETE RESTRICT;
ALTER TABLE loads ADD CONSTRAINT loads_reference_length CHECK (length(external_reference_id) BETWEEN 1 AND 255);
ALTER TABLE loads ADD CONSTRAINT loads_description_length CHECK (length(description) <= 2000);
ALTER TABLE loads ADD CONSTRAINT loads_weight CHECK (weight >= 0);
ALTER TABLE loads ADD CONSTRAINT loads_total_distance CHECK (total_distance >= 0);
ALTER TABLE loads ADD CONSTRAINT loads_max_buy_rate CHECK (max_buy_rate >= 0);
ALTER TABLE loads ADD CONSTRAINT loads_sales_rep_name_length CHECK (length(sales_rep_name) <= 255);
ALTER TABLE loads ADD CONSTRAINT loads_sales_rep_email_length CHECK (length(sales_rep_email) <= 255);
ALTER TABLE loads ADD CONSTRAINT loads_sales_rep_external_reference_id_length CHECK (length(sales_rep_external_reference_id) <= 255);
ALTER TABLE loads ADD CONSTRAINT loads_dispatcher_rep_name_length CHECK (length(dispatcher_rep_name) <= 255);
ALTER TABLE loads ADD CONSTRAINT loads_dispatcher_rep_email_length CHECK (length(dispatcher_rep_email) <= 255);
ALTER TABLE loads ADD CONSTRAINT loads_dispatcher_rep_external_reference_id_length CHECK (length(dispatcher_rep_external_reference_id) <= 255);
ALTER TABLE loads ADD CONSTRAINT loads_assigned_dispatcher_length CHECK (length(assigned_dispatcher) <= 255);
ALTER TABLE loads ADD CONSTRAINT loads_actual_dispatcher_length CHECK (length(actual_dispatcher) <= 255);
ALTER TABLE loads ADD CONSTRAINT loads_operation_user_length CHECK (length(operation_user) <= 255);
ALTER TABLE loads ADD CONSTRAINT loads_account_manager_length CHECK (length(account_manager) <= 255);
ALTER TABLE loads ADD CONSTRAINT loads_times CHECK (updated_at >= created_at);
ALTER TABLE loads ADD CONSTRAINT loads_version CHECK (version >= 1);

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
    organization_id BIGINT NOT NULL,
    load_id         TEXT COLLATE "C" NOT NULL,
    position        INTEGER NOT NULL,
    id              TEXT COLLATE "C" NOT NULL,
    stop_number     INTEGER NOT NULL,
    stop_type       TEXT COLLATE "C" NOT NULL,
    location_id     TEXT COLLATE "C" NOT NULL,
    early_arrival   BIGINT NOT NULL,
    late_arrival    BIGINT NOT NULL
);
ALTER TABLE load_stops ADD CONSTRAINT load_stops_pkey PRIMARY KEY (organization_id, load_id, position);
ALTER TABLE load_stops ADD CONSTRAINT load_stops_location FOREIGN KEY (organization_id, location_id)
    REFERENCES locations (organization_id, id) ON DELETE RESTRICT;
ALTER TABLE load_stops ADD CONSTRAINT load_stops_stop_number CHECK (stop_number >= 1);
ALTER TABLE load_stops ADD CONSTRAINT load_stops_arrivals CHECK (late_arrival >= early_arrival);

CREATE INDEX load_stops_by_location ON load_stops (organization_id, location_id, load_id);

CREATE TABLE load_rates (
    organization_id BIGINT NOT NULL,
    load_id         TEXT COLLATE "C" NOT NULL,
    position        INTEGER NOT NULL,
    rate_entity     TEXT COLLATE "C" NOT NULL,
    amount          DOUBLE PRECISION NOT NULL
);
ALTER TABLE load_rates ADD CONSTRAINT load_rates_pkey PRIMARY KEY (organization_id, load_id, position);

-- +goose Down
DROP TABLE load_rates;
DROP TABLE load_stops;
DROP TABLE loads;
DELETE FROM row_counts WHERE resource = 'loads' OR resource LIKE 'loads.%';
