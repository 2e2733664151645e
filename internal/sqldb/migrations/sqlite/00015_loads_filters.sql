-- +goose Up
-- Each combination of the filters of loads has an index with all of its columns, so that
-- the loads are counted without their rows.
DROP INDEX loads_by_customer;
CREATE INDEX loads_by_customer ON loads (organization_id, customer_id, status, equipment_type, pickup_at, id);
DROP INDEX loads_by_carrier;
CREATE INDEX loads_by_carrier ON loads (organization_id, carrier_id, status, equipment_type, customer_id, pickup_at, id);

-- +goose Down
DROP INDEX loads_by_customer;
CREATE INDEX loads_by_customer ON loads (organization_id, customer_id, status, equipment_type, id);
DROP INDEX loads_by_carrier;
CREATE INDEX loads_by_carrier ON loads (organization_id, carrier_id, status, equipment_type, id);
