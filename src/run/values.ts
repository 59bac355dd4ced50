import type { ResultField, Rows } from '../engine/api.ts';
import { listLiteral, quoteName, textLiteral } from '../template/literal.ts';

/** Up to this many rows are written as VALUES, which a person can read; more are packed, which DuckDB parses 20 × faster. */
const READABLE_ROWS = 100;
/** Rows of one statement: about a megabyte of text. */
const BATCH_ROWS = 20_000;

const SQL_TYPE: Partial<Record<ResultField['type'], string>> = {
  number: 'DOUBLE',
  integer: 'BIGINT',
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
};

/**
 * Statements of plain DuckDB SQL that make a table of these rows, in this order: what a model returned,
 * put into a database or written into a script. Throws on columns of dates (no model returns any).
 */
export function tableStatements(table: string, rows: Rows): string[] {
  const name = quoteName(table);
  const statements = [`CREATE OR REPLACE TABLE ${name} AS ${valuesSelect(slice(rows, 0, BATCH_ROWS))}`];
  for (let at = BATCH_ROWS; at < rows.count; at += BATCH_ROWS)
    statements.push(`INSERT INTO ${name} ${valuesSelect(slice(rows, at, BATCH_ROWS))}`);
  return statements;
}

/** One SELECT that returns these rows, typed, without reading any table. */
export function valuesSelect(rows: Rows): string {
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
function pack(field: ResultField, column: unknown[]): string {
  const texts = column.map((value) => (value === null || value === undefined ? '' : String(value)));
  if (field.type !== 'text') return `nullif(unnest(string_split('${texts.join(',')}', ',')), '')`;
  const missing = column.some((value) => value === null);
  if (missing) return `unnest([${column.map(literal).join(', ')}]::VARCHAR[])`;
  return `unnest(${listLiteral(texts)})`;
}

/** Numbers go as text: DuckDB reads `'0.1'::DOUBLE` to the last bit, but a bare 0.1 as a DECIMAL. */
const literal = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'number' || typeof value === 'boolean' ? `'${value}'` : textLiteral(String(value));
};

const slice = (rows: Rows, from: number, count: number): Rows => ({
  fields: rows.fields,
  count: Math.max(0, Math.min(count, rows.count - from)),
  data: rows.data.map((column) => column.slice(from, from + count)),
});
