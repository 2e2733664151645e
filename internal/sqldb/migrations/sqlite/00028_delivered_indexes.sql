-- +goose Up
-- For IN with more than two values, each insert of a load created a temporary table of the
-- values, once for each of these indexes. Equal comparisons need none. A query uses such an
-- index only if it has the same condition, in the same order.
DROP INDEX loads_delivered_between_areas;
CREATE INDEX loads_delivered_between_areas ON loads (organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, delivery_at)
    WHERE carrier_id IS NOT NULL AND (status = 'DELIVERED' OR status = 'PAYMENT_PROCESSING' OR status = 'ACCOUNTING_REVIEW' OR status = 'COMPLETED');
DROP INDEX loads_delivered_between_states;
CREATE INDEX loads_delivered_between_states ON loads (organization_id, origin_state, destination_state, carrier_id, delivery_at)
    WHERE carrier_id IS NOT NULL AND (status = 'DELIVERED' OR status = 'PAYMENT_PROCESSING' OR status = 'ACCOUNTING_REVIEW' OR status = 'COMPLETED');

-- +goose Down
DROP INDEX loads_delivered_between_states;
CREATE INDEX loads_delivered_between_states ON loads (organization_id, origin_state, destination_state, carrier_id, delivery_at)
    WHERE carrier_id IS NOT NULL AND status IN ('DELIVERED', 'PAYMENT_PROCESSING', 'ACCOUNTING_REVIEW', 'COMPLETED');
DROP INDEX loads_delivered_between_areas;
CREATE INDEX loads_delivered_between_areas ON loads (organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, delivery_at)
    WHERE carrier_id IS NOT NULL AND status IN ('DELIVERED', 'PAYMENT_PROCESSING', 'ACCOUNTING_REVIEW', 'COMPLETED');
