package sqldb

// sqliteCatalog leaves virtual tables and what is behind them aside: they are
// made of others. The rows of resources, which are those with an external
// reference, are counted at the end.
var sqliteCatalog = catalog{
	columns: `SELECT t.name, c.name, 0, c.pk - 1
		FROM pragma_table_list t JOIN pragma_table_info(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table'
		ORDER BY t.name, c.cid`,
	references: `SELECT t.name, f."table"
		FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f
		WHERE t.schema = 'main' AND t.type = 'table'`,
	hindrances: `SELECT 'index ' || name, 'DROP INDEX "' || name || '"', sql
		FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
		UNION ALL
		SELECT 'counts of ' || t.name, NULL, 'INSERT INTO row_counts (organization_id, resource, slot, row_count)
			SELECT organization_id, ''' || t.name || ''', 0, count(*) FROM "' || t.name || '" GROUP BY organization_id'
		FROM pragma_table_list t JOIN pragma_table_info(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table' AND c.name = 'external_reference_id'
		ORDER BY 1`,
}
