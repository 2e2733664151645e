-- count
SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM row_counts WHERE organization_id = $1 AND resource = 'customers';

-- create
INSERT INTO customers (organization_id, id, external_reference_id, name, name_folded, reference_number, domain, phone, is_active, customer_type, created_at, updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (organization_id, external_reference_id) DO NOTHING;

-- delete
DELETE FROM customers WHERE organization_id = $1 AND id = $2 AND version = $3;

-- get by id
SELECT id, external_reference_id, name, reference_number, domain, phone, is_active, customer_type, created_at, updated_at, version FROM customers WHERE organization_id = $1 AND id = $2;

-- get by reference
SELECT id, external_reference_id, name, reference_number, domain, phone, is_active, customer_type, created_at, updated_at, version FROM customers WHERE organization_id = $1 AND external_reference_id = $2;

-- list
SELECT id, external_reference_id, name, reference_number, domain, phone, is_active, customer_type, created_at, updated_at, version, (SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM row_counts WHERE organization_id = $1 AND resource = 'customers') FROM customers WHERE organization_id = $1;

-- update
UPDATE customers SET name = $4, reference_number = $5, domain = $6, phone = $7, updated_at = $8, version = $9 WHERE organization_id = $1 AND id = $2 AND version = $3;

-- update all
UPDATE customers SET name = $4, name_folded = $5, reference_number = $6, domain = $7, phone = $8, is_active = $9, customer_type = $10, updated_at = $11, version = $12 WHERE organization_id = $1 AND id = $2 AND version = $3;

