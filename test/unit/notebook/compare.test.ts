import { expect, test } from 'vitest';
import { differences, goneBack } from '../../../src/notebook/compare.ts';
import { defaultCell, defaultNotebook, defaultSource } from '../../../src/notebook/defaults.ts';
import {
  addCell,
  deleteCell,
  moveCell,
  putSource,
  setGoal,
  setParam,
  setSql,
} from '../../../src/notebook/edit.ts';

const then = {
  ...defaultNotebook,
  cells: ['a', 'b', 'c'].map((name) => ({ ...defaultCell, name, template: 'rfm' })),
};
/** Kind, and what it is about. */
const told = (now: typeof then) =>
  differences(then, now).map((d) => {
    if (d.kind === 'part') return d.part;
    if (d.kind === 'order') return 'order';
    return `${d.kind} ${d.cell.name}${d.kind === 'changed' ? ` ${d.parts.join()}` : ''}`;
  });

test('nothing has changed in the same notebook, nor by folding a cell or bringing data', () => {
  expect(told(then)).toEqual([]);
  expect(told({ ...then, cells: then.cells.map((cell) => ({ ...cell, folded: true })) })).toEqual([]);
  expect(told(putSource(then, { ...defaultSource, entity: 'orders', name: 'crm' }))).toEqual([]);
});

test('what was added, taken out, changed and moved is told of, each once', () => {
  const added = addCell(then, { template: 'sql' });
  expect(told(added.notebook)).toEqual([`added ${added.name}`]);
  expect(told(deleteCell(then, 'b'))).toEqual(['removed b']);
  expect(told(setSql(setParam(then, 'b', 'top', 3), 'b', 'SELECT 1'))).toEqual(['changed b params,sql']);
  expect(told(moveCell(then, 'c', 0))).toEqual(['order']);
  expect(told(setGoal(then, { statement: 'Keep them' }))).toEqual(['goal']);
  // A cell of another template under the old name is another cell.
  const other = { ...then, cells: then.cells.map((c) => (c.name === 'a' ? { ...c, template: 'sql' } : c)) };
  expect(told(other)).toEqual(['added a', 'removed a']);
});

test('going back takes the method and leaves the data that are there', () => {
  const now = putSource(deleteCell(then, 'a'), { ...defaultSource, entity: 'orders', name: 'new' });
  const back = goneBack(now, then);
  expect(back.cells).toEqual(then.cells);
  expect(back.sources).toEqual(now.sources);
});
