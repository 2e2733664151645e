-- +goose Up
-- The number of loads that a carrier has delivered on a lane between areas, with any equipment. The
-- list of lanes shows the carriers with the most loads, which an index finds. To sum and sort all
-- carriers of each lane took most of the time of the list. Triggers keep the numbers. The key begins
-- with the carrier, as on PostgreSQL, whose planner would otherwise prefer it to the index.
CREATE TABLE lane_carrier_loads (
    organization_id   INTEGER NOT NULL,
    origin_state      TEXT    NOT NULL,
    destination_state TEXT    NOT NULL,
    origin_area       TEXT    NOT NULL,
    destination_area  TEXT    NOT NULL,
    carrier_id        TEXT    NOT NULL,
    loads             INTEGER NOT NULL,
    PRIMARY KEY (organization_id, carrier_id, origin_state, destination_state, origin_area, destination_area)
) STRICT, WITHOUT ROWID;

-- The rows with '*' are of lanes between states.
INSERT INTO lane_carrier_loads
SELECT organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, sum(loads)
FROM lane_carriers WHERE origin_area <> '*'
GROUP BY 1, 2, 3, 4, 5, 6;

CREATE INDEX lane_carrier_loads_by_loads ON lane_carrier_loads
    (organization_id, origin_state, destination_state, origin_area, destination_area, loads DESC, carrier_id)
    WHERE loads > 0;

-- +goose StatementBegin
CREATE TRIGGER lane_carriers_count_insert AFTER INSERT ON lane_carriers WHEN new.origin_area <> '*' BEGIN
    INSERT INTO lane_carrier_loads
    VALUES (new.organization_id, new.origin_state, new.destination_state, new.origin_area, new.destination_area, new.carrier_id, new.loads)
    ON CONFLICT (organization_id, carrier_id, origin_state, destination_state, origin_area, destination_area) DO UPDATE SET
        loads = loads + excluded.loads;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER lane_carriers_count_update AFTER UPDATE OF loads ON lane_carriers WHEN new.origin_area <> '*' AND new.loads <> old.loads BEGIN
    INSERT INTO lane_carrier_loads
    VALUES (new.organization_id, new.origin_state, new.destination_state, new.origin_area, new.destination_area, new.carrier_id, new.loads - old.loads)
    ON CONFLICT (organization_id, carrier_id, origin_state, destination_state, origin_area, destination_area) DO UPDATE SET
        loads = loads + excluded.loads;
END;
-- +goose StatementEnd
-- The server deletes rows only with their organization.
-- +goose StatementBegin
CREATE TRIGGER lane_carriers_count_delete AFTER DELETE ON lane_carriers WHEN old.origin_area <> '*' BEGIN
    INSERT INTO lane_carrier_loads
    VALUES (old.organization_id, old.origin_state, old.destination_state, old.origin_area, old.destination_area, old.carrier_id, -old.loads)
    ON CONFLICT (organization_id, carrier_id, origin_state, destination_state, origin_area, destination_area) DO UPDATE SET
        loads = loads + excluded.loads;
    DELETE FROM lane_carrier_loads
    WHERE organization_id = old.organization_id AND origin_state = old.origin_state AND destination_state = old.destination_state
        AND origin_area = old.origin_area AND destination_area = old.destination_area AND carrier_id = old.carrier_id AND loads = 0;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER lane_carriers_count_delete;
DROP TRIGGER lane_carriers_count_update;
DROP TRIGGER lane_carriers_count_insert;
DROP TABLE lane_carrier_loads;
