-- +goose Up
-- The rates of a load were rows of a table. They have no ids, nothing refers to them, and they are
-- always read and written together with their load. So they are a JSON array in its row now, such
-- as [["CUSTOMER",2450],["CARRIER",1800.5]], and a load takes no look-up and no insert for them.
-- The next migration moves the rates that are there.
ALTER TABLE loads ADD COLUMN financial_rates TEXT COLLATE "C" NOT NULL DEFAULT '[]';

-- rates_of returns the rates of a load that the table has. Each amount stays the same double.
-- +goose StatementBegin
CREATE FUNCTION rates_of(organization bigint, load text) RETURNS text LANGUAGE sql STABLE SET extra_float_digits = 1 AS $$
    SELECT coalesce(json_agg(json_build_array(rate_entity, amount) ORDER BY position)::text, '[]')
    FROM load_rates WHERE organization_id = organization AND load_id = load;
$$;
-- +goose StatementEnd

-- Servers of the previous version may still use a database that has rows. They know only the table,
-- and servers of this version know only the column. Triggers keep both the same. A change by a
-- trigger runs no other trigger. A later migration drops the triggers and the table. Tables that
-- Citus distributes take no triggers.
-- +goose StatementBegin
CREATE FUNCTION keep_rates_column() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE loads SET financial_rates = rates_of(OLD.organization_id, OLD.load_id)
        WHERE organization_id = OLD.organization_id AND id = OLD.load_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE loads SET financial_rates = rates_of(NEW.organization_id, NEW.load_id)
        WHERE organization_id = NEW.organization_id AND id = NEW.load_id;
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION keep_rates_table() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM load_rates WHERE organization_id = OLD.organization_id AND load_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO load_rates (organization_id, load_id, position, rate_entity, amount)
        SELECT NEW.organization_id, NEW.id, r.number - 1, r.value ->> 0, (r.value ->> 1)::double precision
        FROM json_array_elements(NEW.financial_rates::json) WITH ORDINALITY AS r (value, number);
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM organizations) THEN
        DROP TABLE load_rates;
    ELSIF to_regclass('pg_catalog.pg_dist_partition') IS NULL THEN
        CREATE TRIGGER keep_rates_column AFTER INSERT OR UPDATE OR DELETE ON load_rates FOR EACH ROW
            WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION keep_rates_column();
        CREATE TRIGGER keep_rates_of_new_loads AFTER INSERT ON loads FOR EACH ROW
            WHEN (pg_trigger_depth() = 0 AND NEW.financial_rates <> '[]') EXECUTE FUNCTION keep_rates_table();
        CREATE TRIGGER keep_rates_of_changed_loads AFTER UPDATE OF organization_id, id, financial_rates ON loads FOR EACH ROW
            WHEN (pg_trigger_depth() = 0 AND current_setting('waybill.moves_rates', true) IS DISTINCT FROM 'yes'
                AND (OLD.organization_id, OLD.id, OLD.financial_rates) IS DISTINCT FROM (NEW.organization_id, NEW.id, NEW.financial_rates))
            EXECUTE FUNCTION keep_rates_table();
        CREATE TRIGGER keep_rates_of_deleted_loads AFTER DELETE ON loads FOR EACH ROW
            WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION keep_rates_table();
    END IF;
END $$;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER IF EXISTS keep_rates_of_new_loads ON loads;
DROP TRIGGER IF EXISTS keep_rates_of_changed_loads ON loads;
DROP TRIGGER IF EXISTS keep_rates_of_deleted_loads ON loads;
DROP TABLE IF EXISTS load_rates;
CREATE TABLE load_rates (
    organization_id BIGINT           NOT NULL,
    load_id         TEXT COLLATE "C" NOT NULL,
    position        INTEGER          NOT NULL,
    rate_entity     TEXT COLLATE "C" NOT NULL,
    amount          DOUBLE PRECISION NOT NULL
);
INSERT INTO load_rates (organization_id, load_id, position, rate_entity, amount)
SELECT l.organization_id, l.id, r.number - 1, r.value ->> 0, (r.value ->> 1)::double precision
FROM loads AS l, json_array_elements(l.financial_rates::json) WITH ORDINALITY AS r (value, number);
ALTER TABLE load_rates ADD CONSTRAINT load_rates_pkey PRIMARY KEY (organization_id, load_id, position);
DROP FUNCTION keep_rates_column();
DROP FUNCTION keep_rates_table();
DROP FUNCTION rates_of(bigint, text);
ALTER TABLE loads DROP COLUMN financial_rates;
