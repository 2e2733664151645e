-- +goose NO TRANSACTION
-- +goose Up
-- The metadata of a record end with it, whoever deletes the record. Servers of the version
-- before metadata, which may still run, know nothing of them. The write transactions of
-- servers since the sums of lanes are DEFERRABLE, which tells the trigger that they delete
-- the metadata themselves. Each statement is a transaction of its own, so that no table is
-- locked for long. Tables that Citus distributes take no triggers.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION delete_metadata() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM metadata WHERE organization_id = OLD.organization_id AND resource = TG_TABLE_NAME::text AND record_id = OLD.id;
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
DO $$
BEGIN
    IF to_regclass('pg_catalog.pg_dist_partition') IS NULL THEN
        DROP TRIGGER IF EXISTS delete_metadata ON customers;
        CREATE TRIGGER delete_metadata AFTER DELETE ON customers FOR EACH ROW
            WHEN (current_setting('transaction_deferrable') = 'off') EXECUTE FUNCTION delete_metadata();
    END IF;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
DO $$
BEGIN
    IF to_regclass('pg_catalog.pg_dist_partition') IS NULL THEN
        DROP TRIGGER IF EXISTS delete_metadata ON carriers;
        CREATE TRIGGER delete_metadata AFTER DELETE ON carriers FOR EACH ROW
            WHEN (current_setting('transaction_deferrable') = 'off') EXECUTE FUNCTION delete_metadata();
    END IF;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
DO $$
BEGIN
    IF to_regclass('pg_catalog.pg_dist_partition') IS NULL THEN
        DROP TRIGGER IF EXISTS delete_metadata ON locations;
        CREATE TRIGGER delete_metadata AFTER DELETE ON locations FOR EACH ROW
            WHEN (current_setting('transaction_deferrable') = 'off') EXECUTE FUNCTION delete_metadata();
    END IF;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
DO $$
BEGIN
    IF to_regclass('pg_catalog.pg_dist_partition') IS NULL THEN
        DROP TRIGGER IF EXISTS delete_metadata ON loads;
        CREATE TRIGGER delete_metadata AFTER DELETE ON loads FOR EACH ROW
            WHEN (current_setting('transaction_deferrable') = 'off') EXECUTE FUNCTION delete_metadata();
    END IF;
END $$;
-- +goose StatementEnd

-- What such servers have left so far.
DELETE FROM metadata WHERE resource = 'customers'
    AND NOT EXISTS (SELECT 1 FROM customers AS r WHERE r.organization_id = metadata.organization_id AND r.id = metadata.record_id);
DELETE FROM metadata WHERE resource = 'carriers'
    AND NOT EXISTS (SELECT 1 FROM carriers AS r WHERE r.organization_id = metadata.organization_id AND r.id = metadata.record_id);
DELETE FROM metadata WHERE resource = 'locations'
    AND NOT EXISTS (SELECT 1 FROM locations AS r WHERE r.organization_id = metadata.organization_id AND r.id = metadata.record_id);
DELETE FROM metadata WHERE resource = 'loads'
    AND NOT EXISTS (SELECT 1 FROM loads AS r WHERE r.organization_id = metadata.organization_id AND r.id = metadata.record_id);

-- +goose Down
DROP TRIGGER IF EXISTS delete_metadata ON customers;
DROP TRIGGER IF EXISTS delete_metadata ON carriers;
DROP TRIGGER IF EXISTS delete_metadata ON locations;
DROP TRIGGER IF EXISTS delete_metadata ON loads;
DROP FUNCTION delete_metadata();
