import { open } from 'node:fs/promises';
import { tableFromIPC } from 'apache-arrow';
import { quotePath } from '../sql/quote.ts';
import { toRows } from '../engine/session/plain.ts';
import type { ResultField, Rows } from '../engine/api.ts';

const SQL_TYPE: Record<ResultField['type'], string> = {
  number: 'DOUBLE',
  integer: 'BIGINT',
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

/**
 * Writes what the files worker made of a workbook or a JSON file (Arrow) as delimited text that native DuckDB
 * reads back to the same values; returns what stands behind FROM. The file is the caller's to remove.
 */
export async function writeArrow(chunks: readonly Uint8Array[], path: string): Promise<string> {
  const handle = await open(path, 'w', 0o600);
  let fields: ResultField[] = [];
  try {
    for (const chunk of chunks) {
      const rows = toRows(tableFromIPC(chunk));
      ({ fields } = rows);
      await handle.appendFile(linesOf(rows));
    }
  } finally {
    await handle.close();
  }
  const columns = fields.map((field, i) => `'c${i + 1}': '${SQL_TYPE[field.type]}'`).join(', ');
  return `read_csv(${quotePath(path)}, auto_detect=false, columns={${columns}}, delim=',', quote='"', escape='"', header=false, nullstr='', allow_quoted_nulls=false, new_line='\\n')`;
}

function linesOf({ fields, count, data }: Rows): string {
  let text = '';
  for (let r = 0; r < count; r++) {
    text += `${fields.map((field, c) => written(data[c]![r], field.type)).join(',')}\n`;
  }
  return text;
}

function written(value: unknown, type: ResultField['type']): string {
  if (value === null || value === undefined) return '';
  if (type === 'date') return new Date(value as number).toISOString().slice(0, 10);
  if (type === 'timestamp') return new Date(value as number).toISOString().replace('T', ' ').replace('Z', '');
  return type === 'text' ? `"${String(value).replaceAll('"', '""')}"` : String(value);
}
