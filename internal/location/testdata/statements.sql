-- count
SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM row_counts WHERE organization_id = $1 AND resource = 'locations';

-- create
INSERT INTO locations (organization_id, id, external_reference_id, name, name_folded, address_line1, address_line2, city, city_folded, state, state_folded, state_reversed, postal_code, country, latitude, longitude, is_geocoded, email, phone_number, weekday_open_hours, weekday_close_hours, weekend_open_hours, weekend_close_hours, internal_notes, created_at, updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27) ON CONFLICT (organization_id, external_reference_id) DO NOTHING;

-- delete
DELETE FROM locations WHERE organization_id = $1 AND id = $2 AND version = $3;

-- get by id
SELECT id, external_reference_id, name, address_line1, address_line2, city, state, postal_code, country, latitude, longitude, is_geocoded, email, phone_number, weekday_open_hours, weekday_close_hours, weekend_open_hours, weekend_close_hours, internal_notes, created_at, updated_at, version FROM locations WHERE organization_id = $1 AND id = $2;

-- get by reference
SELECT id, external_reference_id, name, address_line1, address_line2, city, state, postal_code, country, latitude, longitude, is_geocoded, email, phone_number, weekday_open_hours, weekday_close_hours, weekend_open_hours, weekend_close_hours, internal_notes, created_at, updated_at, version FROM locations WHERE organization_id = $1 AND external_reference_id = $2;

-- list
SELECT id, external_reference_id, name, address_line1, address_line2, city, state, postal_code, country, latitude, longitude, email, phone_number, weekday_open_hours, weekday_close_hours, weekend_open_hours, weekend_close_hours, internal_notes, created_at, updated_at, version, (SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM row_counts WHERE organization_id = $1 AND resource = 'locations') FROM locations WHERE organization_id = $1;

-- update
UPDATE locations SET name = $4, address_line1 = $5, address_line2 = $6, city = $7, state = $8, postal_code = $9, latitude = $10, longitude = $11, is_geocoded = $12, email = $13, phone_number = $14, weekday_open_hours = $15, weekday_close_hours = $16, weekend_open_hours = $17, weekend_close_hours = $18, internal_notes = $19, updated_at = $20, version = $21 WHERE organization_id = $1 AND id = $2 AND version = $3;

-- update all
UPDATE locations SET name = $4, name_folded = $5, address_line1 = $6, address_line2 = $7, city = $8, city_folded = $9, state = $10, state_folded = $11, state_reversed = $12, postal_code = $13, country = $14, latitude = $15, longitude = $16, is_geocoded = $17, email = $18, phone_number = $19, weekday_open_hours = $20, weekday_close_hours = $21, weekend_open_hours = $22, weekend_close_hours = $23, internal_notes = $24, updated_at = $25, version = $26 WHERE organization_id = $1 AND id = $2 AND version = $3;

