-- +goose Up
-- The indexes in whose order lists are sorted have the columns of the filters behind the
-- id. So a filtered list is scanned in its order without its rows. An update writes the
-- entry by updated_at anyway.
DROP INDEX loads_by_updated_at;
CREATE INDEX loads_by_updated_at ON loads (organization_id, updated_at, id, status, equipment_type, customer_id, carrier_id, pickup_at);
DROP INDEX locations_by_updated_at;
CREATE INDEX locations_by_updated_at ON locations (organization_id, updated_at, id, state_reversed, city_folded, country);
DROP INDEX locations_by_name;
CREATE INDEX locations_by_name ON locations (organization_id, name_folded, id, state_reversed, city_folded, country);
DROP INDEX locations_by_state;
CREATE INDEX locations_by_state ON locations (organization_id, state_folded, id, state_reversed, city_folded, country);
DROP INDEX locations_by_city;
CREATE INDEX locations_by_city ON locations (organization_id, city_folded, id, state_reversed, country);
-- The locations of a country in the order of id.
DROP INDEX locations_by_country;
CREATE INDEX locations_by_country ON locations (organization_id, country, id);

-- +goose Down
DROP INDEX locations_by_country;
CREATE INDEX locations_by_country ON locations (organization_id, country, city_folded, id);
DROP INDEX locations_by_city;
CREATE INDEX locations_by_city ON locations (organization_id, city_folded, id);
DROP INDEX locations_by_state;
CREATE INDEX locations_by_state ON locations (organization_id, state_folded, id);
DROP INDEX locations_by_name;
CREATE INDEX locations_by_name ON locations (organization_id, name_folded, id);
DROP INDEX locations_by_updated_at;
CREATE INDEX locations_by_updated_at ON locations (organization_id, updated_at, id);
DROP INDEX loads_by_updated_at;
CREATE INDEX loads_by_updated_at ON loads (organization_id, updated_at, id);
