-- +goose Up
-- The number of loads that are picked up in a week, by status and equipment, which the server
-- keeps with each change of a load, and bounds of their ids and times of change. A week is
-- named by its first microsecond, and begins with a Thursday at 0:00 UTC, as 1970 does. The
-- bounds are not narrowed when a load leaves the row.
CREATE TABLE load_weeks (
    organization_id  BIGINT NOT NULL,
    week             BIGINT NOT NULL,
    status           TEXT COLLATE "C" NOT NULL,
    equipment_type   TEXT COLLATE "C" NOT NULL,
    slot             INTEGER NOT NULL,
    records          BIGINT NOT NULL,
    first_id         TEXT COLLATE "C" NOT NULL,
    last_id          TEXT COLLATE "C" NOT NULL,
    first_updated_at BIGINT NOT NULL,
    last_updated_at  BIGINT NOT NULL
) WITH (fillfactor = 50);
ALTER TABLE load_weeks ADD CONSTRAINT load_weeks_pkey PRIMARY KEY (organization_id, week, status, equipment_type, slot);
ALTER TABLE load_weeks ADD CONSTRAINT load_weeks_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);

-- Servers of the previous version may still change loads of a database that has rows. They
-- do not keep these counts, so a trigger does. The write transactions of this version have
-- the isolation level READ UNCOMMITTED, which PostgreSQL treats as READ COMMITTED, and which
-- tells the trigger that they keep the counts themselves. The slots of the trigger are its
-- own. A later migration drops the trigger. Tables that Citus distributes take no triggers.
-- +goose StatementBegin
CREATE FUNCTION add_to_load_weeks(l loads, added bigint, own_slot integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO load_weeks AS w
    VALUES (l.organization_id, l.pickup_at - ((l.pickup_at % 604800000000) + 604800000000) % 604800000000, l.status, l.equipment_type, own_slot,
        added, l.id, l.id, l.updated_at, l.updated_at)
    ON CONFLICT (organization_id, week, status, equipment_type, slot) DO UPDATE SET records = w.records + EXCLUDED.records,
        first_id = least(w.first_id, EXCLUDED.first_id), last_id = greatest(w.last_id, EXCLUDED.last_id),
        first_updated_at = least(w.first_updated_at, EXCLUDED.first_updated_at), last_updated_at = greatest(w.last_updated_at, EXCLUDED.last_updated_at);
$$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION keep_load_weeks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM add_to_load_weeks(OLD, -1, 64 + pg_backend_pid() % 64);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM add_to_load_weeks(NEW, 1, 64 + pg_backend_pid() % 64);
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd

-- From here on no load changes until the counts are there.
LOCK TABLE loads IN SHARE ROW EXCLUSIVE MODE;
-- +goose StatementBegin
DO $$
BEGIN
    IF EXISTS (SELECT FROM organizations) AND to_regclass('pg_catalog.pg_dist_partition') IS NULL THEN
        CREATE TRIGGER keep_load_weeks AFTER INSERT OR UPDATE OR DELETE ON loads FOR EACH ROW
            WHEN (current_setting('transaction_isolation') <> 'read uncommitted') EXECUTE FUNCTION keep_load_weeks();
    END IF;
END $$;
-- +goose StatementEnd

INSERT INTO load_weeks
SELECT organization_id, pickup_at - ((pickup_at % 604800000000) + 604800000000) % 604800000000, status, equipment_type, 0,
    count(*), min(id), max(id), min(updated_at), max(updated_at)
FROM loads
GROUP BY 1, 2, 3, 4;

-- +goose Down
DROP TRIGGER IF EXISTS keep_load_weeks ON loads;
DROP FUNCTION keep_load_weeks();
DROP FUNCTION add_to_load_weeks(loads, bigint, integer);
DROP TABLE load_weeks;
