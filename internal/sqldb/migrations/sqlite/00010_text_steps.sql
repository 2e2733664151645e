-- +goose Up
-- A text index follows by steps of a bounded cost: a step takes the stale rows up
-- to stale_end, and the rows that it does not have yet up to end_row.
ALTER TABLE text_indexes ADD COLUMN stale_end INTEGER NOT NULL DEFAULT 0;

DROP TRIGGER customers_text_follows;
DROP TRIGGER customers_text_of_changed;
DROP TRIGGER customers_text_of_deleted;

-- A step sets stale_end, and end_row with it; a deletion lowers end_row alone. The
-- entries of a step are in the order of the index, so that they become one segment.
-- The old text of a row is taken away before its new text is added.
-- +goose StatementBegin
CREATE TRIGGER customers_text_follows AFTER UPDATE OF stale_end ON text_indexes WHEN new.table_name = 'customers' BEGIN
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
-- SQLite gives the number of the last row again once that row is deleted, and the
-- numbers of the gaps before it. The index must not end behind the last row, or it
-- would miss the rows that get those numbers.
-- +goose StatementBegin
CREATE TRIGGER customers_text_of_deleted AFTER DELETE ON customers
    WHEN old.row <= (SELECT end_row FROM text_indexes WHERE table_name = 'customers') BEGIN
    INSERT INTO customers_text_stale (row, organization_id, name_folded)
        VALUES (old.row, old.organization_id, old.name_folded) ON CONFLICT (row) DO NOTHING;
    UPDATE text_indexes SET end_row = (SELECT coalesce(max(row), 0) FROM customers)
        WHERE table_name = 'customers' AND end_row > (SELECT coalesce(max(row), 0) FROM customers);
END;
-- +goose StatementEnd
UPDATE text_indexes SET end_row = min(end_row, (SELECT coalesce(max(row), 0) FROM customers));

-- +goose Down
DROP TRIGGER customers_text_of_deleted;
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
-- +goose StatementBegin
CREATE TRIGGER customers_text_of_deleted AFTER DELETE ON customers
    WHEN old.row <= (SELECT end_row FROM text_indexes WHERE table_name = 'customers') BEGIN
    INSERT INTO customers_text_stale (row, organization_id, name_folded)
        VALUES (old.row, old.organization_id, old.name_folded) ON CONFLICT (row) DO NOTHING;
END;
-- +goose StatementEnd
