import { describe, expect, test } from 'vitest';
import { newNotebook } from '../../../src/notebook/create.ts';
import { setTitle } from '../../../src/notebook/edit.ts';
import * as history from '../../../src/notebook/history.ts';
import { EDIT_LABELS, editLabel, mergeKey } from '../../../src/notebook/labels.ts';

const label = { zh: '改', en: 'change' };
const start = newNotebook('0');

function edits(...steps: { title: string; key?: string | null; at?: number }[]): history.History {
  return steps.reduce(
    (h, { title, key, at = 0 }) =>
      history.record(h, setTitle(h.present, title), { kind: 'setTitle', label, mergeKey: key, at }),
    history.startHistory(start),
  );
}
const back = (h: history.History): string[] =>
  h.past.length === 0 ? [h.present.title] : [h.present.title, ...back(history.undo(h))];

describe('history', () => {
  test('undoes and redoes to the very same documents', () => {
    const h = edits({ title: 'a' }, { title: 'b' }, { title: 'c' });
    expect(back(h)).toEqual(['c', 'b', 'a', '0']);
    const all = history.undo(history.undo(history.undo(h)));
    expect(all.present).toBe(start);
    expect(history.undo(all)).toBe(all);
    const again = history.redo(history.redo(history.redo(all)));
    expect(again.present).toBe(h.present);
    expect(again.past.map((step) => step.before)).toEqual(h.past.map((step) => step.before));
    expect(history.redo(again)).toBe(again);
  });

  test('an edit after undo drops what could be redone', () => {
    const undone = history.undo(edits({ title: 'a' }, { title: 'b' }));
    const h = history.record(undone, setTitle(undone.present, 'x'), { kind: 'setTitle', label, at: 0 });
    expect(h.future).toEqual([]);
    expect(back(h)).toEqual(['x', 'a', '0']);
  });

  test('an edit that changes nothing is no step', () => {
    const h = history.startHistory(start);
    expect(history.record(h, setTitle(start, '0'), { kind: 'setTitle', label, at: 0 })).toBe(h);
  });

  test('a drag is one step; another field, a pause, no key or a seal begins a new one', () => {
    expect(
      back(
        edits(
          { title: 'a', key: 'k', at: 0 },
          { title: 'b', key: 'k', at: 900 },
          { title: 'c', key: 'k', at: 1800 },
        ),
      ),
    ).toEqual(['c', '0']);
    expect(back(edits({ title: 'a', key: 'k' }, { title: 'b', key: 'other' }))).toEqual(['b', 'a', '0']);
    expect(back(edits({ title: 'a', key: 'k', at: 0 }, { title: 'b', key: 'k', at: 5_000 }))).toEqual([
      'b',
      'a',
      '0',
    ]);
    expect(back(edits({ title: 'a', key: null }, { title: 'b', key: null }))).toEqual(['b', 'a', '0']);
    const sealed = history.sealStep(edits({ title: 'a', key: 'k' }));
    expect(
      back(
        history.record(sealed, setTitle(sealed.present, 'b'), {
          kind: 'setTitle',
          label,
          mergeKey: 'k',
          at: 0,
        }),
      ),
    ).toEqual(['b', 'a', '0']);
  });

  test('an edit after redo does not merge into the redone step', () => {
    const redone = history.redo(history.undo(edits({ title: 'a', key: 'k' })));
    expect(
      back(history.record(redone, setTitle(start, 'b'), { kind: 'setTitle', label, mergeKey: 'k', at: 0 })),
    ).toEqual(['b', 'a', '0']);
  });

  test('is bounded, and keeps the latest', () => {
    const h = edits(...Array.from({ length: 500 }, (_, i) => ({ title: String(i + 1) })));
    expect(h.past.length).toBe(200);
    expect(back(h).at(-1)).toBe('300');
  });

  test('a replaced present is no step', () => {
    const h = history.replacePresent(edits({ title: 'a' }), setTitle(start, 'loaded'));
    expect(back(h)).toEqual(['loaded', '0']);
  });

  test('says what undo and redo would do', () => {
    const h = edits({ title: 'a' });
    expect(history.undoLabel(h)).toEqual(label);
    expect(history.redoLabel(h)).toBeNull();
    expect(history.redoLabel(history.undo(h))).toEqual(label);
    expect(history.undoLabel(history.undo(h))).toBeNull();
  });
});

test('labels name the cell in both languages', () => {
  expect(editLabel('renameCell', 'rfm')).toEqual({ zh: '重命名单元格 rfm', en: 'Rename cell rfm' });
  for (const kind of Object.keys(EDIT_LABELS) as (keyof typeof EDIT_LABELS)[]) {
    const { zh, en } = editLabel(kind, 'x');
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(`${zh}${en}`).not.toContain('{');
  }
  expect(mergeKey('setParam', 'rfm', 'top')).not.toBe(mergeKey('setParam', 'rfm', 'w'));
});
