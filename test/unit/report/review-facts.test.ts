import { expect, test } from 'vitest';
import { newNotebook } from '../../../src/notebook/create.ts';
import { defaultCell, defaultSource } from '../../../src/notebook/defaults.ts';
import { reviewFacts } from '../../../src/report/review-facts.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import type { RunFacts } from '../../../src/report/run-facts.ts';

test('a column that says something of the customer is used; what nothing reads, and was imported, is not', () => {
  const source = {
    ...defaultSource,
    name: 'list',
    entity: 'orders' as const,
    columns: ['id', 'day', 'trade', 'note', 'phone'].map((name) => ({ name, type: 'VARCHAR' })),
    mapping: { customer: 'id', ordered_at: 'day' },
    attributes: { industry: 'trade' },
    privacy: { phone: 'drop' as const },
  };
  const facts = {
    notebook: { ...newNotebook('x'), sources: [source] },
    prepared: null,
    template: () => undefined,
    findings: () => null,
  } as unknown as RunFacts;
  expect(reviewFacts(facts, { text: {} }, 'en').unused).toEqual([{ source: 'list', columns: ['note'] }]);
});

test('a column that an analysis divides customers by is used', () => {
  const source = {
    ...defaultSource,
    name: 'list',
    entity: 'customers' as const,
    columns: ['id', 'plan', 'note'].map((name) => ({ name, type: 'VARCHAR' })),
    mapping: { customer: 'id' },
  };
  const cells = [{ ...defaultCell, name: 'who', template: 'structure', params: { by: 'column:plan' } }];
  const facts = {
    notebook: { ...newNotebook('x'), sources: [source], cells },
    prepared: null,
    template: () => undefined,
    findings: () => null,
  } as unknown as RunFacts;
  expect(reviewFacts(facts, { text: {} }, 'en').unused).toEqual([{ source: 'list', columns: ['note'] }]);
});

test('where every attribute is compared, each column that customers can be divided by is used', () => {
  const source = {
    ...defaultSource,
    name: 'list',
    entity: 'customers' as const,
    columns: [
      ...['id', 'gone', 'plan'].map((name) => ({ name, type: 'VARCHAR' })),
      { name: 'spend', type: 'DOUBLE' },
      { name: 'seen', type: 'TIMESTAMP' },
    ],
    mapping: { customer: 'id', churned: 'gone' },
  };
  const facts = {
    notebook: {
      ...newNotebook('x'),
      sources: [source],
      cells: [{ ...defaultCell, name: 'who', template: 'churn-by-group' }],
    },
    prepared: null,
    template: getTemplate,
    findings: () => null,
  } as unknown as RunFacts;
  expect(reviewFacts(facts, { text: {} }, 'en').unused).toEqual([{ source: 'list', columns: ['seen'] }]);
});

test('a rule sets aside the share of all rows that were read, as the page says elsewhere', () => {
  const row = {
    action: 'quarantine',
    added: 0,
    corrected: 0,
    flagged: 0,
    money: null,
    entity: 'orders' as const,
  };
  const facts = {
    notebook: newNotebook('x'),
    prepared: {
      ledger: [
        { ...row, step: 0, rule: 'read', rows_in: 1000, removed: 0, rows_out: 1000 },
        { ...row, step: 1, rule: 'orders.exact_duplicate', rows_in: 1000, removed: 500, rows_out: 500 },
        { ...row, step: 2, rule: 'orders.no_customer', rows_in: 500, removed: 100, rows_out: 400 },
      ],
    },
    template: () => undefined,
    findings: () => null,
  } as unknown as RunFacts;
  expect(reviewFacts(facts, { text: {} }, 'en').harsh).toEqual([
    { rule: 'Exact duplicate rows', entity: 'orders', share: '50%' },
    { rule: 'No customer', entity: 'orders', share: '10%' },
  ]);
});

test('an analysis that found nothing to say is asked about, and no cell of key figures, which stand for themselves', () => {
  const cells = ['kpi', 'rfm'].map((template) => ({ ...defaultCell, name: template, template }));
  const facts = {
    notebook: { ...newNotebook('x'), cells },
    prepared: null,
    template: getTemplate,
    findings: () => ({ fields: [], count: 0, data: [] }),
  } as unknown as RunFacts;
  expect(reviewFacts(facts, { text: {} }, 'en').silent).toEqual(['RFM tiers']);
});
