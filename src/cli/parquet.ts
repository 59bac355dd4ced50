import type { ColumnType, ReadColumn, Reading } from '../files/api.ts';
import { nameColumns } from '../files/headers.ts';
import { sourceName } from '../files/source-name.ts';
import { quoteName, quotePath } from '../sql/quote.ts';
import { fail, ok, type Result } from '../result.ts';
import type { NativeDatabase } from '../engine/native/native.ts';
import { rowObjects } from '../engine/rows.ts';

/**
 * A Parquet file as native DuckDB reads it where it lies, by the rules of the page: names made unique,
 * instants with a zone kept as UTC, nested values as JSON text, bytes as UTF-8 text.
 */
export async function parquetInPlace(
  db: NativeDatabase,
  file: string,
  path: string,
): Promise<Result<{ reading: Reading; from: string }>> {
  const scan = `read_parquet(${quotePath(path)})`;
  const described = await db.run(`DESCRIBE FROM ${scan}`);
  if (!described.ok) return fail('file-damaged', { detail: described.fault.detail ?? described.fault.code });
  const given = rowObjects<{ column_name: string; column_type: string }>(described.value);
  const named = nameColumns(
    given.map((c) => c.column_name),
    given.length,
  );
  const columns = given.map((c, i): ReadColumn => ({
    ...named.headers[i]!,
    type: typeOf(c.column_type),
    format: '',
  }));
  const select = given.map((c) => taken(quoteName(c.column_name), c.column_type)).join(', ');
  const reading: Reading = {
    name: sourceName(file),
    kind: 'parquet',
    part: '',
    text: null,
    columns,
    preview: [],
    notices: named.notices,
  };
  return ok({ reading, from: `(SELECT ${select} FROM ${scan})` });
}

const nested = (type: string): boolean => /^(STRUCT|MAP|UNION)\b|\]$/.test(type);

function typeOf(type: string): ColumnType {
  if (nested(type)) return 'text';
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return 'integer';
  if (/^(FLOAT|DOUBLE|DECIMAL)/.test(type)) return 'number';
  if (type === 'BOOLEAN') return 'boolean';
  if (type === 'DATE') return 'date';
  return type.startsWith('TIMESTAMP') ? 'timestamp' : 'text';
}

function taken(column: string, type: string): string {
  if (nested(type)) return `CAST(to_json(${column}) AS VARCHAR)`;
  if (type === 'BLOB') return `decode(${column})`;
  if (type === 'TIMESTAMP WITH TIME ZONE') return `(${column} AT TIME ZONE 'UTC')`;
  return typeOf(type) === 'text' ? `CAST(${column} AS VARCHAR)` : column;
}
