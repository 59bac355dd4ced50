import { expect, test } from 'vitest';
import { Turns } from '../../../src/app/turns.ts';

/** Turns whose tasks a test runs one by one, and what was drawn so far. */
function setup(): { turns: Turns; drawn: string[]; task: () => boolean } {
  const tasks: (() => void)[] = [];
  const task = () => {
    const [work] = tasks.splice(0, 1);
    work?.();
    return work !== undefined;
  };
  return { turns: new Turns((work) => void tasks.push(work)), drawn: [], task };
}

test('nothing is drawn in the task that asks, and one part in each that follows, in the order asked for', () => {
  const { turns, drawn, task } = setup();
  for (const part of ['rail', 'goal', 'metrics']) turns.take(() => drawn.push(part));
  expect(drawn).toEqual([]);
  const after: number[] = [];
  while (task()) after.push(drawn.length);
  expect(after).toEqual([1, 2, 3]);
  expect(drawn).toEqual(['rail', 'goal', 'metrics']);
});

test('what asks for another turn while it is drawn comes behind all others', () => {
  const { turns, drawn, task } = setup();
  turns.take(() => turns.take(() => drawn.push('folded'), true));
  turns.take(() => drawn.push('next'));
  while (task());
  expect(drawn).toEqual(['next', 'folded']);
});

test('once all have had their turn a part is drawn at once, unless it is patient', () => {
  const { turns, drawn, task } = setup();
  turns.take(() => drawn.push('first'));
  while (task());
  turns.take(() => drawn.push('added'));
  expect(drawn).toEqual(['first', 'added']);
  turns.take(() => drawn.push('patient'), true);
  expect(drawn).toEqual(['first', 'added']);
  expect(task()).toBe(true);
  expect(drawn).toEqual(['first', 'added', 'patient']);
  expect(task()).toBe(false);
});

test('a turn can be given up, and paper waits for none', () => {
  const { turns, drawn, task } = setup();
  turns.take(() => drawn.push('gone'))();
  turns.take(() => drawn.push('a'));
  turns.take(() => drawn.push('b'));
  turns.all();
  expect(drawn).toEqual(['a', 'b']);
  while (task());
  expect(drawn).toEqual(['a', 'b']);
});

test('what cannot be drawn keeps no other waiting', () => {
  const { turns, drawn, task } = setup();
  turns.take(() => {
    throw new Error('broken');
  });
  turns.take(() => drawn.push('next'));
  expect(task).toThrow('broken');
  while (task());
  expect(drawn).toEqual(['next']);
});

test('paper shows what is in a part that is drawn for it, patient or not', () => {
  const { turns, drawn, task } = setup();
  const parts: (() => void)[] = [];
  turns.take(() => parts.push(() => turns.take(() => drawn.push('rules'), true)));
  turns.all(() => parts.splice(0).forEach((part) => part()));
  expect(drawn).toEqual(['rules']);
  while (task());
  expect(drawn).toEqual(['rules']);
});
