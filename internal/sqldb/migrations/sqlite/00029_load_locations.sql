-- +goose Up
-- A location must not be deleted while a stop of a load refers to it. An index of the stops by
-- their location guarded that, and cost more than any other index of loads: each new stop
-- changed a random page of it. Now triggers count the stops of each location in one row, whose
-- foreign key keeps the location. The row also tells whether active loads refer to the location.
CREATE TABLE load_locations (
    organization_id INTEGER NOT NULL,
    location_id     TEXT    NOT NULL,
    uses            INTEGER NOT NULL CHECK (uses >= 0),                     -- the stops at the location
    active_uses     INTEGER NOT NULL CHECK (active_uses BETWEEN 0 AND uses), -- those of active loads
    PRIMARY KEY (organization_id, location_id),
    FOREIGN KEY (organization_id, location_id) REFERENCES locations (organization_id, id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

-- A foreign key of the stops themselves would read all stops when a location is deleted.
CREATE TABLE load_stops_without_key (
    organization_id INTEGER NOT NULL,
    load_id         TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    id              TEXT    NOT NULL,
    stop_number     INTEGER NOT NULL CHECK (stop_number >= 1),
    stop_type       TEXT    NOT NULL,
    location_id     TEXT    NOT NULL,
    early_arrival   INTEGER NOT NULL,
    late_arrival    INTEGER NOT NULL CHECK (late_arrival >= early_arrival),
    PRIMARY KEY (organization_id, load_id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO load_stops_without_key (
    organization_id, load_id, position, id, stop_number, stop_type, location_id, early_arrival, late_arrival)
SELECT
    organization_id, load_id, position, id, stop_number, stop_type, location_id, early_arrival, late_arrival
FROM load_stops ORDER BY organization_id, load_id, position;

DROP TABLE load_stops;
ALTER TABLE load_stops_without_key RENAME TO load_stops;

INSERT INTO load_locations (organization_id, location_id, uses, active_uses)
SELECT s.organization_id, s.location_id, count(*),
    coalesce(sum(l.status NOT IN ('COMPLETED', 'CANCELLED', 'TENDER_REJECTED', 'INACTIVE')), 0)
FROM load_stops AS s LEFT JOIN loads AS l ON l.organization_id = s.organization_id AND l.id = s.load_id
GROUP BY s.organization_id, s.location_id;

-- The server inserts a load before its stops, and deletes the load first, too. The stops of a
-- load that is not there count as those of a finished load. Statuses are compared by <>, because
-- NOT IN creates a temporary table for each row.
-- +goose StatementBegin
CREATE TRIGGER load_stops_count_insert AFTER INSERT ON load_stops BEGIN
    INSERT INTO load_locations (organization_id, location_id, uses, active_uses) VALUES (new.organization_id, new.location_id, 1, coalesce((
        SELECT status <> 'COMPLETED' AND status <> 'CANCELLED' AND status <> 'TENDER_REJECTED' AND status <> 'INACTIVE'
        FROM loads WHERE organization_id = new.organization_id AND id = new.load_id), 0))
    ON CONFLICT (organization_id, location_id) DO UPDATE SET uses = uses + 1, active_uses = active_uses + excluded.active_uses;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER load_stops_count_delete AFTER DELETE ON load_stops BEGIN
    UPDATE load_locations SET uses = uses - 1, active_uses = active_uses - coalesce((
        SELECT status <> 'COMPLETED' AND status <> 'CANCELLED' AND status <> 'TENDER_REJECTED' AND status <> 'INACTIVE'
        FROM loads WHERE organization_id = old.organization_id AND id = old.load_id), 0)
    WHERE organization_id = old.organization_id AND location_id = old.location_id;
END;
-- +goose StatementEnd
-- The server replaces stops. It changes none of these columns, but an operator may.
-- +goose StatementBegin
CREATE TRIGGER load_stops_count_update AFTER UPDATE OF organization_id, load_id, location_id ON load_stops BEGIN
    UPDATE load_locations SET uses = uses - 1, active_uses = active_uses - coalesce((
        SELECT status <> 'COMPLETED' AND status <> 'CANCELLED' AND status <> 'TENDER_REJECTED' AND status <> 'INACTIVE'
        FROM loads WHERE organization_id = old.organization_id AND id = old.load_id), 0)
    WHERE organization_id = old.organization_id AND location_id = old.location_id;
    INSERT INTO load_locations (organization_id, location_id, uses, active_uses) VALUES (new.organization_id, new.location_id, 1, coalesce((
        SELECT status <> 'COMPLETED' AND status <> 'CANCELLED' AND status <> 'TENDER_REJECTED' AND status <> 'INACTIVE'
        FROM loads WHERE organization_id = new.organization_id AND id = new.load_id), 0))
    ON CONFLICT (organization_id, location_id) DO UPDATE SET uses = uses + 1, active_uses = active_uses + excluded.active_uses;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER loads_count_status AFTER UPDATE OF status ON loads
WHEN (old.status <> 'COMPLETED' AND old.status <> 'CANCELLED' AND old.status <> 'TENDER_REJECTED' AND old.status <> 'INACTIVE')
    <> (new.status <> 'COMPLETED' AND new.status <> 'CANCELLED' AND new.status <> 'TENDER_REJECTED' AND new.status <> 'INACTIVE')
BEGIN
    UPDATE load_locations SET active_uses = active_uses
        + (CASE WHEN new.status <> 'COMPLETED' AND new.status <> 'CANCELLED' AND new.status <> 'TENDER_REJECTED' AND new.status <> 'INACTIVE' THEN 1 ELSE -1 END)
        * (SELECT count(*) FROM load_stops AS s
            WHERE s.organization_id = new.organization_id AND s.load_id = new.id AND s.location_id = load_locations.location_id)
    WHERE organization_id = new.organization_id
        AND location_id IN (SELECT location_id FROM load_stops WHERE organization_id = new.organization_id AND load_id = new.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER loads_count_delete AFTER DELETE ON loads
WHEN old.status <> 'COMPLETED' AND old.status <> 'CANCELLED' AND old.status <> 'TENDER_REJECTED' AND old.status <> 'INACTIVE'
BEGIN
    UPDATE load_locations SET active_uses = active_uses - (SELECT count(*) FROM load_stops AS s
        WHERE s.organization_id = old.organization_id AND s.load_id = old.id AND s.location_id = load_locations.location_id)
    WHERE organization_id = old.organization_id
        AND location_id IN (SELECT location_id FROM load_stops WHERE organization_id = old.organization_id AND load_id = old.id);
END;
-- +goose StatementEnd
-- The row of a location stays when its last stop is deleted, until the location is.
-- +goose StatementBegin
CREATE TRIGGER locations_delete_count BEFORE DELETE ON locations BEGIN
    DELETE FROM load_locations WHERE organization_id = old.organization_id AND location_id = old.id AND uses = 0;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER locations_delete_count;
DROP TRIGGER loads_count_delete;
DROP TRIGGER loads_count_status;
CREATE TABLE load_stops_with_key (
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
INSERT INTO load_stops_with_key SELECT * FROM load_stops ORDER BY organization_id, load_id, position;
DROP TABLE load_stops;
ALTER TABLE load_stops_with_key RENAME TO load_stops;
CREATE INDEX load_stops_by_location ON load_stops (organization_id, location_id, load_id);
DROP TABLE load_locations;
