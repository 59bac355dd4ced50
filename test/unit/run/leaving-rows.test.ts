import { describe, expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import type { Connector } from '../../../src/engine/connector.ts';
import { defaultNotebook } from '../../../src/notebook/defaults.ts';
import { DEFAULT_DISCLOSURE } from '../../../src/privacy/disclosure-rules.ts';
import { ok } from '../../../src/result.ts';
import type { PlannedCell } from '../../../src/run/plan.ts';
import { scriptPieces } from '../../../src/run/script-pieces.ts';

const TYPES: Record<string, 'text' | 'integer' | 'number'> = {
  level: 'text',
  id: 'integer',
  customers: 'integer',
};
const rowsOf = (columns: Record<string, unknown[]>): Rows => ({
  fields: Object.keys(columns).map((name) => ({ name, type: TYPES[name] ?? 'number', sqlType: '' })),
  count: Object.values(columns)[0]!.length,
  data: Object.values(columns),
});

/** What a script holds of a model's table, where Dee Ma is an employee. */
async function told(table: Rows, tables = false): Promise<string> {
  const db = {
    run: (sql: string) =>
      Promise.resolve(ok(sql === 'SELECT * FROM "m__fit"' ? table : rowsOf({ name: ['Dee Ma'] }))),
  } as unknown as Connector;
  const compiled = { portable: 'SELECT 1 AS a', models: ['m__fit'], stages: [] };
  const notebook = { ...defaultNotebook, disclosure: { ...DEFAULT_DISCLOSURE, tables } };
  const pieces = await scriptPieces(db, notebook, [
    { name: 'm', compiled, stages: [] } as unknown as PlannedCell,
  ]);
  if (!pieces.ok) throw new Error(JSON.stringify(pieces.fault));
  return pieces.value.flatMap(({ before = [] }) => before).join('\n');
}

describe('what a model found, in a script', () => {
  test('names no employee, and says that rows are left out', async () => {
    const script = await told(rowsOf({ level: ['Dee Ma', 'phone'], estimate: [0.4, 0.7] }));
    expect(script).not.toContain('Dee');
    expect(script).toContain(`('phone', '0.7')`);
    expect(script).toMatch(/^-- 1 of 2 rows stay where it ran/);
    expect(await told(rowsOf({ level: ['mail'], estimate: [0.4] }))).not.toContain('--');
    expect(await told(rowsOf({ level: ['Dee Ma'], estimate: [0.4] }))).toContain('WHERE false');
  });

  test('is of no single customer, nor of fewer than the rules ask, where these hold for tables', async () => {
    const groups = rowsOf({ customers: [1, 40], spent: [98765.43, 120] });
    const each = rowsOf({ id: [1, 2], expected: [1.25, 3.5] });
    expect(await told(groups)).toContain('98765.43');
    expect(await told(each)).toContain('1.25');
    expect(await told(groups, true)).not.toContain('98765.43');
    expect(await told(groups, true)).toContain(`('40', '120')`);
    expect(await told(each, true)).toContain('WHERE false');
  });
});
