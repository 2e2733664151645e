-- +goose NO TRANSACTION
-- +goose Up
-- No foreign key leads from a record to its organization, because the server would check it
-- for each row, which took a fourteenth of its time for a new customer. The commit that
-- inserts a record adds it to a count, and row_counts has the key: so a record of a missing
-- organization is refused, and so is the deletion of an organization that has, or had,
-- records. Each statement is a transaction of its own, so that no table is locked for long.
ALTER TABLE customers DROP CONSTRAINT IF EXISTS customers_organization_id_fkey;
ALTER TABLE carriers DROP CONSTRAINT IF EXISTS carriers_organization;
ALTER TABLE locations DROP CONSTRAINT IF EXISTS locations_organization;
ALTER TABLE loads DROP CONSTRAINT IF EXISTS loads_organization;

-- +goose Down
ALTER TABLE customers ADD CONSTRAINT customers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id);
ALTER TABLE carriers ADD CONSTRAINT carriers_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);
ALTER TABLE locations ADD CONSTRAINT locations_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);
ALTER TABLE loads ADD CONSTRAINT loads_organization FOREIGN KEY (organization_id) REFERENCES organizations (id);
