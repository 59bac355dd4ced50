import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { drawnSpec } from '../../../src/chart/spec-read.ts';
import { newNotebook } from '../../../src/notebook/create.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { readNotebook, writeNotebook } from '../../../src/notebook/file.ts';
import { migrate, type Migrations } from '../../../src/notebook/migrate.ts';
import { notebookFaults } from '../../../src/i18n/faults/notebook.ts';
import { MAX_NOTEBOOK_BYTES } from '../../../src/notebook/size.ts';
import type { Fault } from '../../../src/result.ts';

const frozen = (version: number) =>
  readFileSync(new URL(`../../fixtures/notebooks/v${version}.cellar.json`, import.meta.url), 'utf8');
const fixture = frozen(2);
const head = { format: 'cellar-notebook', version: 2 };
const file = (rest: object) => JSON.stringify({ ...head, ...rest });
const OWN = { id: 'own_a', name: 'A', entity: 'orders', expression: 'count(*)', format: 'number' };
const cells = (...names: string[]) => file({ cells: names.map((name) => ({ name, template: 'rfm' })) });

function read(text: string): Notebook {
  const result = readNotebook(text);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

function faultOf(text: string) {
  const result = readNotebook(text);
  if (result.ok) throw new Error('was read');
  expect(notebookFaults).toHaveProperty([result.fault.code]);
  return result.fault;
}

describe('the frozen file of version 1', () => {
  test('means what it meant: nothing but its version is written anew', () => {
    expect(writeNotebook(read(frozen(1)))).toBe(frozen(1).replace('"version": 1', '"version": 2'));
    const { goal, metrics } = read(frozen(1));
    expect(metrics).toEqual([]);
    expect(goal).toMatchObject({ behaviours: [], industry: '', model: '', metrics: [] });
  });

  test('fields that only later had a meaning are kept, and not read as what they are not', () => {
    const odd = { metrics: 'of another program', goal: { metrics: 3, owner: 'o', model: 'x' } };
    const text = writeNotebook(read(JSON.stringify({ format: 'cellar-notebook', version: 1, ...odd })));
    expect(JSON.parse(text)).toEqual({
      ...head,
      goal: { owner: 'o', v1: { model: 'x', metrics: 3 } },
      v1: { metrics: 'of another program' },
    });
  });
});

describe('the frozen file of version 2', () => {
  test('holds own metrics and the goal’s measures', () => {
    const { goal, metrics } = read(fixture);
    expect(goal).toMatchObject({ behaviours: ['buy', 'search'], industry: 'e-commerce', model: 'b2c' });
    expect(goal.metrics).toEqual(['revenue', 'own_spend', 'nps']);
    expect(metrics).toEqual([
      {
        id: 'own_spend',
        name: '人均消费',
        entity: 'orders',
        expression: 'sum(amount) / count(DISTINCT customer)',
        format: 'money',
        futureMetric: true,
      },
    ]);
  });

  test('is written again as it is, unknown fields included', () => {
    expect(writeNotebook(read(fixture))).toBe(fixture);
  });

  test('reads as a complete notebook', () => {
    const notebook = read(fixture);
    expect(notebook.title).toBe('客户价值与行为');
    expect(notebook.goal.period).toMatchObject({ kind: 'months', months: 12 });
    expect(notebook.goal.departments).toEqual([]);
    expect(notebook.sources[0]!.privacy).toEqual({ 手机: 'drop', constructor: 'mask' });
    expect(notebook.sources[0]!.reading).toEqual({ encoding: 'gb18030' });
    expect(notebook.cells.map((cell) => cell.name)).toEqual(['rfm', 'by_region', 'notes']);
    expect(notebook.cells[0]).toMatchObject({ title: '', folded: false, sql: null, chart: null, text: {} });
    expect(notebook.cells[1]!.sql).toBe(
      'SELECT region, sum(amount) AS revenue\nFROM orders\nGROUP BY region',
    );
    expect(notebook.cells[2]!.text.body).toBe('## 说明\n\n见 [RFM](#rfm)。');
  });

  test('keeps unknown fields of every level in memory', () => {
    const notebook = read(fixture) as unknown as Record<string, never> & Notebook;
    expect(notebook).toMatchObject({
      futureField: { a: [1, null] },
      goal: { futureGoal: 1, period: { futurePeriod: 'x' } },
      sources: [{ futureSource: true, columns: [{ futureColumn: 'c' }, {}] }],
      cleaning: [{ futureRule: 2 }],
      cells: [{ futureCell: 'kept' }, { chart: { futureChart: 3, x: { futureChannel: 4 } } }, {}],
    });
  });
});

describe('charts', () => {
  const withChart = (chart: unknown) => file({ cells: [{ name: 'a', template: 'rfm', chart }] });
  function readChart(chart: unknown) {
    const notices: Fault[] = [];
    const read = readNotebook(withChart(chart), (fault) => notices.push(fault));
    if (!read.ok) throw new Error(read.fault.code);
    return { chart: read.value.cells[0]!.chart, notices, written: writeNotebook(read.value) };
  }

  test('one that cannot be drawn leaves the template’s, and a notice', () => {
    for (const chart of [{ kind: 'html' }, 'bar', 7, [], { kind: 'pareto', y: { column: 1 } }]) {
      const { chart: kept, notices } = readChart(chart);
      expect(kept).toBeNull();
      expect(notices).toMatchObject([{ code: 'chart-invalid', values: { name: 'a' } }]);
    }
  });

  test('one that can do without what is wrong stays, with a notice', () => {
    const chart = { kind: 'pareto', y: { column: 'm' }, title: '<b>', layout: 3, later: { href: '//x' } };
    const { chart: kept, notices, written } = readChart(chart);
    const rest = { kind: 'pareto', y: { column: 'm' }, later: { href: '//x' } };
    expect(kept).toEqual(rest);
    expect(notices).toEqual([{ code: 'chart-field', values: { name: 'a', field: 'title, layout' } }]);
    // What a later version may know is written again, and not drawn.
    expect(JSON.parse(written)).toMatchObject({ cells: [{ chart: rest }] });
    expect(drawnSpec(kept)).toEqual({ kind: 'pareto', y: { column: 'm' } });
  });

  test('good ones, and none, are nothing to speak of', () => {
    for (const chart of [null, { kind: 'kpi', value: { column: 'v' }, formats: { column: 'f' } }])
      expect(readChart(chart)).toMatchObject({ chart, notices: [] });
  });
});

describe('writing', () => {
  test('an empty notebook is its three fields', () => {
    expect(JSON.parse(writeNotebook(newNotebook('新')))).toEqual({ ...head, title: '新' });
  });

  test('the order of keys does not depend on the order in which they were set', () => {
    const notebook = read(fixture);
    const shuffle = <T extends object>(o: T): T => Object.fromEntries(Object.entries(o).reverse()) as T;
    const shuffled = {
      ...shuffle(notebook),
      futureField: (notebook as unknown as { futureField: unknown }).futureField,
      cells: notebook.cells.map((cell, i) => (i === 0 ? cell : shuffle(cell))),
    } as Notebook;
    expect(JSON.parse(writeNotebook(shuffled))).toEqual(JSON.parse(fixture));
    expect(writeNotebook(shuffled).indexOf('"template": "sql"')).toBe(fixture.indexOf('"template": "sql"'));
  });

  test('changing one line of SQL changes one line of the file', () => {
    const notebook = read(fixture);
    const edited = {
      ...notebook,
      cells: notebook.cells.map((cell) => ({
        ...cell,
        sql: cell.sql?.replace('sum(amount)', 'avg(amount)') ?? null,
      })),
    };
    const before = fixture.split('\n');
    const after = writeNotebook(edited).split('\n');
    expect(after.length).toBe(before.length);
    expect(after.filter((line, i) => line !== before[i])).toHaveLength(1);
  });

  test('line ends and odd texts survive', () => {
    const notebook = newNotebook('t');
    const odd = { a: 'x\r\ny\r\n', b: '\n', c: '', d: '\u2028"\\</script>' };
    notebook.cells.push({
      ...{ name: 'a', template: 'text', templateVersion: 1, title: '', folded: true, params: {} },
      ...{ sql: '', chart: null, text: odd },
    });
    expect(read(writeNotebook(notebook))).toEqual(notebook);
  });
});

describe('refused, with the reason', () => {
  test.each([
    ['truncated JSON', fixture.slice(0, -20), 'json-invalid'],
    ['not JSON', '<!doctype html>', 'json-invalid'],
    ['empty', '', 'json-invalid'],
    ['another JSON', '{"cells":[]}', 'notebook-format'],
    ['null', 'null', 'notebook-format'],
    ['an array', '[]', 'notebook-format'],
    ['no version', '{"format":"cellar-notebook"}', 'notebook-version'],
    ['version as text', '{"format":"cellar-notebook","version":"1"}', 'notebook-version'],
    [
      'an own metric called like one of the catalogue',
      file({ metrics: [{ ...OWN, id: 'revenue' }] }),
      'notebook-invalid',
    ],
    ['an own metric of no entity', file({ metrics: [{ ...OWN, entity: 'people' }] }), 'notebook-invalid'],
    ['one own metric twice', file({ metrics: [OWN, OWN] }), 'metric-taken'],
    ['version 0', '{"format":"cellar-notebook","version":0}', 'notebook-version'],
    [
      'deep nesting',
      file({ x: 0 }).replace('0}', `${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
      'json-too-deep',
    ],
    ['unclosed nesting', '{"a":'.repeat(1_000_000), 'json-too-deep'],
    ['__proto__', '{"format":"cellar-notebook","version":1,"__proto__":{"x":1}}', 'json-unsafe-key'],
    ['nested __proto__', `${file({}).slice(0, -1)},"goal":{"a":[{"__proto__":{"x":1}}]}}`, 'json-unsafe-key'],
    ['huge', ' '.repeat(MAX_NOTEBOOK_BYTES + 1), 'json-too-large'],
    ['huge in UTF-8', '客'.repeat(MAX_NOTEBOOK_BYTES / 3 + 1), 'json-too-large'],
    ['cells no list', file({ cells: {} }), 'notebook-invalid'],
    ['a cell no object', file({ cells: ['rfm'] }), 'notebook-invalid'],
    ['a cell without template', file({ cells: [{ name: 'a' }] }), 'notebook-invalid'],
    ['template with a path', file({ cells: [{ name: 'a', template: '../x' }] }), 'notebook-invalid'],
    ['SQL no text', file({ cells: [{ name: 'a', template: 'sql', sql: 1 }] }), 'notebook-invalid'],
    [
      'endless number',
      `${file({}).slice(0, -1)},"cells":[{"name":"a","template":"b","params":{"x":1e999}}]}`,
      'notebook-invalid',
    ],
    [
      'param an object of texts',
      file({ cells: [{ name: 'a', template: 'b', params: { x: { y: 'z' } } }] }),
      'notebook-invalid',
    ],
    ['wrong entity', file({ sources: [{ name: 's', entity: 'secrets' }] }), 'notebook-invalid'],
    [
      'wrong policy',
      file({ sources: [{ name: 's', entity: 'orders', privacy: { constructor: 'leak' } }] }),
      'notebook-invalid',
    ],
    ['impossible date', file({ goal: { asOf: 'yesterday' } }), 'notebook-invalid'],
    ['share above one', file({ goal: { group: { kind: 'top', share: 20 } } }), 'notebook-invalid'],
    ['1001 cells', cells(...Array.from({ length: 1001 }, (_, i) => `c${i}`)), 'notebook-invalid'],
    ['duplicate names', cells('a', 'b', 'a'), 'cell-name-taken'],
    ['capital', cells('Rfm'), 'cell-name-invalid'],
    ['injection', cells('a"; DROP TABLE orders; --'), 'cell-name-invalid'],
    ['Chinese name', cells('客户'), 'cell-name-invalid'],
    ['empty name', cells(''), 'cell-name-invalid'],
    ['entity name', cells('orders'), 'cell-name-reserved'],
    ['unscoped entity', cells('all_orders'), 'cell-name-reserved'],
    ['SQL word', cells('select'), 'cell-name-reserved'],
    ['a step of another cell', cells('rfm__base'), 'cell-name-reserved'],
    ['a name of JavaScript', cells('constructor', '__proto__'), 'cell-name-invalid'],
  ])('%s', (_, text, code) => {
    expect(faultOf(text).code).toBe(code);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test('a newer version names both versions', () => {
    expect(faultOf('{"format":"cellar-notebook","version":7,"cells":"?"}')).toEqual({
      code: 'notebook-newer',
      values: { version: 7, known: 2 },
    });
  });

  test('a wrong field is named by its path', () => {
    const fault = faultOf(
      file({
        cells: [
          { name: 'a', template: 'rfm' },
          { name: 'b', template: 'rfm', folded: 'yes' },
        ],
      }),
    );
    expect(fault.values).toEqual({ path: 'cells.1.folded' });
  });
});

test('a column called __proto__ keeps its privacy policy', () => {
  const text = file({ sources: [{ name: 's', entity: 'orders', privacy: { x: 'keep' } }] }).replace(
    '"x"',
    '"__proto__"',
  );
  const notebook = read(text);
  expect(Object.entries(notebook.sources[0]!.privacy)).toEqual([['__proto__', 'keep']]);
  expect(read(writeNotebook(notebook))).toEqual(notebook);
  expect(faultOf(text.replace('"keep"', '{"x":1}')).code).toBe('notebook-invalid');
});

test('a byte order mark is no reason to refuse', () => {
  expect(read(`\uFEFF${fixture}`)).toEqual(read(fixture));
});

test('older files are migrated step by step on a copy', () => {
  const steps: Migrations = {
    1: ({ name, ...rest }) => ({ ...rest, title: name! }),
    2: (old) => ({ ...old, title: `${String(old.title)}!`, cells: [] }),
  };
  const old = Object.freeze({ format: 'cellar-notebook', version: 1, name: 'n', kept: 1 });
  expect(migrate(old, steps, 3)).toEqual({
    ok: true,
    value: { format: 'cellar-notebook', version: 3, title: 'n!', kept: 1, cells: [] },
  });
  expect(migrate({ ...old, version: 2 }, steps, 3)).toMatchObject({ value: { title: 'undefined!' } });
  expect(migrate(old, {}, 3)).toMatchObject({ fault: { code: 'notebook-version' } });
});

describe('words that must be the catalogue’s', () => {
  const source = (mapping: object) => file({ sources: [{ name: 's', entity: 'orders', mapping }] });
  const group = (role: string) => file({ goal: { group: { kind: 'attribute', role, value: 'x' } } });
  test.each([
    [file({ goal: { group: { kind: 'segment', cell: 'gone' } } }), 'goal.group.cell', 'gone'],
    [group('nosuch'), 'goal.group.role', 'nosuch'],
    [group('orders.nosuch'), 'goal.group.role', 'orders.nosuch'],
    [group('nosuch.region'), 'goal.group.role', 'nosuch.region'],
    [group('constructor.name'), 'goal.group.role', 'constructor.name'],
    [group(''), 'goal.group.role', ''],
    [file({ goal: { behaviours: ['buy', 'nosuch'] } }), 'goal.behaviours.1', 'nosuch'],
    [source({ amount: 'a', nosuch: 'b' }), 'sources.0.mapping', 'nosuch'],
    [source({ constructor: 'b' }), 'sources.0.mapping', 'constructor'],
  ])('%s', (text, path, word) => {
    expect(faultOf(text)).toEqual({ code: 'notebook-unknown', values: { path, word } });
  });
  test.each([group('region'), group('orders.region'), source({ customer: 'a', ordered_at: 'b' })])(
    '%s',
    (text) => {
      read(text);
    },
  );
});

describe('dates', () => {
  const asOf = (date: string) => file({ goal: { asOf: date } });
  const year = (n: number) => file({ goal: { period: { kind: 'year', year: n } } });
  test.each([
    asOf('2024-02-31'),
    asOf('2024-13-01'),
    asOf('0001-01-01'),
    asOf('9999-12-31'),
    year(1),
    year(9999),
  ])('without four digits before and after them: %s', (text) =>
    expect(faultOf(text).code).toBe('notebook-invalid'),
  );
  test.each([asOf('2024-02-29'), asOf('1700-01-01'), year(2024)])('%s', (text) => void read(text));
});
