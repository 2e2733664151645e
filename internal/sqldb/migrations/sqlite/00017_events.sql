-- +goose Up
-- The events of each organization, which the commit of the change writes. seq counts from 1
-- without a gap, in the order of the commits. The type of an event is resource and action,
-- with a dot between them. changed are the names of the fields that changed, with commas
-- between them. key_id is the API key of the request and actor the user of the system on
-- the command line; '' is neither. data is the record as JSON. No foreign key leads to the
-- organization, because it would be checked for each row; the head has the key.
CREATE TABLE events (
    organization_id INTEGER NOT NULL,
    seq             INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    resource        TEXT    NOT NULL,
    action          TEXT    NOT NULL,
    record_id       TEXT    NOT NULL,
    reference       TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    changed         TEXT    NOT NULL,
    key_id          TEXT    NOT NULL,
    actor           TEXT    NOT NULL,
    request_id      TEXT    NOT NULL,
    data            TEXT    NOT NULL,
    PRIMARY KEY (organization_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX events_by_reference ON events (organization_id, resource, reference, seq);

-- The number of the last event of each organization, and the number up to which old
-- events were removed.
CREATE TABLE event_heads (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    seq             INTEGER NOT NULL,
    removed         INTEGER NOT NULL,
    PRIMARY KEY (organization_id)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE event_heads;
DROP TABLE events;
