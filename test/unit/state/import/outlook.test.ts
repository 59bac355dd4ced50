import { expect, test } from 'vitest';
import { ENTITIES } from '../../../../src/entity/catalogue.ts';
import { defaultSource } from '../../../../src/notebook/defaults.ts';
import { outlookOf, sumsOf } from '../../../../src/state/import/outlook.ts';
import { templates } from '../../../../src/template/registry.ts';

const mappedTo = (mapping: Record<string, string>, entity: 'orders' | 'events' = 'orders') => ({
  mapped: [
    {
      ...{ source: { ...defaultSource, name: 'shop', entity, mapping }, columns: [] },
      columns: Object.values(mapping).map((name) => ({ name, type: 'VARCHAR' })),
      ...{ name: 'shop', entity, mapping },
    },
  ] as never,
});

const orders = mappedTo({ customer: 'id', ordered_at: 'day', amount: 'sum' });

test('what orders alone allow is told by group, the rest by what it lacks', () => {
  const { possible, lacking } = outlookOf([orders], 'en');
  expect(possible.map(({ label }) => label)).toContain('Value');
  expect(possible.flatMap(({ titles }) => titles.split(', '))).toContain(templates.get('rfm')!.title.en);
  const needy = lacking.find(({ titles }) => titles.includes(templates.get('path-sankey')!.title.en));
  expect(needy?.label).toContain(ENTITIES.events.label.en);
  expect(needy?.count).toBeGreaterThan(1);
});

test('every analysis of a group is told once, whatever is mapped', () => {
  const grouped = [...templates.values()].filter(
    ({ view = 'analysis', group }) => view === 'analysis' && group !== 'free' && group !== 'frame',
  );
  for (const items of [[], [orders]]) {
    const { possible, lacking } = outlookOf(items, 'zh');
    const told = [...possible, ...lacking].flatMap(({ titles }) => titles.split('、'));
    for (const { title } of grouped) expect(told.filter((one) => one === title.zh)).toHaveLength(1);
  }
});

test('rows, rejected and emptied values are added up; a file that is not read yet counts nothing', () => {
  const report = (rows: number, rejected: number) => ({ rows, rejected }) as never;
  const items = [
    { emptied: 2, report: report(10, 1) },
    { emptied: 0, report: report(5, 0) },
    { emptied: 0, report: null },
  ] as Parameters<typeof sumsOf>[0];
  expect(sumsOf(items)).toEqual({ rows: 15, rejected: 1, emptied: 2 });
});
