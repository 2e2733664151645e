-- +goose Up
-- The organizations that are replicas of an organization of another server. source is the
-- address of the server. cursor is the number of the last event there that the records have,
-- and mark tells that event from another of the same number; '' if it was not read. Up to the
-- event settled, events may be of records that the first reading of the records missed. While
-- the records are read, resource is the resource that is being read and after_id the last id;
-- otherwise both are ''.
CREATE TABLE replicas (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    source          TEXT    NOT NULL,
    cursor          INTEGER NOT NULL,
    mark            TEXT    NOT NULL,
    settled         INTEGER NOT NULL,
    resource        TEXT    NOT NULL,
    after_id        TEXT    NOT NULL,
    PRIMARY KEY (organization_id)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE replicas;
