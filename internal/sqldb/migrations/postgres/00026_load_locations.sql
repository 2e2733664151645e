-- +goose Up
-- On SQLite load_locations is a table, with a row for each location that loads refer to. Here it
-- has a row for each stop, which is found by the index of the stops by their location.
CREATE VIEW load_locations AS
SELECT s.organization_id, s.location_id, 1 AS uses,
    CASE WHEN l.status NOT IN ('COMPLETED', 'CANCELLED', 'TENDER_REJECTED', 'INACTIVE') THEN 1 ELSE 0 END AS active_uses
FROM load_stops AS s LEFT JOIN loads AS l ON l.organization_id = s.organization_id AND l.id = s.load_id;

-- +goose Down
DROP VIEW load_locations;
