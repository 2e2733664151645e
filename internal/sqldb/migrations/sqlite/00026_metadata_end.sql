-- +goose Up
-- The metadata of a record end with it, whoever deletes the record.
-- +goose StatementBegin
CREATE TRIGGER customers_delete_metadata AFTER DELETE ON customers BEGIN
    DELETE FROM metadata WHERE organization_id = old.organization_id AND resource = 'customers' AND record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER carriers_delete_metadata AFTER DELETE ON carriers BEGIN
    DELETE FROM metadata WHERE organization_id = old.organization_id AND resource = 'carriers' AND record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER locations_delete_metadata AFTER DELETE ON locations BEGIN
    DELETE FROM metadata WHERE organization_id = old.organization_id AND resource = 'locations' AND record_id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER loads_delete_metadata AFTER DELETE ON loads BEGIN
    DELETE FROM metadata WHERE organization_id = old.organization_id AND resource = 'loads' AND record_id = old.id;
END;
-- +goose StatementEnd

-- Servers of the version before metadata, which know nothing of them, have left metadata of
-- records that they deleted beside a newer server on PostgreSQL. A copy brought them here.
DELETE FROM metadata WHERE resource = 'customers'
    AND NOT EXISTS (SELECT 1 FROM customers AS r WHERE r.organization_id = metadata.organization_id AND r.id = metadata.record_id);
DELETE FROM metadata WHERE resource = 'carriers'
    AND NOT EXISTS (SELECT 1 FROM carriers AS r WHERE r.organization_id = metadata.organization_id AND r.id = metadata.record_id);
DELETE FROM metadata WHERE resource = 'locations'
    AND NOT EXISTS (SELECT 1 FROM locations AS r WHERE r.organization_id = metadata.organization_id AND r.id = metadata.record_id);
DELETE FROM metadata WHERE resource = 'loads'
    AND NOT EXISTS (SELECT 1 FROM loads AS r WHERE r.organization_id = metadata.organization_id AND r.id = metadata.record_id);

-- +goose Down
DROP TRIGGER customers_delete_metadata;
DROP TRIGGER carriers_delete_metadata;
DROP TRIGGER locations_delete_metadata;
DROP TRIGGER loads_delete_metadata;
