import { describe, expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import { templatesOf } from '../../../src/metric/notebook-templates.ts';
import { defaultCell, defaultNotebook } from '../../../src/notebook/defaults.ts';
import type { Background } from '../../../src/report/background.ts';
import { gatherReport, NAMES_KEY } from '../../../src/report/gather.ts';
import type { Template } from '../../../src/template/schema.ts';
import { passing } from '../support/disclosure.ts';

const notebook = { ...defaultNotebook, cells: [{ ...defaultCell, name: 'pareto', template: 'pareto' }] };

/** One finding that stands up, about somebody of this name. */
const rowsAbout = (name: string): Rows => {
  const row = { rule: 'steep', severity: 'good', stands: true, verdict: 1, name, n: 20, amount: 9000 };
  return {
    fields: Object.entries(row).map(([column, value]) => ({
      name: column,
      type: typeof value === 'string' ? 'text' : typeof value === 'boolean' ? 'boolean' : 'number',
      sqlType: 'VARCHAR',
    })) as Rows['fields'],
    count: 1,
    data: Object.values(row).map((value) => [value]),
  };
};

const reportOn = (
  name: string,
  background: Background | null,
  text: Record<string, string> = {},
  rule: object = RULE,
  held: 'small' | null = null,
) =>
  gatherReport(
    {
      notebook,
      prepared: null,
      template: (id) => {
        const template = templatesOf(notebook)(id);
        // A rule that is an insight by itself: what is tried is who it names.
        return template && ({ ...template, findings: { steep: rule } } as Template);
      },
      findings: () => rowsAbout(name),
      rejected: () => 0,
      disclosure: passing({ finding: () => held }),
      background,
      versions: { program: 'Cellar', engine: '1' },
    },
    { text },
    'en',
    '2024-01-01',
  );
const RULE = {
  sentence: { zh: '{name} 名下有 {n} 位客户在流失。', en: '{name} has {n} customers who are leaving.' },
  insight: { money: { column: 'amount' }, reach: 'n' },
  claim: { kind: 'level' as const },
};
const known = (...staff: string[]): Background => ({
  causes: new Map(),
  staff: new Set(staff),
  highValue: null,
});

/** What of a report speaks of somebody. */
const told = (report: ReturnType<typeof reportOn>) => JSON.stringify(report.sections);

describe('employees in a report', () => {
  test('what names one stays out, and the report says that something does', () => {
    const report = reportOn('Li Wei', known('Li Wei'));
    expect(told(report)).not.toContain('Li Wei');
    expect(JSON.stringify(report)).toMatch(/employee/i);
  });

  test('other names are told', () => {
    const report = reportOn('Shanghai', known('Li Wei'));
    expect(told(report)).toContain('Shanghai');
    expect(JSON.stringify(report)).not.toMatch(/employee/i);
  });

  test('where it is not known who is one, no name is told', () => {
    expect(told(reportOn('Shanghai', { ...known(), staff: null }))).not.toContain('Shanghai');
  });

  test('nor is one named where an analysis merely shows something, and what is held back is not shown', () => {
    const { insight: _, ...reading } = RULE;
    expect(told(reportOn('Shanghai', known('Li Wei'), {}, reading))).toContain('Shanghai');
    expect(told(reportOn('Li Wei', known('Li Wei'), {}, reading))).not.toContain('Li Wei');
    expect(told(reportOn('Shanghai', known('Li Wei'), {}, reading, 'small'))).not.toContain('Shanghai');
  });

  test('chosen to be named, they are', () => {
    expect(told(reportOn('Li Wei', known('Li Wei'), { [NAMES_KEY]: '' }))).toContain('Li Wei');
  });
});
