import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { calmOf, MOMENT, Rest, rests, works, type Watched } from '../../../src/state/rest.ts';

const free: Watched = {
  locked: false,
  fault: null,
  imports: { busy: null, confirming: null, pending: null },
  session: null,
};
const open = (busy: boolean, restoring: unknown = null): Watched => ({
  ...free,
  session: { runs: { busy }, sources: { restoring } },
});
const importing = (of: Partial<Watched['imports']>): Watched => ({
  ...free,
  imports: { ...free.imports, ...of },
});
const START = { page: 'start' } as const;
const MAPPING = { page: 'mapping' } as const;
const NOTEBOOK = { page: 'notebook', id: 'n' } as const;

describe('nobody waits', () => {
  test('at the start page, and where cells have run', () => {
    expect(rests(free, START)).toBe(true);
    expect(rests(open(false), NOTEBOOK)).toBe(true);
    expect(rests(open(true), NOTEBOOK)).toBe(false);
    expect(rests(open(false, { done: 0, of: 2 }), NOTEBOOK)).toBe(false);
    expect(rests(open(true), START), 'gone back to the list while cells run').toBe(false);
  });

  test('while a notebook is being opened somebody does, until it is there or cannot be', () => {
    expect(rests(free, NOTEBOOK)).toBe(false);
    expect(rests(free, { page: 'shared', payload: 'nb1.x' })).toBe(false);
    expect(rests({ ...free, fault: { code: 'storage-missing' } }, NOTEBOOK)).toBe(true);
    expect(rests({ ...free, locked: true }, NOTEBOOK)).toBe(true);
  });

  test('while files are read or confirmed, or the sample is opened, somebody does', () => {
    expect(rests(importing({ pending: { ready: false } }), MAPPING)).toBe(false);
    expect(rests(importing({ pending: { ready: true } }), MAPPING)).toBe(true);
    expect(rests(importing({ pending: { ready: true }, confirming: { done: 0, of: 1 } }), MAPPING)).toBe(
      false,
    );
    expect(rests(importing({ busy: 'main' }), START)).toBe(false);
  });

  test('a notebook that is being opened may never come: that alone is no work', () => {
    expect([works(free), works(open(false)), works({ ...open(true), locked: true })]).toEqual([
      ...[false, false, false],
    ]);
    expect([works(open(true)), works(open(false, { done: 0, of: 2 }))]).toEqual([true, true]);
    expect([works(importing({ pending: { ready: false } })), works(importing({ busy: 'main' }))]).toEqual([
      ...[true, true],
    ]);
  });

  test('for longer where a notebook or an import is open', () => {
    expect(calmOf(free)).toBe(MOMENT);
    expect(calmOf(open(false))).toBeGreaterThan(MOMENT);
    expect(calmOf(importing({ pending: { ready: true } }))).toBeGreaterThan(MOMENT);
  });
});

describe('what waits for rest', () => {
  let rest: Rest;
  let calm: number;
  let working: boolean;
  let come: string[];
  const wait = (name: string) =>
    void rest
      .of(
        () => calm,
        () => working,
      )
      .then(() => come.push(name));
  const after = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  beforeEach(() => {
    vi.useFakeTimers();
    [rest, calm, working, come] = [new Rest(), 100, false, []];
  });
  afterEach(() => vi.useRealTimers());

  test('comes when it has been quiet for so long', async () => {
    wait('one');
    await after(1_000);
    expect(come).toEqual([]);
    rest.look(true);
    await after(99);
    expect(come).toEqual([]);
    await after(1);
    expect(come).toEqual(['one']);
    wait('two');
    await after(100);
    expect(come).toEqual(['one', 'two']);
  });

  test('waits anew where the quiet is broken, as long as is asked by then', async () => {
    rest.look(true);
    wait('one');
    await after(99);
    rest.look(false);
    await after(500);
    calm = 300;
    rest.look(true);
    await after(299);
    expect(come).toEqual([]);
    // Said again, it goes on being quiet.
    rest.look(true);
    await after(1);
    expect(come).toEqual(['one']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('comes in the end where it is never quiet', async () => {
    wait('one');
    await after(60_000);
    expect(come).toEqual(['one']);
    rest.look(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('does not begin beside work, however long that takes', async () => {
    working = true;
    wait('one');
    await after(600_000);
    expect(come).toEqual([]);
    working = false;
    rest.look(true);
    await after(100);
    expect(come).toEqual(['one']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('comes a minute later at most where that is over and it never is quiet all the same', async () => {
    working = true;
    wait('one');
    await after(90_000);
    working = false;
    await after(29_999);
    expect(come).toEqual([]);
    await after(1);
    expect(come).toEqual(['one']);
  });
});
