-- +goose Up
-- The organizations that are replicas of an organization of another server. source is the
-- address of the server. cursor is the number of the last event there that the records have,
-- and mark tells that event from another of the same number; '' if it was not read. Up to the
-- event settled, events may be of records that the first reading of the records missed. While
-- the records are read, resource is the resource that is being read and after_id the last id;
-- otherwise both are ''.
CREATE TABLE replicas (
    organization_id BIGINT NOT NULL,
    source          TEXT COLLATE "C" NOT NULL,
    cursor          BIGINT NOT NULL,
    mark            TEXT COLLATE "C" NOT NULL,
    settled         BIGINT NOT NULL,
    resource        TEXT COLLATE "C" NOT NULL,
    after_id        TEXT COLLATE "C" NOT NULL
);
ALTER TABLE replicas ADD CONSTRAINT replicas_pkey PRIMARY KEY (organization_id);
ALTER TABLE replicas ADD CONSTRAINT replicas_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);

-- +goose Down
DROP TABLE replicas;
