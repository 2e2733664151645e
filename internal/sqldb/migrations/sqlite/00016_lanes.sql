-- +goose Up
-- The sums of the lanes of loads, which the server keeps with each change of a load. A lane
-- is what the hidden columns of its loads say. An area that is not known is ''. Loads that
-- were called off are on no lane. Rates are in ten-thousandths, and miles in thousandths;
-- rates of over 10,000,000 and distances of over 1,000,000 are not in the sums.
CREATE TABLE lane_totals (
    organization_id   INTEGER NOT NULL REFERENCES organizations (id),
    origin_state      TEXT    NOT NULL,
    destination_state TEXT    NOT NULL,
    origin_area       TEXT    NOT NULL,
    destination_area  TEXT    NOT NULL,
    slot              INTEGER NOT NULL,
    loads             INTEGER NOT NULL,
    delivered         INTEGER NOT NULL, -- loads that were delivered
    rated             INTEGER NOT NULL, -- loads with a rate of the carrier
    rates             INTEGER NOT NULL, -- the sum of the rates
    miled             INTEGER NOT NULL, -- loads with a rate and a distance
    miled_rates       INTEGER NOT NULL, -- the sum of their rates
    miles             INTEGER NOT NULL, -- the sum of their distances
    PRIMARY KEY (organization_id, origin_state, destination_state, origin_area, destination_area, slot)
) STRICT, WITHOUT ROWID;

-- The same of the loads that a carrier has delivered: once for the lane between the areas,
-- and once for the lane between the states, with '*' for the areas.
CREATE TABLE lane_carriers (
    organization_id   INTEGER NOT NULL REFERENCES organizations (id),
    origin_state      TEXT    NOT NULL,
    destination_state TEXT    NOT NULL,
    origin_area       TEXT    NOT NULL,
    destination_area  TEXT    NOT NULL,
    carrier_id        TEXT    NOT NULL,
    equipment_type    TEXT    NOT NULL,
    slot              INTEGER NOT NULL,
    loads             INTEGER NOT NULL,
    rated             INTEGER NOT NULL,
    rates             INTEGER NOT NULL,
    miled             INTEGER NOT NULL,
    miled_rates       INTEGER NOT NULL,
    miles             INTEGER NOT NULL,
    PRIMARY KEY (organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, equipment_type, slot)
) STRICT, WITHOUT ROWID;

-- The last delivery of a carrier on a lane is found by an index. No statement uses
-- loads_by_lane.
DROP INDEX loads_by_lane;
CREATE INDEX loads_delivered_between_areas ON loads (organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, delivery_at)
    WHERE carrier_id IS NOT NULL AND status IN ('DELIVERED', 'PAYMENT_PROCESSING', 'ACCOUNTING_REVIEW', 'COMPLETED');
CREATE INDEX loads_delivered_between_states ON loads (organization_id, origin_state, destination_state, carrier_id, delivery_at)
    WHERE carrier_id IS NOT NULL AND status IN ('DELIVERED', 'PAYMENT_PROCESSING', 'ACCOUNTING_REVIEW', 'COMPLETED');

-- The loads are read once.
CREATE TEMPORARY TABLE lane_parts AS
SELECT organization_id, origin_state, destination_state, coalesce(origin_area, '') AS origin_area, coalesce(destination_area, '') AS destination_area,
    carrier_id, equipment_type, status IN ('DELIVERED', 'PAYMENT_PROCESSING', 'ACCOUNTING_REVIEW', 'COMPLETED') AS is_delivered,
    count(*) AS loads, count(rate) AS rated, coalesce(sum(rate), 0) AS rates, count(rate + miles) AS miled,
    coalesce(sum(CASE WHEN miles IS NOT NULL THEN rate END), 0) AS miled_rates, coalesce(sum(CASE WHEN rate IS NOT NULL THEN miles END), 0) AS miles
FROM (SELECT organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, equipment_type, status,
        CASE WHEN abs(carrier_rate) <= 10000000 THEN CAST(floor(carrier_rate * 10000 + 0.5) AS INTEGER) END AS rate,
        CASE WHEN total_distance BETWEEN 0.001 AND 1000000 THEN CAST(floor(total_distance * 1000 + 0.5) AS INTEGER) END AS miles
    FROM loads)
WHERE origin_state IS NOT NULL AND destination_state IS NOT NULL AND status NOT IN ('CANCELLED', 'TENDER_REJECTED', 'INACTIVE')
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

INSERT INTO lane_totals
SELECT organization_id, origin_state, destination_state, origin_area, destination_area, 0,
    sum(loads), sum(CASE WHEN is_delivered THEN loads ELSE 0 END), sum(rated), sum(rates), sum(miled), sum(miled_rates), sum(miles)
FROM lane_parts
GROUP BY 1, 2, 3, 4, 5;

INSERT INTO lane_carriers
SELECT organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, equipment_type, 0,
    loads, rated, rates, miled, miled_rates, miles
FROM lane_parts
WHERE carrier_id IS NOT NULL AND is_delivered;

INSERT INTO lane_carriers
SELECT organization_id, origin_state, destination_state, '*', '*', carrier_id, equipment_type, 0,
    sum(loads), sum(rated), sum(rates), sum(miled), sum(miled_rates), sum(miles)
FROM lane_parts
WHERE carrier_id IS NOT NULL AND is_delivered
GROUP BY 1, 2, 3, 4, 5, 6, 7;

DROP TABLE lane_parts;

-- +goose Down
DROP INDEX loads_delivered_between_states;
DROP INDEX loads_delivered_between_areas;
CREATE INDEX loads_by_lane ON loads (organization_id, origin_state, destination_state, origin_area, destination_area,
    carrier_id, equipment_type, status, carrier_rate, delivery_at);
DROP TABLE lane_carriers;
DROP TABLE lane_totals;
