import type { ResultField } from '../engine/api.ts';
import type { ModelTable } from '../model/api.ts';
import { listLiteral } from '../sql/literal.ts';
import { quoteName, quoteText } from '../sql/quote.ts';

/** Up to this many rows are written as VALUES, which a person can read; more are packed, which DuckDB parses 20 × faster. */
const READABLE_ROWS = 100;
/** Rows of one statement: a quarter of a megabyte of text, which does not hold the page up. */
const BATCH_ROWS = 5_000;

const SQL_TYPE: Partial<Record<ResultField['type'], string>> = {
  number: 'DOUBLE',
  integer: 'BIGINT',
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
};

/**
 * Statements of plain DuckDB SQL that make a table of these rows, in this order: what a model returned,
 * put into a database or written into a script. Each is written when it is asked for, so that a page which
 * runs them one by one is never held up for long. Throws on columns of dates (no model returns any).
 */
export function* tableStatements(table: string, rows: ModelTable): Generator<string, void> {
  const name = quoteName(table);
  yield `CREATE OR REPLACE TABLE ${name} AS ${valuesSelect(slice(rows, 0, BATCH_ROWS))}`;
  for (let at = BATCH_ROWS; at < rows.count; at += BATCH_ROWS)
    yield `INSERT INTO ${name} ${valuesSelect(slice(rows, at, BATCH_ROWS))}`;
}

/** One SELECT that returns these rows, typed, without reading any table. */
export function valuesSelect(rows: ModelTable): string {
  const columns = rows.fields.map((field) => {
    const type = SQL_TYPE[field.type];
    if (type === undefined) throw new RangeError(`column ${field.name} is a ${field.type}`);
    return { name: quoteName(field.name), type };
  });
  if (rows.count === 0)
    return `SELECT ${columns.map((c) => `NULL::${c.type} AS ${c.name}`).join(', ')} WHERE false`;
  const casts = columns.map((c) => `${c.name}::${c.type} AS ${c.name}`).join(', ');
  if (rows.count > READABLE_ROWS) {
    const packed = rows.fields.map((field, c) => `${pack(field, rows.data[c] ?? [])} AS ${columns[c]!.name}`);
    return `SELECT ${casts} FROM (SELECT ${packed.join(', ')})`;
  }
  const tuples = Array.from(
    { length: rows.count },
    (_, r) => `(${rows.data.map((column) => literal(column[r])).join(', ')})`,
  );
  return `SELECT ${casts} FROM (VALUES ${tuples.join(', ')}) t(${columns.map((c) => c.name).join(', ')})`;
}

/** A column as one expression that unnests to its values as text: one literal instead of thousands. */
function pack(field: ResultField, column: ArrayLike<unknown>): string {
  const texts = Array.from(column, (value) => (isMissing(value) ? '' : String(value)));
  if (field.type !== 'text') return `nullif(unnest(string_split('${texts.join(',')}', ',')), '')`;
  const values = Array.from(column);
  if (values.some(isMissing)) return `unnest([${values.map(literal).join(', ')}]::VARCHAR[])`;
  return `unnest(${listLiteral(texts)})`;
}

const isMissing = (value: unknown): boolean => value === null || value === undefined || Number.isNaN(value);

/** Numbers go as text: DuckDB reads `'0.1'::DOUBLE` to the last bit, but a bare 0.1 as a DECIMAL. */
const literal = (value: unknown): string => {
  if (isMissing(value)) return 'NULL';
  return typeof value === 'number' || typeof value === 'boolean' ? `'${value}'` : quoteText(String(value));
};

const slice = (rows: ModelTable, from: number, count: number): ModelTable => ({
  fields: rows.fields,
  count: Math.max(0, Math.min(count, rows.count - from)),
  data: rows.data.map((column) =>
    Array.from({ length: Math.max(0, Math.min(count, rows.count - from)) }, (_, i) => column[from + i]),
  ),
});
