-- +goose NO TRANSACTION
-- +goose Up
-- The indexes in whose order lists are sorted have the columns of the filters behind the
-- id. So a filtered list is scanned in its order without its rows. An index is built
-- beside the writers, and takes the place of the former index when it is complete.
DROP INDEX CONCURRENTLY IF EXISTS loads_by_updated_at_next;
CREATE INDEX CONCURRENTLY loads_by_updated_at_next ON loads (organization_id, updated_at, id, status, equipment_type, customer_id, carrier_id, pickup_at);
DROP INDEX CONCURRENTLY IF EXISTS loads_by_updated_at;
ALTER INDEX loads_by_updated_at_next RENAME TO loads_by_updated_at;
DROP INDEX CONCURRENTLY IF EXISTS locations_by_updated_at_next;
CREATE INDEX CONCURRENTLY locations_by_updated_at_next ON locations (organization_id, updated_at, id, state_reversed, city_folded, country);
DROP INDEX CONCURRENTLY IF EXISTS locations_by_updated_at;
ALTER INDEX locations_by_updated_at_next RENAME TO locations_by_updated_at;
DROP INDEX CONCURRENTLY IF EXISTS locations_by_name_next;
CREATE INDEX CONCURRENTLY locations_by_name_next ON locations (organization_id, name_folded, id, state_reversed, city_folded, country);
DROP INDEX CONCURRENTLY IF EXISTS locations_by_name;
ALTER INDEX locations_by_name_next RENAME TO locations_by_name;
DROP INDEX CONCURRENTLY IF EXISTS locations_by_state_next;
CREATE INDEX CONCURRENTLY locations_by_state_next ON locations (organization_id, state_folded, id, state_reversed, city_folded, country);
DROP INDEX CONCURRENTLY IF EXISTS locations_by_state;
ALTER INDEX locations_by_state_next RENAME TO locations_by_state;
DROP INDEX CONCURRENTLY IF EXISTS locations_by_city_next;
CREATE INDEX CONCURRENTLY locations_by_city_next ON locations (organization_id, city_folded, id, state_reversed, country);
DROP INDEX CONCURRENTLY IF EXISTS locations_by_city;
ALTER INDEX locations_by_city_next RENAME TO locations_by_city;
-- The locations of a country in the order of id.
DROP INDEX CONCURRENTLY IF EXISTS locations_by_country_next;
CREATE INDEX CONCURRENTLY locations_by_country_next ON locations (organization_id, country, id);
DROP INDEX CONCURRENTLY IF EXISTS locations_by_country;
ALTER INDEX locations_by_country_next RENAME TO locations_by_country;

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
