import { describe, expect, test } from 'vitest';
import { CELL_MENU, cellKey } from '../../../src/app/cell/cell-actions.ts';
import { durationText, statusText } from '../../../src/app/cell/cell-status.ts';

describe('statusText', () => {
  test('done tells the time and the rows', () => {
    expect(statusText({ state: 'done', seconds: 0.1618, rows: 4264 }, 0, 'zh')).toBe(
      '完成 · 0.16 秒 · 4,264 行',
    );
    expect(statusText({ state: 'done', seconds: 12.34, rows: 1 }, 0, 'en')).toBe('done · 12.3 s · 1 row');
    expect(statusText({ state: 'done', seconds: 0.04, rows: null }, 0, 'en')).toBe('done · 0.04 s');
  });
  test('running counts from its start, never below zero', () => {
    expect(statusText({ state: 'running', startedAt: 1000 }, 3140, 'en')).toBe('running · 2.1 s');
    expect(statusText({ state: 'running', startedAt: 5000 }, 3140, 'zh')).toBe('运行中 · 0.0 秒');
    expect(statusText({ state: 'running', startedAt: 0 }, 125_000, 'en')).toBe('running · 2 min 5 s');
    expect(statusText({ state: 'running', startedAt: 1000, judging: true }, 3140, 'en')).toBe(
      'working out findings · 2.1 s',
    );
    expect(statusText({ state: 'running', startedAt: 1000, progress: 0.459 }, 3140, 'en')).toBe(
      'fitting the model 45% · 2.1 s',
    );
  });
  test('durations change unit without rounding into the next one', () => {
    expect(durationText(59.94, 'en')).toBe('59.9 s');
    expect(durationText(59.96, 'en')).toBe('1 min 0 s');
    expect(durationText(9.996, 'en')).toBe('10.0 s');
  });
});

describe('cellKey', () => {
  const press = (
    key: string,
    mods: Partial<Record<'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey', boolean>> = {},
  ) => ({
    key,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    ...mods,
  });
  test('inside a field only running is the cell’s', () => {
    expect(cellKey(press('Enter', { ctrlKey: true }), false)).toBe('run');
    expect(cellKey(press('Enter', { metaKey: true }), false)).toBe('run');
    for (const key of ['Enter', 'Delete', 'Backspace', 'F2', 'ArrowDown'])
      expect(cellKey(press(key), false)).toBeNull();
    expect(cellKey(press('d', { ctrlKey: true }), false)).toBeNull();
  });
  test.each([
    ['Enter', {}, 'edit'],
    ['F2', {}, 'rename'],
    ['Delete', {}, 'delete'],
    ['Escape', {}, 'cancel'],
    ['ArrowDown', {}, 'next'],
    ['ArrowUp', { altKey: true }, 'move-up'],
    ['d', { metaKey: true }, 'duplicate'],
    ['ArrowUp', { shiftKey: true }, null],
    ['d', {}, null],
    ['ArrowDown', { ctrlKey: true }, null],
  ])('%s %o on the frame', (key, mods, does) => {
    expect(cellKey(press(key, mods), true)).toBe(does);
  });
  test('the menu names each action once', () => {
    const actions = CELL_MENU.map(({ action }) => action);
    expect(new Set(actions).size).toBe(actions.length);
  });
});
