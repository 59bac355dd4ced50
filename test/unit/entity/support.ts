import { cleanSql, type CleaningInput } from '../../../src/entity/cleaning.ts';
import { entitySql } from '../../../src/entity/map.ts';
import type { MappedSource } from '../../../src/entity/source.ts';
import { quoteName } from '../../../src/sql/quote.ts';
import { openNative, type Native, type SourceDb } from '../support/native.ts';

export const TODAY = '2025-06-30';

/** Folder of the shared reference data, beside the project. */
export const shared = (path: string): string =>
  decodeURIComponent(new URL(`../../../../shared/data/${path}`, import.meta.url).pathname);

/** Creates `source."<name>"` from a SELECT, with `_row` and `_copy` as import gives them, and describes it. */
export async function addSource(
  db: SourceDb,
  name: string,
  select: string,
  entity: MappedSource['entity'],
  mapping: Record<string, string>,
): Promise<MappedSource> {
  await db.exec(
    'CREATE SCHEMA IF NOT EXISTS source',
    `CREATE TABLE raw AS SELECT row_number() OVER () AS _row, * FROM (${select})`,
  );
  // Copies are found by a 64-bit hash of the row: ten times faster, and a collision would show in the counts.
  const all = (await db.rows<{ column_name: string; column_type: string }>('DESCRIBE raw')).slice(1);
  const names = all.map((c) => `"${c.column_name}"`).join(', ');
  await db.exec(
    `CREATE TABLE source.${quoteName(name)} AS SELECT _row, row_number() OVER (PARTITION BY hash(${names}) ORDER BY _row) AS _copy, ${names} FROM raw ORDER BY _row`,
    'DROP TABLE raw',
  );
  return { name, entity, mapping, columns: all.map((c) => ({ name: c.column_name, type: c.column_type })) };
}

/** A source from VALUES: `columns` as `name TYPE`, rows as SQL tuples. */
export function values(columns: string[], rows: string[]): string {
  const names = columns.map((c) => `"${c.split(' ')[0]}"`);
  const casts = columns.map(
    (c, i) => `CAST(${names[i]} AS ${c.split(' ').slice(1).join(' ')}) AS ${names[i]}`,
  );
  return `SELECT ${casts.join(', ')} FROM (VALUES ${rows.join(', ')}) v(${names.join(', ')})`;
}

export async function clean(
  db: Native,
  input: Partial<CleaningInput> & Pick<CleaningInput, 'sources'>,
): Promise<void> {
  await db.exec(...entitySql(input.sources), ...cleanSql({ settings: [], today: TODAY, ...input }));
}

export { openNative, type Native };
