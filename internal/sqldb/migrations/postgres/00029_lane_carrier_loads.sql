-- +goose Up
-- The number of loads that a carrier has delivered on a lane between areas, with any equipment. The
-- list of lanes shows the carriers with the most loads, which an index finds. To sum and sort all
-- carriers of each lane took most of the time of the list. The key begins with the carrier: by a key
-- that begins with the lane, the planner, which expects one row, would read all carriers of a lane
-- instead of the first in the index.
CREATE TABLE lane_carrier_loads (
    organization_id   BIGINT NOT NULL,
    origin_state      TEXT COLLATE "C" NOT NULL,
    destination_state TEXT COLLATE "C" NOT NULL,
    origin_area       TEXT COLLATE "C" NOT NULL,
    destination_area  TEXT COLLATE "C" NOT NULL,
    carrier_id        TEXT COLLATE "C" NOT NULL,
    loads             BIGINT NOT NULL
);
ALTER TABLE lane_carrier_loads ADD CONSTRAINT lane_carrier_loads_pkey
    PRIMARY KEY (organization_id, carrier_id, origin_state, destination_state, origin_area, destination_area);
CREATE INDEX lane_carrier_loads_by_loads ON lane_carrier_loads
    (organization_id, origin_state, destination_state, origin_area, destination_area, loads DESC, carrier_id)
    WHERE loads > 0;

-- +goose StatementBegin
CREATE FUNCTION count_lane_carriers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    r lane_carriers;
    added bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        r := NEW;
        added := NEW.loads;
    ELSIF TG_OP = 'UPDATE' THEN
        r := NEW;
        added := NEW.loads - OLD.loads;
    ELSE
        r := OLD;
        added := -OLD.loads;
    END IF;
    INSERT INTO lane_carrier_loads AS l
    VALUES (r.organization_id, r.origin_state, r.destination_state, r.origin_area, r.destination_area, r.carrier_id, added)
    ON CONFLICT (organization_id, carrier_id, origin_state, destination_state, origin_area, destination_area) DO UPDATE SET
        loads = l.loads + EXCLUDED.loads;
    IF TG_OP = 'DELETE' THEN
        DELETE FROM lane_carrier_loads
        WHERE organization_id = r.organization_id AND origin_state = r.origin_state AND destination_state = r.destination_state
            AND origin_area = r.origin_area AND destination_area = r.destination_area AND carrier_id = r.carrier_id AND loads = 0;
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd

-- From here on no row changes until the numbers are there.
LOCK TABLE lane_carriers IN SHARE ROW EXCLUSIVE MODE;

-- Triggers keep the numbers, also for servers of the previous version. They run when the transaction
-- commits, after it has locked all its rows of lane_carriers: two transactions with loads of a
-- carrier with different equipment would otherwise wait for each other. The rows with '*' are of
-- lanes between states. The server deletes rows only with their organization.
CREATE CONSTRAINT TRIGGER lane_carriers_count_insert AFTER INSERT ON lane_carriers
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.origin_area <> '*') EXECUTE FUNCTION count_lane_carriers();
CREATE CONSTRAINT TRIGGER lane_carriers_count_update AFTER UPDATE OF loads ON lane_carriers
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.origin_area <> '*' AND NEW.loads <> OLD.loads) EXECUTE FUNCTION count_lane_carriers();
CREATE CONSTRAINT TRIGGER lane_carriers_count_delete AFTER DELETE ON lane_carriers
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.origin_area <> '*') EXECUTE FUNCTION count_lane_carriers();

INSERT INTO lane_carrier_loads
SELECT organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, sum(loads)
FROM lane_carriers WHERE origin_area <> '*'
GROUP BY 1, 2, 3, 4, 5, 6;

-- +goose Down
DROP TRIGGER lane_carriers_count_delete ON lane_carriers;
DROP TRIGGER lane_carriers_count_update ON lane_carriers;
DROP TRIGGER lane_carriers_count_insert ON lane_carriers;
DROP FUNCTION count_lane_carriers();
DROP TABLE lane_carrier_loads;
