import type pg from "pg";

/** Every text, list and JSON column of the whole database in which one of these stands. */
export async function placesOf(client: pg.Client, words: Array<string>): Promise<Array<string>> {
  const { rows: columns } = await client.query<{ place: string; name: string; column: string }>(`
    SELECT CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname || '.' END || c.relname || '.' || a.attname AS place, a.attrelid::regclass::text AS name, a.attname AS column
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'jobs') AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
      AND (a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'json'::regtype, 'bytea'::regtype))`);
  const found: Array<string> = [];
  for (const { place, name, column } of columns) {
    const text = column === "bytes" ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const { rowCount } = await client.query(`SELECT 1 FROM ${name} WHERE ${words.map((_, at) => `${text} ILIKE $${at + 1}`).join(" OR ")} LIMIT 1`, words.map((word) => `%${word}%`)); // prettier-ignore
    if (rowCount) found.push(place);
  }
  return found.sort();
}
