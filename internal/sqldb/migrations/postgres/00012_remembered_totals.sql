-- +goose Up
-- A server remembers the totals of lists. A total is still right if the counts of the
-- rows are as they were: the number of rows, and in each slot two random numbers that
-- tell one transaction from another. last_write is of the last transaction that wrote
-- the count, last_change of the last that updated or deleted rows.
ALTER TABLE row_counts ADD COLUMN last_write BIGINT NOT NULL DEFAULT 0;
ALTER TABLE row_counts ADD COLUMN last_change BIGINT NOT NULL DEFAULT 0;

-- Servers of the previous version may still write to a database that has rows. They do
-- not set last_change, so a trigger does. Servers of this version set it themselves,
-- and tell the trigger by a setting of their connections. The slots of the trigger are
-- its own. A later migration drops the trigger. Tables that Citus distributes take no
-- triggers; totals are not remembered there.
-- +goose StatementBegin
CREATE FUNCTION set_last_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO row_counts (organization_id, resource, slot, row_count, last_change)
        VALUES (OLD.organization_id, TG_TABLE_NAME, 64 + pg_backend_pid() % 64, 0, (random() * 281474976710655)::bigint)
        ON CONFLICT (organization_id, resource, slot) DO UPDATE SET last_change = EXCLUDED.last_change;
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
DO $$
DECLARE
    resource text;
BEGIN
    IF EXISTS (SELECT FROM organizations) AND to_regclass('pg_catalog.pg_dist_partition') IS NULL THEN
        FOREACH resource IN ARRAY ARRAY['customers', 'carriers', 'locations', 'loads'] LOOP
            EXECUTE format('CREATE TRIGGER set_last_change AFTER UPDATE OR DELETE ON %I FOR EACH ROW
                WHEN (current_setting(''waybill.sets_last_change'', true) IS DISTINCT FROM ''yes'')
                EXECUTE FUNCTION set_last_change()', resource);
        END LOOP;
    END IF;
END $$;
-- +goose StatementEnd

-- +goose Down
DROP FUNCTION set_last_change() CASCADE;
ALTER TABLE row_counts DROP COLUMN last_change;
ALTER TABLE row_counts DROP COLUMN last_write;
