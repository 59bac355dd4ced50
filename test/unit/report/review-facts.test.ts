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
