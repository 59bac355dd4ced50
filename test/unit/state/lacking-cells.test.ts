import { expect, test } from 'vitest';
import { defaultCell } from '../../../src/notebook/defaults.ts';
import { lackingCells } from '../../../src/state/lacking-cells.ts';

const cells = ['goal', 'rfm', 'nps', 'paths'].map((name) => ({ ...defaultCell, name, template: name }));
const lacks = (missing: Record<string, string[]>) =>
  lackingCells(cells, (name) => ({ missing: missing[name] ?? [] })).map(({ name }) => name);

test('cells whose roles no file has are folded where there are several of them', () => {
  expect(lacks({ nps: ['feedback.nps'], paths: ['events.action'] })).toEqual(['nps', 'paths']);
  expect(lacks({ nps: ['feedback.nps'] })).toEqual([]);
  expect(lacks({})).toEqual([]);
});
