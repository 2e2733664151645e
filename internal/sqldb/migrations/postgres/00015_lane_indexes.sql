-- +goose NO TRANSACTION
-- +goose Up
-- The last delivery of a carrier on a lane is found by an index. An index is built beside
-- the writers, so a build that was interrupted leaves an index that is of no use.
DROP INDEX CONCURRENTLY IF EXISTS loads_delivered_between_areas;
CREATE INDEX CONCURRENTLY loads_delivered_between_areas ON loads (organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, delivery_at)
    WHERE carrier_id IS NOT NULL AND status IN ('DELIVERED', 'PAYMENT_PROCESSING', 'ACCOUNTING_REVIEW', 'COMPLETED');
DROP INDEX CONCURRENTLY IF EXISTS loads_delivered_between_states;
CREATE INDEX CONCURRENTLY loads_delivered_between_states ON loads (organization_id, origin_state, destination_state, carrier_id, delivery_at)
    WHERE carrier_id IS NOT NULL AND status IN ('DELIVERED', 'PAYMENT_PROCESSING', 'ACCOUNTING_REVIEW', 'COMPLETED');
-- No statement uses it, not even of the previous version.
DROP INDEX CONCURRENTLY IF EXISTS loads_by_lane;

-- +goose Down
CREATE INDEX loads_by_lane ON loads (organization_id, origin_state, destination_state, origin_area, destination_area,
    carrier_id, equipment_type, status, carrier_rate, delivery_at);
DROP INDEX loads_delivered_between_states;
DROP INDEX loads_delivered_between_areas;
