-- +goose Up
-- Changes of contacts that wait until another key confirms them. reference is the external
-- reference of the record, and version the one that the change is based on. fields and contacts
-- are names, with commas between them. before and after are JSON objects. key_id, actor and
-- request_id say who asked, decided_key and decided_actor who decided. Times are microseconds; 0
-- is none.
CREATE TABLE held_changes (
    organization_id BIGINT NOT NULL,
    id              TEXT COLLATE "C" NOT NULL,
    status          TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT NOT NULL,
    expires_at      BIGINT NOT NULL,
    decided_at      BIGINT NOT NULL,
    resource        TEXT COLLATE "C" NOT NULL,
    record_id       TEXT COLLATE "C" NOT NULL,
    reference       TEXT COLLATE "C" NOT NULL,
    version         BIGINT NOT NULL,
    fields          TEXT COLLATE "C" NOT NULL,
    contacts        TEXT COLLATE "C" NOT NULL,
    before          TEXT COLLATE "C" NOT NULL,
    after           TEXT COLLATE "C" NOT NULL,
    key_id          TEXT COLLATE "C" NOT NULL,
    actor           TEXT COLLATE "C" NOT NULL,
    request_id      TEXT COLLATE "C" NOT NULL,
    decided_key     TEXT COLLATE "C" NOT NULL,
    decided_actor   TEXT COLLATE "C" NOT NULL
);
ALTER TABLE held_changes ADD CONSTRAINT held_changes_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE held_changes ADD CONSTRAINT held_changes_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);
CREATE INDEX held_changes_by_status ON held_changes (organization_id, status, id);
CREATE INDEX held_changes_by_record ON held_changes (organization_id, resource, reference);
CREATE INDEX held_changes_held ON held_changes (expires_at) WHERE status = 'held';
CREATE INDEX held_changes_decided ON held_changes (decided_at) WHERE status <> 'held';

-- When the contacts of a record were changed last. Rows are removed after a day.
CREATE TABLE contact_changes (
    organization_id BIGINT NOT NULL,
    resource        TEXT COLLATE "C" NOT NULL,
    record_id       TEXT COLLATE "C" NOT NULL,
    changed_at      BIGINT NOT NULL
);
ALTER TABLE contact_changes ADD CONSTRAINT contact_changes_pkey PRIMARY KEY (organization_id, resource, record_id);
ALTER TABLE contact_changes ADD CONSTRAINT contact_changes_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);
CREATE INDEX contact_changes_by_time ON contact_changes (changed_at);

-- +goose Down
DROP TABLE contact_changes;
DROP TABLE held_changes;
