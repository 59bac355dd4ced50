import { describe, expect, test } from 'vitest';
import { mappedSource, presentRoleRefs } from '../../../src/entity/source.ts';
import { mappingProblems } from '../../../src/import/meaning/problems.ts';

const said = {
  name: 'crm',
  entity: 'customers' as const,
  mapping: { customer: 'id', email: 'mail', phone: 'tel' },
  privacy: { mail: 'drop', tel: 'mask' } as const,
};
const column = (name: string) => ({ name, type: 'VARCHAR' });

describe('a table after its policies', () => {
  test('a column left out for privacy has no meaning, and nothing is missing for it', () => {
    const source = mappedSource(said, [column('id'), column('tel')]);
    expect(source.mapping).toEqual({ customer: 'id', phone: 'tel' });
    expect(mappingProblems([source])).toEqual([]);
    expect(presentRoleRefs([source]).has('customers.email')).toBe(false);
  });

  test('a column that the file lacks for another reason is still missed', () => {
    const source = mappedSource(said, [column('id')]);
    expect(mappingProblems([source]).map(({ code, values }) => [code, values?.['column']])).toEqual([
      ['mapping-missing-column', 'tel'],
    ]);
  });

  test('rows that came before a column was left out keep its meaning', () => {
    const source = mappedSource(said, ['id', 'mail', 'tel'].map(column));
    expect(source.mapping).toEqual(said.mapping);
  });
});
