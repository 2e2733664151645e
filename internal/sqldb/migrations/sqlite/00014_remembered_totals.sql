-- +goose Up
-- A server remembers the totals of lists. A total is still right if the count of the
-- rows is as it was: the number of rows, and two random numbers that tell one
-- transaction from another. last_write is of the last transaction that wrote the
-- count, last_change of the last that updated or deleted rows.
ALTER TABLE row_counts ADD COLUMN last_write INTEGER NOT NULL DEFAULT 0;
ALTER TABLE row_counts ADD COLUMN last_change INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE row_counts DROP COLUMN last_change;
ALTER TABLE row_counts DROP COLUMN last_write;
