import { expect, test } from 'vitest';
import type { EntityName } from '../../../src/entity/catalogue.ts';
import { sourcesBehind } from '../../../src/run/lineage.ts';

const source = (name: string, entity: EntityName) => ({ name, entity, mapping: {}, columns: [] });
const SOURCES = [
  source('shop', 'orders'),
  source('web', 'orders'),
  source('CRM', 'customers'),
  source('log', 'events'),
];
const READS: Record<string, string[]> = {
  rfm: ['orders'],
  win_back: ['rfm', 'all_customers'],
  by_hand: ['source.log', 'quarantine.orders'],
  loop_a: ['loop_b'],
  loop_b: ['loop_a', 'events'],
};
const behind = (cell: string, sources = SOURCES) => sourcesBehind(cell, (name) => READS[name], sources);

test('a result tells the sources it is made of, through the cells it reads', () => {
  expect(behind('rfm')).toEqual(['shop', 'web']);
  expect(behind('win_back')).toEqual(['shop', 'web', 'CRM']);
  expect(behind('by_hand')).toEqual(['shop', 'web', 'log']);
  expect(behind('loop_a')).toEqual(['log']);
});

test('customers without a profile file are made of all that names them', () => {
  expect(behind('win_back', [source('shop', 'orders'), source('log', 'events')])).toEqual(['shop', 'log']);
});
