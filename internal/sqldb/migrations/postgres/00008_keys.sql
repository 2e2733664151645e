-- +goose Up
-- The key that a key was rotated to, and when a key was last used, to the minute.
ALTER TABLE api_keys ADD COLUMN replaced_by TEXT COLLATE "C";
ALTER TABLE api_keys ADD COLUMN last_used_at BIGINT;

-- When the deletion of an organization began, which removes its rows in steps.
ALTER TABLE organizations ADD COLUMN deleting_since BIGINT;

-- +goose Down
ALTER TABLE organizations DROP COLUMN deleting_since;
ALTER TABLE api_keys DROP COLUMN last_used_at;
ALTER TABLE api_keys DROP COLUMN replaced_by;
