-- +goose Up
-- The number of loads that are picked up in a week, by status and equipment, which the server
-- keeps with each change of a load, and bounds of their ids and times of change. A week is
-- named by its first microsecond, and begins with a Thursday at 0:00 UTC, as 1970 does. The
-- bounds are not narrowed when a load leaves the row.
CREATE TABLE load_weeks (
    organization_id  INTEGER NOT NULL REFERENCES organizations (id),
    week             INTEGER NOT NULL,
    status           TEXT    NOT NULL,
    equipment_type   TEXT    NOT NULL,
    slot             INTEGER NOT NULL,
    records          INTEGER NOT NULL,
    first_id         TEXT    NOT NULL,
    last_id          TEXT    NOT NULL,
    first_updated_at INTEGER NOT NULL,
    last_updated_at  INTEGER NOT NULL,
    PRIMARY KEY (organization_id, week, status, equipment_type, slot)
) STRICT, WITHOUT ROWID;

INSERT INTO load_weeks
SELECT organization_id, pickup_at - ((pickup_at % 604800000000) + 604800000000) % 604800000000, status, equipment_type, 0,
    count(*), min(id), max(id), min(updated_at), max(updated_at)
FROM loads
GROUP BY 1, 2, 3, 4;

-- +goose Down
DROP TABLE load_weeks;
