import { describe, expect, test } from 'vitest';
import { defaultNotebook, defaultSource } from '../../../src/notebook/defaults.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { assignRole, changeEntity } from '../../../src/notebook/source-meaning.ts';

const notebook: Notebook = {
  ...defaultNotebook,
  sources: [
    { ...defaultSource, name: 'shop', entity: 'orders', mapping: { customer: 'id', amount: 'sum' } },
    { ...defaultSource, name: 'crm', entity: 'customers', mapping: { customer: 'nr' } },
  ],
};
const mappingOf = (changed: Notebook, name: string) =>
  changed.sources.find((source) => source.name === name)!.mapping;

describe('what a column means', () => {
  test('a role is one column’s, and a column has one role', () => {
    const changed = assignRole(notebook, 'shop', 'id', 'amount');
    expect(mappingOf(changed, 'shop')).toEqual({ amount: 'id' });
    expect(changed.sources[1]).toBe(notebook.sources[1]);
  });

  test('a column can be used for nothing', () => {
    expect(mappingOf(assignRole(notebook, 'shop', 'sum', ''), 'shop')).toEqual({
      customer: 'id',
    });
  });

  test('another entity keeps the roles that it knows', () => {
    const changed = changeEntity(notebook, 'shop', 'customers');
    expect(changed.sources[0]).toMatchObject({ entity: 'customers', mapping: { customer: 'id' } });
  });

  test('a source that is not there is no edit', () => {
    expect(assignRole(notebook, 'gone', 'id', 'amount')).toBe(notebook);
    expect(changeEntity(notebook, 'gone', 'events')).toBe(notebook);
  });
});
