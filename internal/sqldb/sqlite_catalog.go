package sqldb

// sqliteCatalog omits virtual tables and their shadow tables, which are derived from
// other tables. It omits the column row, too: the key of such a table is its unique
// constraint, as on other engines. The counts of resources, whose tables have an
// external_reference_id, and the text indexes are filled at the end of a copy. Triggers of
// the stops count the locations of loads in load_locations, which has the foreign key, so the
// stops are copied after both.
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
		WHERE t.schema = 'main' AND t.type = 'table'
		UNION ALL VALUES ('load_stops', 'loads'), ('load_stops', 'locations')`,
	rebuilds: `SELECT 'index ' || name, 'DROP INDEX "' || name || '"', sql
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
