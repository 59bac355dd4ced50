import type { ResultField } from '../engine/api.ts';
import { quoteName } from '../sql/quote.ts';

/**
 * The SELECT whose Arrow form Parquet can hold: whole numbers wider than 64 bits as DECIMAL(38, 0), and what
 * has no type there (intervals, enums, times with a zone, bits) as text. All else keeps its type.
 */
export function parquetSql(from: string, fields: Pick<ResultField, 'name' | 'sqlType'>[]): string {
  const outputs = fields.map(({ name, sqlType }) => {
    const column = quoteName(name);
    if (/^U?HUGEINT$/.test(sqlType)) return `CAST(${column} AS DECIMAL(38, 0)) AS ${column}`;
    if (/^(INTERVAL|ENUM|UUID|BIT|UNION|VARINT|BIGNUM|TIME WITH TIME ZONE|NULL|"NULL")/.test(sqlType))
      return `CAST(${column} AS VARCHAR) AS ${column}`;
    return column;
  });
  return `SELECT ${outputs.join(', ')} FROM ${from}`;
}
