-- +goose Up
-- A text index follows by steps of a bounded cost: a step takes the stale rows up
-- to stale_end, and the rows that it does not have yet up to end_row.
ALTER TABLE text_indexes ADD COLUMN stale_end INTEGER NOT NULL DEFAULT 0;

DROP TRIGGER customers_text_follows;
DROP TRIGGER customers_text_of_changed;

-- In the order of the index, so that a step is written to it as one segment. Of a
-- row the old text goes before the new text comes.
-- +goose StatementBegin
CREATE TRIGGER customers_text_follows AFTER UPDATE OF end_row ON text_indexes WHEN new.table_name = 'customers' BEGIN
    INSERT INTO customers_text (customers_text, rowid, name_folded)
        SELECT command, number, text FROM (
            SELECT 'delete' AS command, organization_id << 40 | row AS number, name_folded AS text, 0 AS turn
            FROM customers_text_stale WHERE row <= new.stale_end
            UNION ALL
            SELECT 'delete', organization_id << 40 | row, name_folded, 0
            FROM customers_text_stale WHERE row > max(old.end_row, new.stale_end) AND row <= new.end_row
            UNION ALL
            SELECT NULL, c.organization_id << 40 | c.row, c.name_folded, 1
            FROM customers_text_stale s CROSS JOIN customers c ON c.row = s.row
            WHERE s.row <= min(new.stale_end, old.end_row, new.end_row)
            UNION ALL
            SELECT NULL, organization_id << 40 | row, name_folded, 1
            FROM customers WHERE row > old.end_row AND row <= new.end_row)
        ORDER BY number, turn;
    DELETE FROM customers_text_stale WHERE row <= new.stale_end;
    DELETE FROM customers_text_stale WHERE row > old.end_row AND row <= new.end_row;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER customers_text_of_changed AFTER UPDATE OF name_folded ON customers
    WHEN old.name_folded IS NOT new.name_folded
        AND old.row <= (SELECT end_row FROM text_indexes WHERE table_name = 'customers') BEGIN
    INSERT INTO customers_text_stale (row, organization_id, name_folded)
        VALUES (old.row, old.organization_id, old.name_folded) ON CONFLICT (row) DO NOTHING;
END;
-- +goose StatementEnd
-- The number of the last row is given again once it is deleted, also when the
-- index is beyond it.
-- +goose StatementBegin
CREATE TRIGGER customers_text_of_reused AFTER INSERT ON customers
    WHEN new.row <= (SELECT end_row FROM text_indexes WHERE table_name = 'customers') BEGIN
    INSERT INTO customers_text_stale (row, organization_id, name_folded)
        VALUES (new.row, new.organization_id, '') ON CONFLICT (row) DO NOTHING;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER customers_text_of_reused;
DROP TRIGGER customers_text_of_changed;
DROP TRIGGER customers_text_follows;
ALTER TABLE text_indexes DROP COLUMN stale_end;
-- +goose StatementBegin
CREATE TRIGGER customers_text_follows AFTER UPDATE OF end_row ON text_indexes WHEN new.table_name = 'customers' BEGIN
    INSERT INTO customers_text (customers_text, rowid, name_folded)
        SELECT 'delete', organization_id << 40 | row, name_folded FROM customers_text_stale
        ORDER BY organization_id, row;
    INSERT INTO customers_text (rowid, name_folded)
        SELECT organization_id << 40 | row, name_folded FROM customers
        WHERE row > old.end_row AND row <= new.end_row
            OR row IN (SELECT row FROM customers_text_stale)
        ORDER BY organization_id, row;
    DELETE FROM customers_text_stale;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER customers_text_of_changed AFTER UPDATE OF name_folded ON customers
    WHEN old.name_folded <> new.name_folded
        AND old.row <= (SELECT end_row FROM text_indexes WHERE table_name = 'customers') BEGIN
    INSERT INTO customers_text_stale (row, organization_id, name_folded)
        VALUES (old.row, old.organization_id, old.name_folded) ON CONFLICT (row) DO NOTHING;
END;
-- +goose StatementEnd
