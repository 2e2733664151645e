-- +goose Up
-- Postal codes that were imported, for all organizations. postal_code has only the
-- letters and digits of the code, in upper case. imported_at grows with every import
-- of a country, which removes the codes of the imports before.
CREATE TABLE postal_codes (
    country     TEXT COLLATE "C" NOT NULL,
    postal_code TEXT COLLATE "C" NOT NULL,
    latitude    DOUBLE PRECISION NOT NULL,
    longitude   DOUBLE PRECISION NOT NULL,
    imported_at BIGINT           NOT NULL
);

ALTER TABLE postal_codes ADD CONSTRAINT postal_codes_pkey PRIMARY KEY (country, postal_code);

-- +goose Down
DROP TABLE postal_codes;
