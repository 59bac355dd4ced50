import { expect, test } from 'vitest';
import { CELL_MENU, footEntries, menuEntries, titleTyped } from '../../../src/app/cell/cell-actions.ts';
import { cellText } from '../../../src/i18n/cell.ts';

const all = CELL_MENU.map(({ action }) => action);

test('the foot has what is wanted most in a row, and the other formats behind it', () => {
  const { quick, formats } = footEntries(all);
  expect(quick.map(({ action }) => action)).toEqual(['run', 'edit-sql', 'download-csv']);
  expect(formats.map(({ action }) => action)).toEqual(['download-xlsx', 'download-parquet']);
  expect(footEntries(['rename', 'run'])).toMatchObject({ quick: [{ action: 'run' }], formats: [] });
});

test('the menu offers what can be done, under the keys of the machine', () => {
  const entry = (mac: boolean, folded: boolean, id: string) =>
    menuEntries(all, { mac, folded }).find((one) => one.id === id);
  expect([entry(false, false, 'run')?.key, entry(true, false, 'run')?.key]).toEqual(['Ctrl+Enter', '⌘↵']);
  expect([entry(false, false, 'fold')?.label, entry(false, true, 'fold')?.label]).toEqual([
    ...[cellText.fold, cellText.unfold],
  ]);
  expect(entry(false, false, 'delete')).toMatchObject({ danger: true, separated: true });
  expect(entry(false, false, 'revert')).toEqual({
    ...{ id: 'revert', label: cellText.revert, separated: false, danger: false },
  });
  expect(menuEntries(['rename'], { mac: false, folded: false }).map(({ id }) => id)).toEqual(['rename']);
});

test.each([
  ['a new title', '  Big customers ', { title: '', question: 'Who?' }, 'Big customers'],
  ['the question again', 'Who?', { title: 'Big customers', question: 'Who?' }, ''],
  ['nothing typed', '', { title: 'Big customers', question: 'Who?' }, ''],
  ['what it was', 'Who?', { title: '', question: 'Who?' }, null],
])('%s', (_, typed, shown, made) => {
  expect(titleTyped(typed, shown)).toBe(made);
});
