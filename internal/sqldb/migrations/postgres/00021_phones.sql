-- +goose NO TRANSACTION
-- +goose Up
-- The phone numbers without the characters that people write between digits, for the search by
-- phone. The statements of package phone have the same expressions. An index is built beside the
-- writers, so a build that was interrupted leaves an index that is of no use.
DROP INDEX CONCURRENTLY IF EXISTS customers_by_phone;
CREATE INDEX CONCURRENTLY customers_by_phone ON customers (organization_id, (replace(replace(replace(replace(replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', ''))) WHERE phone IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS carriers_by_phone;
CREATE INDEX CONCURRENTLY carriers_by_phone ON carriers (organization_id, (replace(replace(replace(replace(replace(replace(replace(replace(phone_number, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', ''))) WHERE phone_number IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS carrier_contacts_by_phone;
CREATE INDEX CONCURRENTLY carrier_contacts_by_phone ON carrier_contacts (organization_id, (replace(replace(replace(replace(replace(replace(replace(replace(primary_phone, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', ''))) WHERE primary_phone IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS locations_by_phone;
CREATE INDEX CONCURRENTLY locations_by_phone ON locations (organization_id, (replace(replace(replace(replace(replace(replace(replace(replace(phone_number, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', ''))) WHERE phone_number IS NOT NULL;

-- +goose Down
DROP INDEX customers_by_phone;
DROP INDEX carriers_by_phone;
DROP INDEX carrier_contacts_by_phone;
DROP INDEX locations_by_phone;
