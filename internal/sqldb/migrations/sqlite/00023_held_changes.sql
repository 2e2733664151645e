-- +goose Up
-- Changes of contacts that wait until another key confirms them. reference is the external
-- reference of the record, and version the one that the change is based on. fields and contacts
-- are names, with commas between them. before and after are JSON objects. key_id, actor and
-- request_id say who asked, decided_key and decided_actor who decided. Times are microseconds; 0
-- is none.
CREATE TABLE held_changes (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    id              TEXT    NOT NULL,
    status          TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL,
    decided_at      INTEGER NOT NULL,
    resource        TEXT    NOT NULL,
    record_id       TEXT    NOT NULL,
    reference       TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    fields          TEXT    NOT NULL,
    contacts        TEXT    NOT NULL,
    before          TEXT    NOT NULL,
    after           TEXT    NOT NULL,
    key_id          TEXT    NOT NULL,
    actor           TEXT    NOT NULL,
    request_id      TEXT    NOT NULL,
    decided_key     TEXT    NOT NULL,
    decided_actor   TEXT    NOT NULL,
    PRIMARY KEY (organization_id, id)
) STRICT;
CREATE INDEX held_changes_by_status ON held_changes (organization_id, status, id);
CREATE INDEX held_changes_by_record ON held_changes (organization_id, resource, reference);
CREATE INDEX held_changes_held ON held_changes (expires_at) WHERE status = 'held';
CREATE INDEX held_changes_decided ON held_changes (decided_at) WHERE status <> 'held';

-- When the contacts of a record were changed last. Rows are removed after a day.
CREATE TABLE contact_changes (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    resource        TEXT    NOT NULL,
    record_id       TEXT    NOT NULL,
    changed_at      INTEGER NOT NULL,
    PRIMARY KEY (organization_id, resource, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_changes_by_time ON contact_changes (changed_at);

-- +goose Down
DROP TABLE contact_changes;
DROP TABLE held_changes;
