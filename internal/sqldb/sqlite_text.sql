-- The text index of {column} of {table}.
-- The organization stands in the upper bits of a number in the index, so its
-- entries are adjacent. A row without text has no entry.
CREATE VIRTUAL TABLE {table}_text USING fts5 (
    {column}, content = '', columnsize = 0, tokenize = 'trigram case_sensitive 1'
);

-- Segments are merged by eight while rows are written, and by two while none are.
INSERT INTO {table}_text ({table}_text, rank) VALUES ('automerge', 8), ('crisismerge', 32), ('usermerge', 2);

-- The text that the index still has of rows that were changed or deleted since.
CREATE TABLE {table}_text_stale (
    row             INTEGER PRIMARY KEY,
    organization_id INTEGER NOT NULL,
    {column}        TEXT
) STRICT;

-- A step sets stale_end, and end_row with it; a deletion lowers end_row alone. The
-- entries of a step are in the order of the index, so that they become one segment.
-- The old text of a row is removed before its new text is added.
CREATE TRIGGER {table}_text_follows AFTER UPDATE OF stale_end ON text_indexes WHEN new.table_name = '{table}' BEGIN
    INSERT INTO {table}_text ({table}_text, rowid, {column})
        SELECT command, number, text FROM (
            SELECT 'delete' AS command, organization_id << 40 | row AS number, {column} AS text, 0 AS turn
            FROM {table}_text_stale WHERE row <= new.stale_end
            UNION ALL
            SELECT 'delete', organization_id << 40 | row, {column}, 0
            FROM {table}_text_stale WHERE row > max(old.end_row, new.stale_end) AND row <= new.end_row
            UNION ALL
            SELECT NULL, r.organization_id << 40 | r.row, r.{column}, 1
            FROM {table}_text_stale s CROSS JOIN {table} r ON r.row = s.row
            WHERE s.row <= min(new.stale_end, old.end_row, new.end_row)
            UNION ALL
            SELECT NULL, organization_id << 40 | row, {column}, 1
            FROM {table} WHERE row > old.end_row AND row <= new.end_row)
        WHERE text IS NOT NULL
        ORDER BY number, turn;
    DELETE FROM {table}_text_stale WHERE row <= new.stale_end;
    DELETE FROM {table}_text_stale WHERE row > old.end_row AND row <= new.end_row;
END;

CREATE TRIGGER {table}_text_of_changed AFTER UPDATE OF {column} ON {table}
    WHEN old.{column} IS NOT new.{column}
        AND old.row <= (SELECT end_row FROM text_indexes WHERE table_name = '{table}') BEGIN
    INSERT INTO {table}_text_stale (row, organization_id, {column})
        VALUES (old.row, old.organization_id, old.{column}) ON CONFLICT (row) DO NOTHING;
END;

-- SQLite gives the number of the last row again once that row is deleted, and the
-- numbers of the gaps before it. The index must not end behind the last row, or it
-- would miss the rows that get those numbers.
CREATE TRIGGER {table}_text_of_deleted AFTER DELETE ON {table}
    WHEN old.row <= (SELECT end_row FROM text_indexes WHERE table_name = '{table}') BEGIN
    INSERT INTO {table}_text_stale (row, organization_id, {column})
        VALUES (old.row, old.organization_id, old.{column}) ON CONFLICT (row) DO NOTHING;
    UPDATE text_indexes SET end_row = (SELECT coalesce(max(row), 0) FROM {table})
        WHERE table_name = '{table}' AND end_row > (SELECT coalesce(max(row), 0) FROM {table});
END;
