-- +goose Up
-- Steps are merged by eight while rows are written, and by two while none are:
-- a search looks in each segment that there is.
INSERT INTO customers_text (customers_text, rank) VALUES ('usermerge', 2);

-- +goose Down
INSERT INTO customers_text (customers_text, rank) VALUES ('usermerge', 4);
