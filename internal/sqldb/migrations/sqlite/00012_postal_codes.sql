-- +goose Up
-- Postal codes that were imported, for all organizations. postal_code has only the
-- letters and digits of the code, in upper case. imported_at grows with every import
-- of a country, which removes the codes of the imports before.
CREATE TABLE postal_codes (
    country     TEXT    NOT NULL,
    postal_code TEXT    NOT NULL,
    latitude    REAL    NOT NULL,
    longitude   REAL    NOT NULL,
    imported_at INTEGER NOT NULL,
    PRIMARY KEY (country, postal_code)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE postal_codes;
