-- +goose Up
-- The phone numbers without the characters that people write between digits, for the search by
-- phone. The statements of package phone have the same expressions.
CREATE INDEX customers_by_phone ON customers (organization_id, replace(replace(replace(replace(replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', '')) WHERE phone IS NOT NULL;
CREATE INDEX carriers_by_phone ON carriers (organization_id, replace(replace(replace(replace(replace(replace(replace(replace(phone_number, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', '')) WHERE phone_number IS NOT NULL;
CREATE INDEX carrier_contacts_by_phone ON carrier_contacts (organization_id, replace(replace(replace(replace(replace(replace(replace(replace(primary_phone, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', '')) WHERE primary_phone IS NOT NULL;
CREATE INDEX locations_by_phone ON locations (organization_id, replace(replace(replace(replace(replace(replace(replace(replace(phone_number, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', ''), ' ', '')) WHERE phone_number IS NOT NULL;

-- +goose Down
DROP INDEX customers_by_phone;
DROP INDEX carriers_by_phone;
DROP INDEX carrier_contacts_by_phone;
DROP INDEX locations_by_phone;
