import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromNotebookTemplate } from '../../../src/notebook/create.ts';
import type { Cell, Notebook } from '../../../src/notebook/document.ts';
import { notebookTemplates } from '../../../src/notebook/templates.ts';
import { gatherReport } from '../../../src/report/gather.ts';
import { type RunFacts } from '../../../src/report/run-facts.ts';
import { reportHtml } from '../../../src/report/html.ts';
import { reportMarkdown } from '../../../src/report/markdown.ts';
import type { Result } from '../../../src/result.ts';
import { EntityData, type Prepared } from '../../../src/run/data.ts';
import { runCell } from '../../../src/run/execute.ts';
import { NativeDatabase } from '../../../src/engine/native/native.ts';
import { planCells } from '../../../src/run/plan.ts';
import { reconcile, resultCells, type Reconciliation } from '../../../src/run/reconcile.ts';
import { rowObjects } from '../../../src/engine/rows.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import type { ParamValues } from '../../../src/template/schema.ts';
import { addSampleSources } from '../notebook/sample-sources.ts';
import { runModelHere } from '../../../src/run/model-here.ts';
import { passing } from '../support/disclosure.ts';

let db: NativeDatabase;
let prepared: Prepared;
let notebook: Notebook;
const columns = new Map<string, string[]>();

const cell = (name: string, template: string, params: ParamValues = {}, sql: string | null = null): Cell => ({
  ...{ name, template, templateVersion: 1, title: '', folded: false },
  ...{ params, sql, chart: null, text: {} },
});

/** In `npm test` `cli/sample` sees that the totals of the sample agree, `state/reconciling` that a difference is found. */
const WHOLE = { tags: ['whole'] };

/** Every template that an identity speaks of, in several settings, over the sample. */
const CELLS = [
  cell('kpi', 'kpi'),
  cell('revenue', 'metrics', { metric: 'revenue', grain: 'month', dimension: 'region' }),
  cell('order_count', 'metrics', { metric: 'orders', grain: 'none' }),
  cell('actives', 'metrics', { metric: 'active_customers', grain: 'none' }),
  cell('orders_monthly', 'metrics', { metric: 'orders', grain: 'month' }),
  cell('rfm', 'rfm'),
  cell('rfm_all', 'rfm', { window: 'all', method: 'quintile' }),
  cell('pareto', 'pareto', { measure: 'profit' }),
  cell('clv', 'clv-simple'),
  cell('cohorts', 'cohort-retention', { cohorts: 4, grain: 'quarter' }),
  cell('week', 'activity-heatmap', { source: 'events' }),
  cell('week_orders', 'activity-heatmap', { source: 'orders' }),
  cell('paths', 'path-sankey', { steps: 6, links: 12 }),
  cell('funnel', 'funnel'),
  cell('nps', 'nps'),
  cell('fork', 'rfm', {}, 'SELECT customer, monetary FROM rfm'),
  cell('report', 'report'),
];

beforeAll(async () => {
  db = must(await NativeDatabase.open({ spill: tmpdir(), threads: 1 }));
  const sources = await addSampleSources({
    exec: async (...statements) => void must(await db.run(statements)),
    rows: async <T>(sql: string) => rowObjects<T>(must(await db.run(sql))),
  });
  const first = fromNotebookTemplate(
    notebookTemplates.find((t) => t.id === 'customer-value')!,
    {
      lang: 'en',
    },
  );
  notebook = { ...first, cells: CELLS };
  prepared = must(
    await new EntityData().prepare(db, { notebook, sources, restored: [], today: '2026-07-01' }),
  );
  const planned = await planCells(CELLS, {
    ...prepared,
    template: getTemplate,
    tableNames: (sql) => db.tableNames(sql),
  });
  for (const one of planned) {
    expect([one.fault, one.missing], one.name).toEqual([null, []]);
    if (one.stages.length === 0) continue;
    const output = must(await runCell(db, one, new Map(), { models: runModelHere }));
    columns.set(
      one.name,
      output.fields.map((f) => f.name),
    );
  }
});
afterAll(() => db.close());

const check = async (): Promise<Reconciliation> =>
  must(
    await reconcile(
      db,
      resultCells(CELLS, getTemplate, (name) => columns.get(name)),
      prepared,
    ),
  );
const failing = ({ checks }: Reconciliation) => checks.filter((c) => !c.ok).map((c) => c.id);

test('on the sample every identity holds, and each cell is in one', WHOLE, async () => {
  const found = await check();
  expect(failing(found)).toEqual([]);
  expect(found.checks.map((c) => c.id)).toEqual([
    'imported customers',
    'imported orders',
    'imported events',
    'imported feedback',
    'kpi_revenue kpi',
    'kpi_customers kpi',
    'kpi_events kpi',
    'kpi_metrics revenue kpi',
    'kpi_metrics order_count kpi',
    'kpi_metrics actives kpi',
    'rfm_customers rfm',
    'rfm_customers rfm_all',
    'rfm_revenue rfm',
    'rfm_revenue rfm_all',
    'rfm_revenue fork',
    'pareto_amount pareto',
    'clv_revenue clv',
    'cohort_sizes cohorts',
    'heatmap_events week',
    'sankey_nodes paths',
    'funnel_steps funnel',
    'nps_answers nps',
  ]);
  for (const { id, left } of found.checks) expect(left, id).toBeGreaterThan(1);
  const [imported] = await rows<{ n: number }>('SELECT count(*) AS n FROM source.orders');
  expect(found.checks.find((c) => c.id === 'imported orders')).toMatchObject({ right: imported!.n });
});

test('a rewritten cell without the columns is left out, and said so', WHOLE, async () => {
  expect((await check()).left).toEqual([
    expect.objectContaining({ id: 'rfm_customers fork', cells: ['fork'], missing: ['tier'] }),
  ]);
});

/** One broken table for each identity, and the checks that must notice. */
test.each([
  ['DELETE FROM clean.orders WHERE _row = (SELECT min(_row) FROM clean.orders)', 'imported orders'],
  ["UPDATE kpi SET value = value + 1 WHERE metric = 'revenue'", 'kpi_revenue kpi'],
  ["UPDATE kpi SET value = value - 1 WHERE metric = 'customers'", 'kpi_customers kpi'],
  ["UPDATE kpi SET value = value * 2 WHERE metric = 'events'", 'kpi_events kpi'],
  ["UPDATE kpi SET value = value + 1 WHERE metric = 'orders'", 'kpi_metrics order_count kpi'],
  ['INSERT INTO rfm FROM rfm LIMIT 1', 'rfm_customers rfm'],
  ['UPDATE rfm_all SET monetary = monetary * 1.001', 'rfm_revenue rfm_all'],
  ['DELETE FROM pareto WHERE rank = 1', 'pareto_amount pareto'],
  ['UPDATE clv SET orders = orders + 1', 'clv_revenue clv'],
  ['UPDATE cohorts SET customers = customers + 1 WHERE period_number = 0', 'cohort_sizes cohorts'],
  ['UPDATE week SET count = count + 1 WHERE weekday = 3 AND hour = 12', 'heatmap_events week'],
  ["DELETE FROM paths WHERE step = 2 AND target = '(end)'", 'sankey_nodes paths'],
  ['UPDATE funnel SET customers = 1 WHERE step = 2', 'funnel_steps funnel'],
  ['UPDATE nps SET passives = passives - 1', 'nps_answers nps'],
])('%s is noticed', WHOLE, async (broken, id) => {
  must(await db.run(['BEGIN', broken]));
  try {
    expect(failing(await check())).toContain(id);
  } finally {
    must(await db.run('ROLLBACK'));
  }
});

test(
  'a failed identity stands above everything else in the report, in HTML and in Markdown',
  WHOLE,
  async () => {
    must(await db.run(['BEGIN', 'UPDATE rfm SET monetary = 0']));
    const reconciliation = await check();
    must(await db.run('ROLLBACK'));
    const facts: RunFacts = {
      ...{ notebook, prepared, template: getTemplate, reconciliation },
      findings: () => undefined,
      rejected: () => 0,
      disclosure: passing(),
      versions: { program: 'Cellar', engine: '1' },
    };
    for (const [lang, words] of [
      ['en', 'Totals do not agree (RFM'],
      ['zh', '对账不符（RFM'],
    ] as const) {
      const report = gatherReport(facts, { text: {} }, lang, '2026-07-01 00:00');
      expect(report.notices[0]).toContain(words);
      expect(report.notices.filter((n) => n.includes(words))).toHaveLength(1);
      expect(reportHtml(report)).toContain(words);
      expect(reportMarkdown(report)).toContain(lang === 'zh' ? '对账不符' : 'Totals do not agree');
    }
    const whole = { ...facts, reconciliation: await check() };
    expect(gatherReport(whole, { text: {} }, 'en', '2026-07-01 00:00').notices.join()).not.toContain('agree');
  },
);

test('a query that fails is left out, a cancelled one ends the work', WHOLE, async () => {
  const cells = resultCells([cell('nowhere', 'pareto')], getTemplate, () => ['amount']);
  const found = must(await reconcile(db, cells, prepared));
  expect(found.left).toEqual([expect.objectContaining({ id: 'pareto_amount nowhere', missing: [] })]);
  const stopped = await reconcile(db, cells, prepared, AbortSignal.abort());
  expect(stopped).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
});

const rows = async <T>(sql: string) => rowObjects<T>(must(await db.run(sql)));

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}
