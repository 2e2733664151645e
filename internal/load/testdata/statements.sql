-- count
SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM row_counts WHERE organization_id = $1 AND resource = 'loads';

-- create
INSERT INTO loads (organization_id, id, external_reference_id, status, equipment_type, transport_mode, description, customer_id, carrier_id, weight, weight_uom, total_distance, max_buy_rate, financial_rates, sales_rep_name, sales_rep_email, sales_rep_external_reference_id, dispatcher_rep_name, dispatcher_rep_email, dispatcher_rep_external_reference_id, assigned_dispatcher, actual_dispatcher, operation_user, account_manager, pickup_at, delivery_at, origin_state, origin_area, destination_state, destination_area, carrier_rate, created_at, updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34) ON CONFLICT (organization_id, external_reference_id) DO NOTHING;

-- delete
DELETE FROM loads WHERE organization_id = $1 AND id = $2 AND version = $3;

-- get by id
SELECT id, external_reference_id, status, equipment_type, transport_mode, description, customer_id, carrier_id, weight, weight_uom, total_distance, max_buy_rate, financial_rates, sales_rep_name, sales_rep_email, sales_rep_external_reference_id, dispatcher_rep_name, dispatcher_rep_email, dispatcher_rep_external_reference_id, assigned_dispatcher, actual_dispatcher, operation_user, account_manager, pickup_at, delivery_at, origin_state, origin_area, destination_state, destination_area, carrier_rate, created_at, updated_at, version FROM loads WHERE organization_id = $1 AND id = $2;

-- get by reference
SELECT id, external_reference_id, status, equipment_type, transport_mode, description, customer_id, carrier_id, weight, weight_uom, total_distance, max_buy_rate, financial_rates, sales_rep_name, sales_rep_email, sales_rep_external_reference_id, dispatcher_rep_name, dispatcher_rep_email, dispatcher_rep_external_reference_id, assigned_dispatcher, actual_dispatcher, operation_user, account_manager, pickup_at, delivery_at, origin_state, origin_area, destination_state, destination_area, carrier_rate, created_at, updated_at, version FROM loads WHERE organization_id = $1 AND external_reference_id = $2;

-- get load_stops
SELECT c.load_id, c.id, c.stop_number, c.stop_type, c.location_id, c.early_arrival, c.late_arrival, l0.external_reference_id, l0.name FROM load_stops c LEFT JOIN locations l0 ON l0.organization_id = c.organization_id AND l0.id = c.location_id WHERE c.organization_id = $1 AND c.load_id = (SELECT id FROM loads WHERE organization_id = $1 AND external_reference_id = $2) ORDER BY c.load_id, c.position;

-- get with parts
SELECT c.id, c.external_reference_id, c.status, c.equipment_type, c.transport_mode, c.description, c.customer_id, c.carrier_id, c.weight, c.weight_uom, c.total_distance, c.max_buy_rate, c.financial_rates, c.sales_rep_name, c.sales_rep_email, c.sales_rep_external_reference_id, c.dispatcher_rep_name, c.dispatcher_rep_email, c.dispatcher_rep_external_reference_id, c.assigned_dispatcher, c.actual_dispatcher, c.operation_user, c.account_manager, c.created_at, c.updated_at, c.version, l0.external_reference_id, l0.name, l1.external_reference_id, l1.name FROM loads c LEFT JOIN customers l0 ON l0.organization_id = c.organization_id AND l0.id = c.customer_id LEFT JOIN carriers l1 ON l1.organization_id = c.organization_id AND l1.id = c.carrier_id WHERE c.organization_id = $1 AND c.external_reference_id = $2;

-- list
SELECT id, external_reference_id, status, equipment_type, transport_mode, description, customer_id, carrier_id, weight, weight_uom, total_distance, max_buy_rate, financial_rates, sales_rep_name, sales_rep_email, sales_rep_external_reference_id, dispatcher_rep_name, dispatcher_rep_email, dispatcher_rep_external_reference_id, assigned_dispatcher, actual_dispatcher, operation_user, account_manager, created_at, updated_at, version, (SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM row_counts WHERE organization_id = $1 AND resource = 'loads') FROM loads WHERE organization_id = $1;

-- update
UPDATE loads SET transport_mode = $4, description = $5, weight = $6, weight_uom = $7, total_distance = $8, max_buy_rate = $9, financial_rates = $10, sales_rep_name = $11, sales_rep_email = $12, sales_rep_external_reference_id = $13, dispatcher_rep_name = $14, dispatcher_rep_email = $15, dispatcher_rep_external_reference_id = $16, assigned_dispatcher = $17, actual_dispatcher = $18, operation_user = $19, account_manager = $20, carrier_rate = $21, updated_at = $22, version = $23 WHERE organization_id = $1 AND id = $2 AND version = $3;

-- update all
UPDATE loads SET status = $4, equipment_type = $5, transport_mode = $6, description = $7, customer_id = $8, carrier_id = $9, weight = $10, weight_uom = $11, total_distance = $12, max_buy_rate = $13, financial_rates = $14, sales_rep_name = $15, sales_rep_email = $16, sales_rep_external_reference_id = $17, dispatcher_rep_name = $18, dispatcher_rep_email = $19, dispatcher_rep_external_reference_id = $20, assigned_dispatcher = $21, actual_dispatcher = $22, operation_user = $23, account_manager = $24, pickup_at = $25, delivery_at = $26, origin_state = $27, origin_area = $28, destination_state = $29, destination_area = $30, carrier_rate = $31, updated_at = $32, version = $33 WHERE organization_id = $1 AND id = $2 AND version = $3;

