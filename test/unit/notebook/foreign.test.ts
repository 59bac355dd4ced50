import { describe, expect, test } from 'vitest';
import { bringsNothing, whatItBrings } from '../../../src/notebook/foreign.ts';
import { fromNotebookTemplate } from '../../../src/notebook/create.ts';
import { defaultCell, defaultNotebook, defaultSource } from '../../../src/notebook/defaults.ts';
import type { Cell, Notebook } from '../../../src/notebook/document.ts';
import { readNotebook, writeNotebook } from '../../../src/notebook/file.ts';
import { notebookTemplates } from '../../../src/notebook/templates.ts';

const cell = (name: string, more: Partial<Cell> = {}): Cell => ({
  ...defaultCell,
  name,
  template: 'rfm',
  ...more,
});
const brings = (notebook: Partial<Notebook>) => whatItBrings({ ...defaultNotebook, ...notebook });
const source = (more: Partial<Notebook['sources'][number]>) => ({
  ...defaultSource,
  name: 'crm',
  entity: 'customers' as const,
  ...more,
});

describe('what a notebook from elsewhere brings', () => {
  test('every SQL that is no template’s, and which of it may not run', () => {
    const free = cell('free', { template: 'sql', sql: "SELECT getvariable('x')" });
    const { sql } = brings({ cells: [cell('own'), cell('fork', { sql: 'SELECT 1', title: 'T' }), free] });
    expect(sql).toEqual([
      { cell: 'fork', title: 'T', template: 'rfm', sql: 'SELECT 1', refused: null },
      { cell: 'free', title: '', template: 'sql', sql: "SELECT getvariable('x')", refused: 'getvariable' },
    ]);
  });

  test('rules that let more out than Cellar’s own, as the file has them', () => {
    const opened = (disclosure: object) => {
      const file = JSON.stringify({ format: 'cellar-notebook', version: 2, disclosure });
      const read = readNotebook(file);
      return read.ok ? whatItBrings(read.value).disclosure : read.fault.code;
    };
    expect(opened({})).toEqual([]);
    expect(opened({ customers: 10, share: 0.5 })).toEqual([]);
    expect(opened({ customers: 1 })).toEqual([{ customers: 1, share: 0.85, tables: false }]);
    expect(opened({ share: 1 })).toMatchObject([{ customers: 5, share: 1 }]);
    for (const bad of [
      { customers: 0 },
      { customers: -3 },
      { customers: 2.5 },
      { share: 1.5 },
      { customers: '5' },
    ])
      expect(opened(bad)).toBe('notebook-invalid');
    expect(writeNotebook({ ...defaultNotebook })).not.toContain('disclosure');
  });

  test('columns that are to be kept more openly than their names suggest, silence being to keep', () => {
    const columns = ['姓名', '手机号', '邮箱', '城市'].map((name) => ({ name, type: 'VARCHAR' }));
    const { raw } = brings({
      sources: [
        source({ columns, privacy: { 姓名: 'keep', 手机号: 'drop', 身份证号: 'mask', 备注: 'keep' } }),
      ],
    });
    expect(raw.map(({ column, asks, proposes }) => [column, asks, proposes])).toEqual([
      ['姓名', 'keep', 'mask'],
      ['邮箱', 'keep', 'drop'],
      ['身份证号', 'mask', 'drop'],
    ]);
  });

  test('a name stays personal when the notebook calls it a colleague’s', () => {
    const mapping = { owner: '姓名' };
    const { raw } = brings({ sources: [source({ mapping, privacy: { 姓名: 'keep' } })] });
    expect(raw.map(({ column, proposes }) => [column, proposes])).toEqual([['姓名', 'mask']]);
  });

  test('settings that leave out rows', () => {
    const { dropping } = brings({
      sources: [
        source({ reading: { skipTail: 250, headerLine: 3, encoding: 'gbk' } }),
        source({ reading: { skipTail: 0, headerLine: 1 } }),
      ],
      cleaning: [
        { rule: 'orders.zero_amount', action: 'quarantine', params: {} },
        { rule: 'orders.no_such_rule', action: 'quarantine', params: {} },
      ],
    });
    expect(dropping.map((d) => (d.kind === 'rule' ? d.rule.id : [d.kind, d.lines]))).toEqual([
      ['tail', 250],
      ['header', 2],
      'orders.zero_amount',
    ]);
  });

  test('metrics of its own and texts, those of a report too', () => {
    const own = {
      id: 'own_a',
      name: 'A',
      entity: 'orders' as const,
      expression: 'sum(amount)',
      format: 'money' as const,
    };
    const found = brings({
      metrics: [own],
      cells: [
        cell('words', { template: 'text', text: { body: '# Hi' } }),
        cell('report', { template: 'report', text: { diagnosis: 'x', action: ' ' } }),
      ],
    });
    expect(found.metrics).toEqual([own]);
    expect(found.texts).toEqual([
      { cell: 'words', text: '# Hi' },
      { cell: 'report', text: 'x' },
    ]);
    expect(bringsNothing(found)).toBe(false);
  });

  test.each(['zh', 'en'] as const)(
    'of the notebooks that Cellar offers nothing but settings (%s)',
    (lang) => {
      for (const template of notebookTemplates) {
        const file = readNotebook(writeNotebook(fromNotebookTemplate(template, { lang })));
        if (!file.ok) throw new Error(file.fault.code);
        const { sql, raw, metrics, texts } = whatItBrings(file.value);
        expect([sql, raw, metrics, texts], template.id).toEqual([[], [], [], []]);
      }
    },
  );
});

test('a notebook that calls sales something else is told', () => {
  const judged = (as: string) =>
    brings({
      cleaning: [{ rule: 'orders.status_unknown', action: 'flag', params: { 'status=已完成': as } }],
    }).dropping.map((one) => (one.kind === 'rule' ? one.rule.id : one.kind));
  expect(judged('cancelled')).toEqual(['orders.status_unknown']);
  expect(judged('sale')).toEqual([]);
});
