import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { findingsFile } from '../../../src/cli/outputs.ts';
import type { Rows } from '../../../src/engine/api.ts';
import { defaultCell, defaultNotebook } from '../../../src/notebook/defaults.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { figuresOf } from '../../../src/report/figures.ts';
import { findingsOf } from '../../../src/report/findings.ts';
import { gatherReport } from '../../../src/report/gather.ts';
import { templatesOf } from '../../../src/metric/notebook-templates.ts';
import * as wording from '../../../src/template/findings.ts';
import { passing } from '../support/disclosure.ts';

/** Makes a sentence of a findings row. */
const worded = vi.spyOn(wording, 'renderFinding');
beforeEach(() => void worded.mockClear());
afterAll(() => void worded.mockRestore());

const notebook: Notebook = {
  ...defaultNotebook,
  cells: [{ ...defaultCell, name: 'pareto', template: 'pareto' }],
};
const template = templatesOf(notebook)('pareto')!;
const rules = Object.keys(template.findings);
const rowsOf = (): Rows => ({
  fields: [
    { name: 'rule', type: 'text', sqlType: 'VARCHAR' },
    { name: 'severity', type: 'text', sqlType: 'VARCHAR' },
  ],
  count: rules.length,
  data: [rules, rules.map(() => 'bad')],
});
const prepared = {
  given: { asOf: '2024-01-01', periodStart: '2023-01-01', periodEnd: '2023-12-31' },
  mapped: new Set<string>(),
  columns: [],
  versions: new Map<string, string>(),
  ledger: [],
  failed: new Map(),
  sourceLedger: [],
  outside: [],
  segment: null,
  singleLines: false,
  extent: { as_of: null, first_date: null, last_date: null },
};

test('cell, report, figures and file say a run’s findings, and each is worded once in each language', () => {
  const rows = rowsOf();
  const output = { chart: null, findings: rows, count: 1, fields: [], left: [] };
  const facts = {
    notebook,
    prepared,
    template: templatesOf(notebook),
    findings: () => rows,
    rejected: () => 0,
    disclosure: passing(),
    versions: { program: 'Cellar', engine: '1' },
  };
  const shown = findingsOf(template, rows, 'en', notebook.currency);
  expect(shown.length).toBe(rules.length);
  expect(worded).toHaveBeenCalledTimes(rules.length);
  for (let time = 0; time < 3; time++) gatherReport(facts, { text: {} }, 'en', '2024-01-01');
  const run: Parameters<typeof findingsFile>[0] = {
    notebook,
    prepared,
    sources: [],
    cells: [
      {
        planned: {
          name: 'pareto',
          group: null,
          everyone: false,
          compiled: null,
          stages: [],
          reads: [],
          version: '1',
          missing: [],
          fault: null,
        },
        state: 'done',
        output,
        fault: null,
        seconds: 1,
      },
    ],
    reconciliation: { checks: [], left: [] },
    lang: 'en',
    generatedAt: '2024-01-01',
  };
  const file = findingsFile(run, passing());
  expect(JSON.stringify(file)).toContain(rules[0]);
  expect(worded).toHaveBeenCalledTimes(rules.length);
  figuresOf({ notebook, prepared, template: templatesOf(notebook), output: () => output });
  expect(worded).toHaveBeenCalledTimes(2 * rules.length);
});

test('another run’s rows, another currency and another template are worded anew', () => {
  const rows = rowsOf();
  const first = findingsOf(template, rows, 'en', 'CNY');
  expect(findingsOf(template, rows, 'en', 'CNY')).toBe(first);
  expect(findingsOf(template, rowsOf(), 'en', 'CNY')).not.toBe(first);
  expect(findingsOf(template, rows, 'en', 'EUR')).not.toBe(first);
  expect(findingsOf({ ...template }, rows, 'en', 'EUR')).not.toBe(findingsOf(template, rows, 'en', 'EUR'));
  expect(findingsOf(template, rows, 'zh', 'EUR')[0]!.segments).not.toEqual(first[0]!.segments);
});
