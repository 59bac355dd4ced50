import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import type { LedgerRow } from '../../../src/entity/ledger.ts';
import type { NativeDatabase } from '../../../src/engine/native/native.ts';
import type { RunSummary } from '../../../src/cli/run.ts';
import type { Notebook, OwnMetric } from '../../../src/notebook/document.ts';
import { getTemplate, templates } from '../../../src/template/registry.ts';
import { resolve } from '../../../src/template/resolve.ts';
import { LONG, some } from '../../tools/breadth.ts';
import { readManifest } from '../sample/open-sample.ts';
import { jsonOf, mainNotebook, notebookOf, query, runOn, runScriptFile, scratch, value } from './support.ts';
import { samplePart, withChurned } from './sample-part.ts';

const folder = scratch();
const asked = scratch();
const out = join(folder, 'out');
const names = ['customers', 'orders', 'events', 'feedback'];
let summary: RunSummary;
let data: string[];
beforeAll(async () => {
  data = samplePart(folder);
  summary = value(await runOn({ notebook: mainNotebook(), data, out, threads: LONG ? 2 : 1 }));
});

/** Records of a file of the data: as the sample's manifest says; of a part of it, its lines but for the heads. */
function recordsOf(source: string): number {
  if (LONG) return readManifest().files.find((f) => f.name.startsWith(source))!.rows;
  const path = data.find((each) => basename(each).startsWith(source))!;
  return gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n').length - 1;
}

const tables = () => summary.cells.filter((c) => c.state === 'done');

test('every cell of the sample’s notebook runs, and each table is there as CSV', () => {
  expect(summary.cells.filter((c) => c.state === 'failed' || c.state === 'skipped')).toEqual([]);
  expect(tables().length).toBeGreaterThanOrEqual(8);
  const files = readdirSync(out).filter((name) => name.endsWith('.csv'));
  const beside = (c: RunSummary['cells'][number]) => (c.planned.compiled?.tables ?? []).map((t) => t.name);
  expect(tables().flatMap(beside).length).toBeGreaterThan(0);
  expect(files.sort()).toEqual(
    tables()
      .flatMap((c) => [c.planned.name, ...beside(c).map((name) => `${c.planned.name}.${name}`)])
      .map((name) => `${name}.csv`)
      .sort(),
  );
  for (const { planned, output } of tables()) {
    const bytes = readFileSync(join(out, `${planned.name}.csv`));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8').slice(1);
    expect(text.split('\r\n')[0]!.split(',')).toEqual(output!.fields.map((f) => f.name));
    expect(text.trimEnd().split('\r\n')).toHaveLength(output!.count + 1);
  }
});

test('the account adds up, from the files’ records to what the cells read', () => {
  const ledger = jsonOf(out, 'ledger.json') as {
    sources: {
      source: string;
      records: number;
      read: number;
      rejected: number;
      quarantined: number;
      kept: number;
    }[];
    steps: LedgerRow[];
    identities: { holds: boolean }[];
    reconciliation: { cells: string[]; holds: boolean }[];
    notReconciled: unknown[];
  };
  expect(ledger.sources.map((s) => s.source).sort()).toEqual([...names].sort());
  for (const source of ledger.sources) {
    expect(source.records, source.source).toBe(recordsOf(source.source));
    expect(source.read + source.rejected).toBe(source.records);
    expect(source.quarantined + source.kept).toBe(source.read);
    expect(source.kept).toBeGreaterThan(0);
  }
  expect(ledger.identities.length).toBeGreaterThan(8);
  expect(ledger.identities.every((i) => i.holds)).toBe(true);
  expect(ledger.reconciliation.flatMap((r) => r.cells)).toEqual(expect.arrayContaining(['rfm', 'pareto']));
  expect(ledger.reconciliation.every((r) => r.holds)).toBe(true);
  expect(ledger.notReconciled).toEqual([]);
  const orders = ledger.steps.filter((row) => row.entity === 'orders');
  orders.slice(1).forEach((row, i) => expect(row.rows_in).toBe(orders[i]!.rows_out));
});

test('nothing personal that a policy takes away is in any output', () => {
  const customers = summary.sources.find((s) => s.expected.entity === 'customers')!;
  const dropped = Object.entries(customers.expected.privacy).filter(([, policy]) => policy === 'drop');
  expect(dropped.length).toBeGreaterThan(0);
  for (const [column] of dropped) expect(customers.columns.map((c) => c.name)).not.toContain(column);
  const everything = readdirSync(out)
    .filter((name) => !name.endsWith('.parquet'))
    .map((name) => readFileSync(join(out, name), 'utf8'))
    .join('\n');
  expect(everything).not.toMatch(/[\w.]+@[\w-]+\.(com|cn|net|org|example)/);
  expect(everything).not.toMatch(/(?<![\d.])1[3-9]\d{9}(?!\d)/);
});

test('findings are sentences with their numbers, and the report stands alone', () => {
  const findings = jsonOf(out, 'findings.json') as {
    cells: { cell: string; state: string; findings: { text: string; severity: string }[] }[];
  };
  const said = findings.cells.flatMap((c) => c.findings);
  expect(said.length).toBeGreaterThan(5);
  for (const { text } of said) expect(text).not.toMatch(/[{}]|undefined|NaN/);
  const report = readFileSync(join(out, 'report.html'), 'utf8');
  expect(report).not.toMatch(/<script|https?:\/\//);
  const drawn = tables().filter(({ planned }) => {
    const { template, params, chart } = mainNotebook().cells.find((c) => c.name === planned.name)!;
    return !['kpi', undefined].includes((chart ?? resolve(getTemplate(template)!, params).chart)?.kind);
  });
  const images = [...report.matchAll(/<img alt="[^"]+" src="data:image\/svg\+xml;charset=utf-8,([^"]+)"/g)];
  // A picture stands beside what it shows: of the cells that the report speaks of, at most once each.
  expect(images.length).toBeGreaterThan(0);
  expect(images.length).toBeLessThanOrEqual(Math.min(5, drawn.length));
  for (const [, svg] of images) expect(decodeURIComponent(svg!)).toMatch(/<(path|rect|circle)[^>]+fill/);
  expect(report).toContain(recordsOf('orders').toLocaleString('en-US'));
});

test('notebook.sql alone gives every table from the same files', { tags: ['whole'] }, async () => {
  const db = await runScriptFile(folder, out);
  for (const { planned } of tables()) expect(await unlike(db, out, planned.name), planned.name).toBeNull();
  await db.close();
});

test(
  'notebook.sql gives the analyses, what models returned and a metric of one’s own too',
  { tags: ['whole'] },
  async () => {
    const analyses = some(
      [...templates.values()].filter((t) => t.sql !== null && (t.view ?? 'analysis') === 'analysis'),
      10,
    );
    const own = {
      id: 'own_x',
      name: 'X',
      entity: 'orders',
      expression: 'sum(amount) / count(*)',
      format: 'money',
    };
    const notebook: Notebook = {
      ...notebookOf({
        ...Object.fromEntries(
          analyses.map(({ id }) => [id.replaceAll('-', '_'), { template: id, sql: null }] as const),
        ),
        own: { template: 'metrics', sql: null, params: { metric: own.id } },
      }),
      metrics: [own as OwnMetric],
    };
    const folder2 = join(folder, 'all');
    const { cells } = value(await runOn({ notebook, data: withChurned(asked, data), out: folder2 }));
    expect(cells.length).toBe(analyses.length + 1);
    expect(cells.map((c) => [c.planned.name, c.state])).toEqual(cells.map((c) => [c.planned.name, 'done']));
    const db = await runScriptFile(folder, folder2);
    const unlikeOnes = [];
    for (const { planned } of cells) {
      const found = await unlike(db, folder2, planned.name);
      if (found !== null) unlikeOnes.push([planned.name, found]);
    }
    expect(unlikeOnes).toEqual([]);
    await db.close();
  },
);

/** The first row in which a script's table differs from the run's CSV, or null. */
async function unlike(db: NativeDatabase, folder: string, cell: string): Promise<unknown> {
  const path = join(folder, `${cell}.csv`).replaceAll("'", "''");
  const rows = await query(db, `SELECT * FROM "${cell}"`);
  const csv = await query(
    db,
    `FROM read_csv('${path}', header = true, sample_size = -1, allow_quoted_nulls = false)`,
  );
  expect([cell, rows.length]).toEqual([cell, csv.length]);
  const at = rows.findIndex((row, r) => !Object.entries(row).every(([k, v]) => alike(v, csv[r]![k])));
  return at < 0 ? null : [at, rows[at], csv[at]];
}

function alike(a: unknown, b: unknown): boolean {
  if (a === b || String(a) === String(b)) return true;
  const [x, y] = [Number(a), Number(b)];
  return Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), Math.abs(y), 1e-6);
}
