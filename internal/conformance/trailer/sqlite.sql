-- An empty line ends a statement.
CREATE TABLE trailers (
    row                   INTEGER PRIMARY KEY,
    organization_id       INTEGER NOT NULL REFERENCES organizations (id),
    id                    TEXT    NOT NULL,
    external_reference_id TEXT    NOT NULL CHECK (length(external_reference_id) BETWEEN 1 AND 255),
    name                  TEXT    CHECK (length(name) BETWEEN 1 AND 255),
    name_folded           TEXT,
    is_active             INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    is_leased             INTEGER NOT NULL CHECK (is_leased IN (0, 1)),
    plate                 TEXT    CHECK (length(plate) <= 20),
    notes                 TEXT    CHECK (length(notes) <= 2000),
    created_at            INTEGER NOT NULL,
    updated_at            INTEGER NOT NULL CHECK (updated_at >= created_at),
    version               INTEGER NOT NULL CHECK (version >= 1),
    UNIQUE (organization_id, id)
) STRICT;

CREATE UNIQUE INDEX trailers_by_reference ON trailers (organization_id, external_reference_id);

CREATE INDEX trailers_by_name ON trailers (organization_id, name_folded, id);

CREATE INDEX trailers_by_updated_at ON trailers (organization_id, updated_at, id);

CREATE INDEX trailers_by_filters ON trailers (organization_id, is_active, is_leased, plate, id);

CREATE VIRTUAL TABLE trailers_text USING fts5 (
    name_folded, content = '', columnsize = 0, tokenize = 'trigram case_sensitive 1'
);

INSERT INTO trailers_text (trailers_text, rank) VALUES ('automerge', 8), ('crisismerge', 32), ('usermerge', 2);

CREATE TABLE trailers_text_stale (
    row             INTEGER PRIMARY KEY,
    organization_id INTEGER NOT NULL,
    name_folded     TEXT
) STRICT;

CREATE TRIGGER trailers_text_follows AFTER UPDATE OF stale_end ON text_indexes WHEN new.table_name = 'trailers' BEGIN
    INSERT INTO trailers_text (trailers_text, rowid, name_folded)
        SELECT command, number, text FROM (
            SELECT 'delete' AS command, organization_id << 40 | row AS number, name_folded AS text, 0 AS turn
            FROM trailers_text_stale WHERE row <= new.stale_end
            UNION ALL
            SELECT 'delete', organization_id << 40 | row, name_folded, 0
            FROM trailers_text_stale WHERE row > max(old.end_row, new.stale_end) AND row <= new.end_row
            UNION ALL
            SELECT NULL, t.organization_id << 40 | t.row, t.name_folded, 1
            FROM trailers_text_stale s CROSS JOIN trailers t ON t.row = s.row
            WHERE s.row <= min(new.stale_end, old.end_row, new.end_row)
            UNION ALL
            SELECT NULL, organization_id << 40 | row, name_folded, 1
            FROM trailers WHERE row > old.end_row AND row <= new.end_row)
        ORDER BY number, turn;
    DELETE FROM trailers_text_stale WHERE row <= new.stale_end;
    DELETE FROM trailers_text_stale WHERE row > old.end_row AND row <= new.end_row;
END;

CREATE TRIGGER trailers_text_of_changed AFTER UPDATE OF name_folded ON trailers
    WHEN old.name_folded IS NOT new.name_folded
        AND old.row <= (SELECT end_row FROM text_indexes WHERE table_name = 'trailers') BEGIN
    INSERT INTO trailers_text_stale (row, organization_id, name_folded)
        VALUES (old.row, old.organization_id, old.name_folded) ON CONFLICT (row) DO NOTHING;
END;

CREATE TRIGGER trailers_text_of_deleted AFTER DELETE ON trailers
    WHEN old.row <= (SELECT end_row FROM text_indexes WHERE table_name = 'trailers') BEGIN
    INSERT INTO trailers_text_stale (row, organization_id, name_folded)
        VALUES (old.row, old.organization_id, old.name_folded) ON CONFLICT (row) DO NOTHING;
    UPDATE text_indexes SET end_row = (SELECT coalesce(max(row), 0) FROM trailers)
        WHERE table_name = 'trailers' AND end_row > (SELECT coalesce(max(row), 0) FROM trailers);
END;

INSERT INTO text_indexes (table_name, column_name, end_row) VALUES ('trailers', 'name_folded', 0);
