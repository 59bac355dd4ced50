import type { ResultField } from '../../../src/engine/api.ts';
import { fail, ok } from '../../../src/result.ts';
import type { Connector } from '../../../src/engine/connector.ts';
import type { Native } from './native.ts';

/** Native DuckDB behind the face that running a notebook needs. */
export function nativeConnector(db: Native): Connector {
  return {
    async run(statements) {
      const list = typeof statements === 'string' ? [statements] : statements;
      try {
        await db.exec(...list.slice(0, -1));
        const sql = list.at(-1)!;
        if (!/^(\s|--[^\n]*\n)*(SELECT|FROM|WITH|VALUES)\b/i.test(sql)) {
          await db.exec(sql);
          return ok({ fields: [], count: 0, data: [] });
        }
        const { columns, rows } = await db.table(sql);
        const fields = columns.map(({ name, type }): ResultField => ({
          name,
          sqlType: type,
          type: plainType(type),
        }));
        return ok({
          fields,
          count: rows.length,
          data: fields.map((f) => rows.map((row) => row[f.name] ?? null)),
        });
      } catch (error) {
        return fail('sql-error', { detail: String(error) });
      }
    },
    // No test plans cells over native DuckDB.
    tableNames: async () => fail('sql-error'),
  };
}

function plainType(sqlType: string): ResultField['type'] {
  if (/^(BIGINT|INTEGER|SMALLINT|TINYINT|HUGEINT)$/.test(sqlType)) return 'integer';
  if (/^(DOUBLE|FLOAT|DECIMAL.*)$/.test(sqlType)) return 'number';
  return sqlType === 'BOOLEAN' ? 'boolean' : 'text';
}
