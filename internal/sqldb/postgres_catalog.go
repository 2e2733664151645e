package sqldb

// postgresCatalog counts the rows of resources, whose tables have an
// external_reference_id, at the end of a copy. Then it also advances the sequences,
// which do not see ids that are copied, and analyzes the tables for the planner.
var postgresCatalog = catalog{
	columns: `SELECT t.relname::text, a.attname::text, a.atttypid = 'boolean'::regtype,
			coalesce(array_position(k.indkey::smallint[], a.attnum), -1)
		FROM pg_class t
		JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
		LEFT JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary
		WHERE t.relkind IN ('r', 'p') AND t.relnamespace = current_schema()::regnamespace
		ORDER BY t.relname, a.attnum`,
	references: `SELECT child.relname::text, parent.relname::text
		FROM pg_constraint c JOIN pg_class child ON child.oid = c.conrelid JOIN pg_class parent ON parent.oid = c.confrelid
		WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace`,
	rebuilds: `WITH ours AS (
			SELECT oid, relname FROM pg_class
			WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace AND relname !~ '^(goose_|unfinished_copy)'
		), hindrances AS (
			SELECT 1 AS rank, 'index ' || i.relname AS what, format('DROP INDEX %I', i.relname) AS drops,
				pg_get_indexdef(i.oid) AS makes
			FROM ours JOIN pg_index x ON x.indrelid = ours.oid JOIN pg_class i ON i.oid = x.indexrelid
			WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.oid)
		UNION ALL
			SELECT 2, 'counts of ' || relname, NULL,
				format('INSERT INTO row_counts (organization_id, resource, slot, row_count)
					SELECT organization_id, %1$L, 0, count(*) FROM %1$I GROUP BY organization_id', relname)
			FROM ours JOIN pg_attribute ON attrelid = ours.oid WHERE attname = 'external_reference_id'
		UNION ALL
			SELECT 3, 'sequence of ' || relname, NULL,
				format('SELECT setval(pg_get_serial_sequence(%1$L, %2$L), max(%2$I)) FROM %1$I', relname, attname)
			FROM ours JOIN pg_attribute ON attrelid = ours.oid WHERE attidentity <> ''
		UNION ALL
			SELECT 4, 'statistics of ' || relname, NULL, format('ANALYZE %I', relname) FROM ours
		)
		SELECT what, drops, makes FROM hindrances ORDER BY rank, what`,
}
