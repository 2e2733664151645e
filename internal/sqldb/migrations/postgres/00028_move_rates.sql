-- +goose NO TRANSACTION
-- +goose Up
-- Moves the rates of the loads from their table into the column, a thousand loads at a time, while
-- servers of the previous version go on. It can be repeated. Each thousand is locked before their
-- rates are read, so no change is lost. The isolation level tells the triggers of sums and counts
-- that these stay as they are.
-- +goose StatementBegin
DO $$
DECLARE
    organization bigint;
    after text;
    last text;
BEGIN
    IF to_regclass('load_rates') IS NULL THEN
        RETURN;
    END IF;
    FOR organization IN SELECT id FROM organizations LOOP
        after := '';
        LOOP
            COMMIT;
            SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED;
            SET LOCAL extra_float_digits = 1;
            SET LOCAL waybill.moves_rates = 'yes';
            SELECT max(id) INTO last FROM (
                SELECT id FROM loads WHERE organization_id = organization AND id > after ORDER BY id LIMIT 1000
            ) AS next;
            EXIT WHEN last IS NULL;
            BEGIN
                PERFORM FROM loads WHERE organization_id = organization AND id > after AND id <= last ORDER BY id FOR UPDATE;
                UPDATE loads SET financial_rates = r.rates
                FROM (
                    SELECT load_id, json_agg(json_build_array(rate_entity, amount) ORDER BY position)::text AS rates
                    FROM load_rates WHERE organization_id = organization AND load_id > after AND load_id <= last GROUP BY load_id
                ) AS r
                WHERE loads.organization_id = organization AND loads.id = r.load_id;
                after := last;
            EXCEPTION WHEN deadlock_detected THEN
                NULL; -- the same thousand again
            END;
        END LOOP;
    END LOOP;
END $$;
-- +goose StatementEnd

-- +goose Down
