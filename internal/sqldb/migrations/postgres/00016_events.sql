-- +goose Up
-- The events of each organization, which the commit of the change writes. seq counts from 1
-- without a gap, in the order of the commits. The type of an event is resource and action,
-- with a dot between them. changed are the names of the fields that changed, with commas
-- between them. key_id is the API key of the request and actor the user of the system on
-- the command line; '' is neither. data is the record as JSON. No foreign key leads to the
-- organization, because the server would check it for each row; the head has the key.
CREATE TABLE events (
    organization_id BIGINT NOT NULL,
    seq             BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    resource        TEXT COLLATE "C" NOT NULL,
    action          TEXT COLLATE "C" NOT NULL,
    record_id       TEXT COLLATE "C" NOT NULL,
    reference       TEXT COLLATE "C" NOT NULL,
    version         BIGINT NOT NULL,
    changed         TEXT COLLATE "C" NOT NULL,
    key_id          TEXT COLLATE "C" NOT NULL,
    actor           TEXT COLLATE "C" NOT NULL,
    request_id      TEXT COLLATE "C" NOT NULL,
    data            TEXT COLLATE "C" NOT NULL
);
ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY (organization_id, seq);

CREATE INDEX events_by_reference ON events (organization_id, resource, reference, seq);

-- The number of the last event of each organization, and the number up to which old
-- events were removed. Each commit changes the row of its organization: free space keeps
-- the new versions of a row on its page.
CREATE TABLE event_heads (
    organization_id BIGINT NOT NULL,
    seq             BIGINT NOT NULL,
    removed         BIGINT NOT NULL
) WITH (fillfactor = 10);
ALTER TABLE event_heads ADD CONSTRAINT event_heads_pkey PRIMARY KEY (organization_id);
ALTER TABLE event_heads ADD CONSTRAINT event_heads_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);

-- +goose Down
DROP TABLE event_heads;
DROP TABLE events;
