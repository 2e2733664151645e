-- +goose NO TRANSACTION
-- +goose Up
-- An index is built beside the writers, so a build that was interrupted leaves
-- one that is of no use.
DROP INDEX CONCURRENTLY IF EXISTS customers_by_filters;
-- For both filters: one by the type alone asks for either value of is_active.
CREATE INDEX CONCURRENTLY customers_by_filters ON customers (organization_id, is_active, customer_type, id);

-- The columns that a text index is for. Whether there can be one depends on the
-- server, so each start sees to it.
CREATE TABLE IF NOT EXISTS text_indexes (
    table_name  TEXT COLLATE "C" PRIMARY KEY,
    column_name TEXT COLLATE "C" NOT NULL
);
INSERT INTO text_indexes (table_name, column_name) VALUES ('customers', 'name_folded') ON CONFLICT DO NOTHING;

-- +goose Down
DROP INDEX IF EXISTS customers_text;
DROP TABLE text_indexes;
DROP INDEX customers_by_filters;
