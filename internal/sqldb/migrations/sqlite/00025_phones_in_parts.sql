-- +goose Up
-- The indexes by phone in parts, each of 1,024 rows that were created one after another, so
-- that the creates of a moment change a few pages of an index. The statements of package phone
-- have the same expressions. The index of contacts, whose table has no row numbers, stays.
DROP INDEX customers_by_phone;
DROP INDEX carriers_by_phone;
DROP INDEX locations_by_phone;
CREATE INDEX customers_by_phone ON customers (organization_id, row >> 10, replace(replace(replace(replace(replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', '')) WHERE phone IS NOT NULL;
CREATE INDEX carriers_by_phone ON carriers (organization_id, row >> 10, replace(replace(replace(replace(replace(replace(replace(replace(phone_number, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', '')) WHERE phone_number IS NOT NULL;
CREATE INDEX locations_by_phone ON locations (organization_id, row >> 10, replace(replace(replace(replace(replace(replace(replace(replace(phone_number, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', '')) WHERE phone_number IS NOT NULL;

-- +goose Down
DROP INDEX customers_by_phone;
DROP INDEX carriers_by_phone;
DROP INDEX locations_by_phone;
CREATE INDEX customers_by_phone ON customers (organization_id, replace(replace(replace(replace(replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', '')) WHERE phone IS NOT NULL;
CREATE INDEX carriers_by_phone ON carriers (organization_id, replace(replace(replace(replace(replace(replace(replace(replace(phone_number, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', '')) WHERE phone_number IS NOT NULL;
CREATE INDEX locations_by_phone ON locations (organization_id, replace(replace(replace(replace(replace(replace(replace(replace(phone_number, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', '')) WHERE phone_number IS NOT NULL;
