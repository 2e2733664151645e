-- +goose Up
-- Customers get a number, by which a text index can name them. It is this
-- database's own and means nothing elsewhere.
ALTER TABLE customers RENAME TO unnumbered_customers;
CREATE TABLE customers (
    row                   INTEGER PRIMARY KEY,
    organization_id       INTEGER NOT NULL REFERENCES organizations (id),
    id                    TEXT    NOT NULL,
    external_reference_id TEXT    NOT NULL CHECK (length(external_reference_id) BETWEEN 1 AND 255),
    name                  TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    name_folded           TEXT    NOT NULL,
    reference_number      TEXT    CHECK (length(reference_number) <= 100),
    domain                TEXT    CHECK (length(domain) <= 255),
    phone                 TEXT    CHECK (length(phone) <= 50),
    is_active             INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    customer_type         TEXT    CHECK (length(customer_type) <= 50),
    created_at            INTEGER NOT NULL,
    updated_at            INTEGER NOT NULL CHECK (updated_at >= created_at),
    version               INTEGER NOT NULL CHECK (version >= 1),
    UNIQUE (organization_id, id)
) STRICT;
INSERT INTO customers (organization_id, id, external_reference_id, name, name_folded, reference_number, domain,
        phone, is_active, customer_type, created_at, updated_at, version)
    SELECT organization_id, id, external_reference_id, name, name_folded, reference_number, domain,
        phone, is_active, customer_type, created_at, updated_at, version
    FROM unnumbered_customers ORDER BY id;
DROP TABLE unnumbered_customers;
CREATE UNIQUE INDEX customers_by_reference ON customers (organization_id, external_reference_id);
CREATE INDEX customers_by_name ON customers (organization_id, name_folded, id);
CREATE INDEX customers_by_updated_at ON customers (organization_id, updated_at, id);
-- For both filters: one by the type alone asks for either value of is_active.
CREATE INDEX customers_by_filters ON customers (organization_id, is_active, customer_type, id);

-- Each text index, and how far it goes: to write to it row by row would double
-- the cost of a row, so it follows in large steps, one for each change of
-- end_row. What it does not say yet is looked for in the rows themselves.
CREATE TABLE text_indexes (
    table_name  TEXT    PRIMARY KEY,
    column_name TEXT    NOT NULL,
    end_row     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The organization stands in the upper bits of a number in the index, so its
-- entries lie together.
CREATE VIRTUAL TABLE customers_text USING fts5 (
    name_folded, content = '', columnsize = 0, tokenize = 'trigram case_sensitive 1'
);
-- Steps are merged by eight, which is a quarter less work, and never all at
-- once, for which writes would have to wait.
INSERT INTO customers_text (customers_text, rank) VALUES ('automerge', 8), ('crisismerge', 32);

-- What the index still says of rows that were changed or deleted since.
CREATE TABLE customers_text_stale (
    row             INTEGER PRIMARY KEY,
    organization_id INTEGER NOT NULL,
    name_folded     TEXT    NOT NULL
) STRICT;

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

INSERT INTO text_indexes (table_name, column_name, end_row) VALUES ('customers', 'name_folded', 0);
UPDATE text_indexes SET end_row = (SELECT coalesce(max(row), 0) FROM customers);

-- +goose Down
DROP TABLE customers_text;
DROP TABLE text_indexes;
CREATE TABLE unnumbered_customers (
    organization_id       INTEGER NOT NULL REFERENCES organizations (id),
    id                    TEXT    NOT NULL,
    external_reference_id TEXT    NOT NULL CHECK (length(external_reference_id) BETWEEN 1 AND 255),
    name                  TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    name_folded           TEXT    NOT NULL,
    reference_number      TEXT    CHECK (length(reference_number) <= 100),
    domain                TEXT    CHECK (length(domain) <= 255),
    phone                 TEXT    CHECK (length(phone) <= 50),
    is_active             INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    customer_type         TEXT    CHECK (length(customer_type) <= 50),
    created_at            INTEGER NOT NULL,
    updated_at            INTEGER NOT NULL CHECK (updated_at >= created_at),
    version               INTEGER NOT NULL CHECK (version >= 1),
    PRIMARY KEY (organization_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO unnumbered_customers
    SELECT organization_id, id, external_reference_id, name, name_folded, reference_number, domain,
        phone, is_active, customer_type, created_at, updated_at, version
    FROM customers;
DROP TABLE customers;
DROP TABLE customers_text_stale;
ALTER TABLE unnumbered_customers RENAME TO customers;
CREATE UNIQUE INDEX customers_by_reference ON customers (organization_id, external_reference_id);
CREATE INDEX customers_by_name ON customers (organization_id, name_folded, id);
CREATE INDEX customers_by_updated_at ON customers (organization_id, updated_at, id);
