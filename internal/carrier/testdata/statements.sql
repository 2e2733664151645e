-- count
SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM row_counts WHERE organization_id = $1 AND resource = 'carriers';

-- create
INSERT INTO carriers (organization_id, id, external_reference_id, name, name_folded, mc_number, dot_number, phone_number, email, created_at, updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (organization_id, external_reference_id) DO NOTHING;

-- delete
DELETE FROM carriers WHERE organization_id = $1 AND id = $2 AND version = $3;

-- get by id
SELECT id, external_reference_id, name, mc_number, dot_number, phone_number, email, created_at, updated_at, version FROM carriers WHERE organization_id = $1 AND id = $2;

-- get by reference
SELECT id, external_reference_id, name, mc_number, dot_number, phone_number, email, created_at, updated_at, version FROM carriers WHERE organization_id = $1 AND external_reference_id = $2;

-- get carrier_contacts
SELECT c.carrier_id, c.id, c.first_name, c.last_name, c.primary_email, c.primary_phone, c.is_primary_contact FROM carrier_contacts c WHERE c.organization_id = $1 AND c.carrier_id = (SELECT id FROM carriers WHERE organization_id = $1 AND external_reference_id = $2) ORDER BY c.carrier_id, c.position;

-- get with parts
SELECT c.id, c.external_reference_id, c.name, c.mc_number, c.dot_number, c.phone_number, c.email, c.created_at, c.updated_at, c.version FROM carriers c WHERE c.organization_id = $1 AND c.external_reference_id = $2;

-- list
SELECT id, external_reference_id, name, mc_number, dot_number, phone_number, email, created_at, updated_at, version, (SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM row_counts WHERE organization_id = $1 AND resource = 'carriers') FROM carriers WHERE organization_id = $1;

-- update
UPDATE carriers SET name = $4, phone_number = $5, email = $6, updated_at = $7, version = $8 WHERE organization_id = $1 AND id = $2 AND version = $3;

-- update all
UPDATE carriers SET name = $4, name_folded = $5, mc_number = $6, dot_number = $7, phone_number = $8, email = $9, updated_at = $10, version = $11 WHERE organization_id = $1 AND id = $2 AND version = $3;

