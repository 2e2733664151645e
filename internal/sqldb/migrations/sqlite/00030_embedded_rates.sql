-- +goose Up
-- The rates of a load were rows of a table. They have no ids, nothing refers to them, and they are
-- always read and written together with their load. So they are a JSON array in its row now, such
-- as [["CUSTOMER",2450],["CARRIER",1800.5]], and a load takes no look-up and no insert for them.
-- The JSON functions write a REAL with 17 digits where it needs them, so each amount stays the
-- same double.
ALTER TABLE loads ADD COLUMN financial_rates TEXT NOT NULL DEFAULT '[]';

UPDATE loads SET financial_rates = r.rates
FROM (
    SELECT organization_id, load_id,
        json_group_array(json_array(rate_entity, amount) ORDER BY position) AS rates
    FROM load_rates GROUP BY organization_id, load_id
) AS r
WHERE loads.organization_id = r.organization_id AND loads.id = r.load_id;

DROP TABLE load_rates;

-- +goose Down
CREATE TABLE load_rates (
    organization_id INTEGER NOT NULL,
    load_id         TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    rate_entity     TEXT    NOT NULL,
    amount          REAL    NOT NULL,
    PRIMARY KEY (organization_id, load_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO load_rates (organization_id, load_id, position, rate_entity, amount)
SELECT l.organization_id, l.id, r.key, r.value ->> 0, CAST(r.value ->> 1 AS REAL)
FROM loads AS l, json_each(l.financial_rates) AS r;
ALTER TABLE loads DROP COLUMN financial_rates;
