-- +goose Up
CREATE TABLE customers (
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

-- There is no index by created_at: ids begin with it, so their order is the same.
CREATE UNIQUE INDEX customers_by_reference ON customers (organization_id, external_reference_id);
CREATE INDEX customers_by_name ON customers (organization_id, name_folded, id);
CREATE INDEX customers_by_updated_at ON customers (organization_id, updated_at, id);

-- +goose Down
DROP TABLE customers;
DELETE FROM row_counts WHERE resource = 'customers';
