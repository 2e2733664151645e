package sqldb

// sqliteCatalog leaves virtual tables and what is behind them aside: they are
// made of others. So are the numbers that the rows of resources have for a text
// index, in place of the key that they have elsewhere and that is unique here.
// The rows of resources, which are those with an external reference, are counted
// and the text indexes filled at the end.
var sqliteCatalog = catalog{
	columns: `SELECT t.name, c.name, 0, coalesce(
			(SELECT k.seqno FROM pragma_index_list(t.name) i JOIN pragma_index_info(i.name) k
				WHERE i.origin = 'u' AND k.name = c.name
					AND EXISTS (SELECT * FROM pragma_table_info(t.name) n WHERE n.name = 'row')),
			c.pk - 1)
		FROM pragma_table_list t JOIN pragma_table_info(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table' AND c.name <> 'row'
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
		UNION ALL
		SELECT 'text index of ' || table_name, NULL, 'UPDATE text_indexes
			SET stale_end = 0, end_row = (SELECT coalesce(max(row), 0) FROM "' || table_name || '") WHERE table_name = ''' || table_name || ''''
		FROM text_indexes
		ORDER BY 1`,
}
