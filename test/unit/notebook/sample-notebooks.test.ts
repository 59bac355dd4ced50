import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tmpdir } from 'node:os';
import type { ChartSpec } from '../../../src/chart/spec.ts';
import type { Rows } from '../../../src/engine/api.ts';
import type { Lang } from '../../../src/i18n/text.ts';
import { fromNotebookTemplate } from '../../../src/notebook/create.ts';
import { DEPARTMENTS, GOAL_PRESETS } from '../../../src/notebook/goals.ts';
import { notebookTemplates } from '../../../src/notebook/templates.ts';
import type { NotebookTemplate } from '../../../src/notebook/template.ts';
import type { Result } from '../../../src/result.ts';
import { EntityData, type VersionedSource } from '../../../src/run/data.ts';
import { runCell, type CellOutput } from '../../../src/run/execute.ts';
import { NativeDatabase } from '../../../src/engine/native/native.ts';
import { planCells } from '../../../src/run/plan.ts';
import { rowObjects } from '../../../src/engine/rows.ts';
import { draw } from '../../../src/chart/draw.ts';
import { labelChart, labelRows } from '../../../src/template/labels.ts';
import { disclose } from '../../../src/disclosure/disclose.ts';
import { backgroundOf } from '../../../src/report/background.ts';
import { findingsOf, plain } from '../../../src/report/findings.ts';
import { gatherReport } from '../../../src/report/gather.ts';
import { resolve } from '../../../src/template/resolve.ts';
import { sentenceColumns } from '../../../src/template/findings.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import type { Template } from '../../../src/template/schema.ts';
import { some } from '../../tools/breadth.ts';
import { document } from '../chart/support.ts';
import { runModelHere } from '../../../src/run/model-here.ts';
import type { SourceDb } from '../support/native.ts';
import { stumbles } from '../report/reading.ts';
import { addSampleSources } from './sample-sources.ts';

/** Cells of a template's own SQL that have nothing to say by design. */
const SILENT = new Set(['spend_per_customer', 'figures']);

/** What the sample's customers do not say of themselves, and how many analyses the notebook has that asks for it. */
const BESIDE: Readonly<Record<string, { columns: string; analyses: number }>> = {
  'who-churned': {
    columns:
      "CASE WHEN hash(客户编号) % 10 < CASE WHEN 大区 = '华东' THEN 4 ELSE 1 END THEN 'Yes' ELSE 'No' END AS churned",
    analyses: 2,
  },
};

let db: NativeDatabase;
let sources: VersionedSource[];
let data: EntityData;

beforeAll(async () => {
  db = must(await NativeDatabase.open({ spill: tmpdir(), threads: 1 }));
});
afterAll(() => db.close());

test('there is a notebook for each purpose, and all but the first have their order of reading', () => {
  expect(notebookTemplates.map((t) => t.id)).toEqual([
    'behaviour-experience',
    'channel-marketing',
    'churn-win-back',
    'customer-360',
    'customer-value',
    'sales-effectiveness',
    'satisfaction-service',
    'who-churned',
  ]);
  for (const { id, notebook } of notebookTemplates) {
    const names = notebook.cells.map((c) => c.name);
    expect(names.slice(0, 3), id).toEqual(['goal', 'dictionary', 'cleaning']);
    expect(names.at(-1), id).toBe('report');
    const texts = notebook.cells.flatMap((c) => Object.values(c.text ?? {}).flatMap((t) => [t.zh, t.en]));
    for (const [, link] of texts.join('\n').matchAll(/\]\(#(\w+)\)/g)) expect(names, id).toContain(link);
  }
});

test.each(notebookTemplates.map((t) => [t.id, t] as const))(
  '%s takes its goal from its preset',
  (_, template) => {
    const { goal } = fromNotebookTemplate(template, { lang: 'zh' });
    const preset = GOAL_PRESETS.find((p) => p.id === goal.preset)!;
    expect(goal.statement).toBe(preset.statement.zh);
    expect(goal.departments).toEqual(preset.departments);
    expect(DEPARTMENTS.map((d) => d.id)).toEqual(expect.arrayContaining(goal.departments));
    expect(goal.questions.length).toBeGreaterThan(0);
  },
);

describe.each(some(notebookTemplates, 3).map((t) => [t.id, t] as const))(
  'notebook %s on the sample',
  { tags: ['whole'] },
  (_, template) => {
    test('every analysis runs, has rows, draws something and finds something', async () => {
      const { outputs } = await ran(template);
      expect(outputs.size).toBeGreaterThanOrEqual(BESIDE[template.id]?.analyses ?? 7);
      for (const [name, { output, id }] of outputs) {
        const analysis = getTemplate(id)!;
        expect(output.count, `${name}: rows`).toBeGreaterThan(0);
        const { params } = template.notebook.cells.find((c) => c.name === name)!;
        const { chart } = resolve(analysis, params);
        for (const lang of ['zh', 'en'] as const)
          if (chart)
            expect(figure(analysis, chart, output.chart!, lang), `${name} in ${lang}`).toBeGreaterThan(0);
        if (SILENT.has(name)) continue;
        const findings = rowObjects(output.findings!);
        expect(findings.length, `${name}: findings`).toBeGreaterThan(0);
        for (const finding of findings) {
          const rule = analysis.findings[String(finding.rule)]!;
          for (const column of sentenceColumns(rule.sentence.zh))
            expect(finding[column], `${name}, ${String(finding.rule)}: ${column}`).not.toBeNull();
        }
      }
    });

    test.each(['zh', 'en'] as const)(
      'its report in %s has nothing that a reader stumbles on',
      async (lang) => {
        const { notebook, prepared, outputs, disclosure, background } = await leaving(template);
        const report = gatherReport(
          {
            notebook: { ...notebook, ...fromNotebookTemplate(template, { lang }) },
            ...{ prepared, disclosure, background, template: getTemplate, rejected: () => 0 },
            findings: (name) => outputs.get(name)?.output.findings,
            versions: { program: 'Cellar', engine: 'DuckDB' },
          },
          { text: {} },
          lang,
          '2026-07-02T03:04:05Z',
        );
        const shown = [...outputs.values()].flatMap(({ id, output }) =>
          findingsOf(getTemplate(id)!, output.findings, lang, notebook.currency).flatMap(
            ({ segments, measure }) => [plain(segments), measure?.action ?? ''],
          ),
        );
        expect(stumbles(report, shown)).toEqual([]);
        expect(report.plan.length, 'rows of the plan').toBeGreaterThan(0);
      },
      120_000,
    );
  },
);

/** What each notebook's run has to tell and may, found out once for both languages. */
const known = new Map<string, ReturnType<typeof leavingOf>>();
function leaving(template: NotebookTemplate): ReturnType<typeof leavingOf> {
  const found = known.get(template.id) ?? leavingOf(template);
  known.set(template.id, found);
  return found;
}

async function leavingOf(template: NotebookTemplate) {
  const { notebook, prepared, outputs } = await ran(template);
  const input = {
    ...{ notebook, template: getTemplate, given: prepared.given },
    output: (name: string) => outputs.get(name)?.output,
  };
  const disclosure = must(await disclose(db, input));
  const background = await backgroundOf(db, { ...input, disclosure });
  return { notebook, prepared, outputs, disclosure, background };
}

/** A notebook's run, once for all that is asked of it: the tables of the last one are the database's. */
let last: { id: string; run: ReturnType<typeof runOf> } | null = null;
function ran(template: NotebookTemplate): ReturnType<typeof runOf> {
  if (last?.id !== template.id) last = { id: template.id, run: runOf(template) };
  return last.run;
}

/** Puts the sample in, with what a notebook asks for beside; what stood there before goes. */
let loaded: string | undefined | null = null;
async function load(beside: string | undefined): Promise<void> {
  if (loaded === beside) return;
  must(await db.run(['DROP SCHEMA IF EXISTS source CASCADE']));
  sources = await addSampleSources(asNative(db), beside);
  data = new EntityData();
  loaded = beside;
}

/** Runs a fresh notebook of the template over the sample, as the page does; its analyses by cell name. */
async function runOf(template: NotebookTemplate) {
  await load(BESIDE[template.id]?.columns);
  const notebook = fromNotebookTemplate(template, {
    lang: 'zh',
    versionOf: (id) => getTemplate(id)?.version ?? 1,
  });
  const prepared = must(await data.prepare(db, { notebook, sources, restored: [], today: '2026-07-01' }));
  const planned = await planCells(notebook.cells, {
    given: prepared.given,
    mapped: prepared.mapped,
    versions: prepared.versions,
    template: getTemplate,
    tableNames: (sql) => db.tableNames(sql),
  });
  const outputs = new Map<string, { id: string; output: CellOutput }>();
  for (const cell of planned) {
    const { template: id } = notebook.cells.find((c) => c.name === cell.name)!;
    expect(getTemplate(id), `${cell.name}: template ${id}`).toBeDefined();
    expect(cell.fault, cell.name).toBeNull();
    expect(cell.missing, cell.name).toEqual([]);
    if (cell.stages.length === 0) continue;
    const output = must(await runCell(db, cell, new Map(), { models: runModelHere }), cell.name);
    outputs.set(cell.name, { id, output });
  }
  return { notebook, prepared, outputs };
}

/** Draws the chart as the page does and returns how many marks, or tiles of key figures, it has; a refusal has none. */
function figure(analysis: Template, chart: ChartSpec, rows: Rows, lang: Lang): number {
  const drawn = draw(labelChart(analysis.codes, chart, lang), labelRows(analysis.codes, rows, lang), {
    lang,
    currency: 'CNY',
    theme: 'light',
    width: 880,
    document,
  });
  const marks = 'svg rect, svg path, svg circle, [data-part]';
  return drawn.element.querySelectorAll(chart.kind === 'kpi' ? '*' : marks).length;
}

function must<T>(result: Result<T>, what = ''): T {
  if (!result.ok) throw new Error(`${what} ${JSON.stringify(result.fault)}`);
  return result.value;
}

/** The face of the tests' own DuckDB over the one that runs notebooks. */
function asNative(database: NativeDatabase): SourceDb {
  return {
    exec: async (...statements: string[]) => void must<Rows>(await database.run(statements)),
    rows: async <T>(sql: string) => rowObjects<T>(must(await database.run(sql))),
  };
}
