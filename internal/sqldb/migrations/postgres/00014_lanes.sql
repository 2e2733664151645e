-- +goose Up
-- The sums of the lanes of loads, which the server keeps with each change of a load. A lane
-- is what the hidden columns of its loads say. An area that is not known is ''. Loads that
-- were called off are on no lane. Rates are in ten-thousandths, and miles in thousandths;
-- rates of over 10,000,000 and distances of over 1,000,000 are not in the sums.
CREATE TABLE lane_totals (
    organization_id   BIGINT NOT NULL,
    origin_state      TEXT COLLATE "C" NOT NULL,
    destination_state TEXT COLLATE "C" NOT NULL,
    origin_area       TEXT COLLATE "C" NOT NULL,
    destination_area  TEXT COLLATE "C" NOT NULL,
    slot              INTEGER NOT NULL,
    loads             BIGINT NOT NULL,
    delivered         BIGINT NOT NULL, -- loads that were delivered
    rated             BIGINT NOT NULL, -- loads with a rate of the carrier
    rates             BIGINT NOT NULL, -- the sum of the rates
    miled             BIGINT NOT NULL, -- loads with a rate and a distance
    miled_rates       BIGINT NOT NULL, -- the sum of their rates
    miles             BIGINT NOT NULL  -- the sum of their distances
) WITH (fillfactor = 50);
ALTER TABLE lane_totals ADD CONSTRAINT lane_totals_pkey PRIMARY KEY (organization_id, origin_state, destination_state, origin_area, destination_area, slot);
ALTER TABLE lane_totals ADD CONSTRAINT lane_totals_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);

-- The same of the loads that a carrier has delivered: once for the lane between the areas,
-- and once for the lane between the states, with '*' for the areas.
CREATE TABLE lane_carriers (
    organization_id   BIGINT NOT NULL,
    origin_state      TEXT COLLATE "C" NOT NULL,
    destination_state TEXT COLLATE "C" NOT NULL,
    origin_area       TEXT COLLATE "C" NOT NULL,
    destination_area  TEXT COLLATE "C" NOT NULL,
    carrier_id        TEXT COLLATE "C" NOT NULL,
    equipment_type    TEXT COLLATE "C" NOT NULL,
    slot              INTEGER NOT NULL,
    loads             BIGINT NOT NULL,
    rated             BIGINT NOT NULL,
    rates             BIGINT NOT NULL,
    miled             BIGINT NOT NULL,
    miled_rates       BIGINT NOT NULL,
    miles             BIGINT NOT NULL
) WITH (fillfactor = 50);
ALTER TABLE lane_carriers ADD CONSTRAINT lane_carriers_pkey
    PRIMARY KEY (organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, equipment_type, slot);
ALTER TABLE lane_carriers ADD CONSTRAINT lane_carriers_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);

-- What a load adds to its lane: no row for a load that is on none.
-- +goose StatementBegin
CREATE FUNCTION lane_parts(l loads) RETURNS TABLE (from_area text, to_area text, is_delivered boolean, rate bigint, miles bigint)
LANGUAGE sql STABLE AS $$
    SELECT coalesce(l.origin_area, ''), coalesce(l.destination_area, ''), l.status IN ('DELIVERED', 'PAYMENT_PROCESSING', 'ACCOUNTING_REVIEW', 'COMPLETED'),
        CASE WHEN abs(l.carrier_rate) <= 10000000 THEN floor(l.carrier_rate * 10000 + 0.5)::bigint END,
        CASE WHEN l.total_distance BETWEEN 0.001 AND 1000000 THEN floor(l.total_distance * 1000 + 0.5)::bigint END
    WHERE l.origin_state IS NOT NULL AND l.destination_state IS NOT NULL AND l.status NOT IN ('CANCELLED', 'TENDER_REJECTED', 'INACTIVE')
$$;
-- +goose StatementEnd

-- Servers of the previous version may still change loads of a database that has rows. They
-- do not keep these sums, so a trigger does. The write transactions of this version are
-- DEFERRABLE, which has no other effect and tells the trigger that they keep the sums
-- themselves. The slots of the trigger are its own. A later migration drops the trigger.
-- Tables that Citus distributes take no triggers.
-- +goose StatementBegin
CREATE FUNCTION add_to_lanes(l loads, factor bigint, own_slot integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO lane_totals AS t
    SELECT l.organization_id, l.origin_state, l.destination_state, from_area, to_area, own_slot, factor, factor * is_delivered::int,
        factor * (rate IS NOT NULL)::int, factor * coalesce(rate, 0),
        factor * (rate + miles IS NOT NULL)::int, factor * CASE WHEN miles IS NULL THEN 0 ELSE coalesce(rate, 0) END, factor * CASE WHEN rate IS NULL THEN 0 ELSE coalesce(miles, 0) END
    FROM lane_parts(l)
    ON CONFLICT (organization_id, origin_state, destination_state, origin_area, destination_area, slot) DO UPDATE SET
        loads = t.loads + EXCLUDED.loads, delivered = t.delivered + EXCLUDED.delivered, rated = t.rated + EXCLUDED.rated, rates = t.rates + EXCLUDED.rates,
        miled = t.miled + EXCLUDED.miled, miled_rates = t.miled_rates + EXCLUDED.miled_rates, miles = t.miles + EXCLUDED.miles;
    INSERT INTO lane_carriers AS t
    SELECT l.organization_id, l.origin_state, l.destination_state, areas.origin, areas.destination, l.carrier_id, l.equipment_type, own_slot, factor,
        factor * (rate IS NOT NULL)::int, factor * coalesce(rate, 0),
        factor * (rate + miles IS NOT NULL)::int, factor * CASE WHEN miles IS NULL THEN 0 ELSE coalesce(rate, 0) END, factor * CASE WHEN rate IS NULL THEN 0 ELSE coalesce(miles, 0) END
    FROM lane_parts(l), LATERAL (VALUES ('*', '*'), (from_area, to_area)) AS areas (origin, destination)
    WHERE l.carrier_id IS NOT NULL AND is_delivered
    ON CONFLICT (organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, equipment_type, slot) DO UPDATE SET
        loads = t.loads + EXCLUDED.loads, rated = t.rated + EXCLUDED.rated, rates = t.rates + EXCLUDED.rates,
        miled = t.miled + EXCLUDED.miled, miled_rates = t.miled_rates + EXCLUDED.miled_rates, miles = t.miles + EXCLUDED.miles;
$$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION keep_lanes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM add_to_lanes(OLD, -1, 64 + pg_backend_pid() % 64);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM add_to_lanes(NEW, 1, 64 + pg_backend_pid() % 64);
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd

-- From here on no load changes until the sums are there.
LOCK TABLE loads IN SHARE ROW EXCLUSIVE MODE;
-- +goose StatementBegin
DO $$
BEGIN
    IF EXISTS (SELECT FROM organizations) AND to_regclass('pg_catalog.pg_dist_partition') IS NULL THEN
        CREATE TRIGGER keep_lanes AFTER INSERT OR UPDATE OR DELETE ON loads FOR EACH ROW
            WHEN (current_setting('transaction_deferrable') = 'off') EXECUTE FUNCTION keep_lanes();
    END IF;
END $$;
-- +goose StatementEnd

INSERT INTO lane_totals
SELECT organization_id, origin_state, destination_state, from_area, to_area, 0,
    count(*), count(*) FILTER (WHERE is_delivered), count(rate), coalesce(sum(rate), 0),
    count(rate + p.miles), coalesce(sum(rate) FILTER (WHERE p.miles IS NOT NULL), 0), coalesce(sum(p.miles) FILTER (WHERE rate IS NOT NULL), 0)
FROM loads l, LATERAL lane_parts(l) p
GROUP BY 1, 2, 3, 4, 5;

INSERT INTO lane_carriers
SELECT organization_id, origin_state, destination_state, areas.origin, areas.destination, carrier_id, equipment_type, 0,
    count(*), count(rate), coalesce(sum(rate), 0),
    count(rate + p.miles), coalesce(sum(rate) FILTER (WHERE p.miles IS NOT NULL), 0), coalesce(sum(p.miles) FILTER (WHERE rate IS NOT NULL), 0)
FROM loads l, LATERAL lane_parts(l) p, LATERAL (VALUES ('*', '*'), (from_area, to_area)) AS areas (origin, destination)
WHERE carrier_id IS NOT NULL AND is_delivered
GROUP BY 1, 2, 3, 4, 5, 6, 7;

-- +goose Down
DROP TRIGGER IF EXISTS keep_lanes ON loads;
DROP FUNCTION keep_lanes();
DROP FUNCTION add_to_lanes(loads, bigint, integer);
DROP FUNCTION lane_parts(loads);
DROP TABLE lane_carriers;
DROP TABLE lane_totals;
