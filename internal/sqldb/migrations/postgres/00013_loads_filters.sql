-- +goose NO TRANSACTION
-- +goose Up
-- Each combination of the filters of loads has an index with all of its columns, so that
-- the loads are counted without their rows. A build that was interrupted leaves an index
-- that is of no use, so each index is dropped first.
DROP INDEX CONCURRENTLY IF EXISTS loads_by_customer;
CREATE INDEX CONCURRENTLY loads_by_customer ON loads (organization_id, customer_id, status, equipment_type, pickup_at, id);
DROP INDEX CONCURRENTLY IF EXISTS loads_by_carrier;
CREATE INDEX CONCURRENTLY loads_by_carrier ON loads (organization_id, carrier_id, status, equipment_type, customer_id, pickup_at, id);

-- +goose Down
DROP INDEX CONCURRENTLY IF EXISTS loads_by_customer;
CREATE INDEX CONCURRENTLY loads_by_customer ON loads (organization_id, customer_id, status, equipment_type, id);
DROP INDEX CONCURRENTLY IF EXISTS loads_by_carrier;
CREATE INDEX CONCURRENTLY loads_by_carrier ON loads (organization_id, carrier_id, status, equipment_type, id);
