import { describe, expect, test } from 'vitest';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { setTitle } from '../../../src/notebook/edit.ts';
import type { ScrubFinding } from '../../../src/notebook/scrub.ts';
import { Departing } from '../../../src/state/departing.svelte.ts';
import { leavesQuietly } from '../../../src/state/outgoing.ts';
import { atEveryMoment } from './moments.ts';
import { notebookOf } from './support.ts';

const PHONE = '13812345678';
const quiet = notebookOf({ a: 'SELECT 1' }, { title: 'Spring' });
const loud = setTitle(quiet, `Call ${PHONE}`);

/** An open notebook that is edited while it is looked through, which takes some steps. */
function edited() {
  const session = {
    notebook: quiet,
    async dataValues() {
      for (let step = 0; step < 3; step++) await new Promise((next) => setImmediate(next));
      return { values: new Set<string>(), raw: [], treated: [], unlooked: [] };
    },
  };
  const left: string[] = [];
  const replaced: string[] = [];
  const go = (found: readonly ScrubFinding[]) => {
    left.push(session.notebook.title);
    replaced.push(...found.map(({ text }) => text));
  };
  return { session, departing: new Departing(() => session), left, replaced, go };
}

const all = () => true;

describe('what is about to leave', () => {
  test('goes at once where nothing is found in it, and is asked about where something is', async () => {
    const { session, departing, left, replaced, go } = edited();
    expect(await departing.past(go, all)).toEqual([]);
    expect([left, departing.asked]).toEqual([['Spring'], null]);
    session.notebook = loud;
    expect(await departing.past(go, all)).toMatchObject([{ text: PHONE }]);
    expect([left, departing.asked?.found]).toMatchObject([['Spring'], [{ text: PHONE }]]);
    await departing.decided(departing.asked!.found);
    expect([left, replaced, departing.asked]).toEqual([['Spring', loud.title], [PHONE], null]);
  });

  test('and edited at whatever moment leaves as it was looked through', async () => {
    const moments = await atEveryMoment(() => {
      const { session, departing, left, go } = edited();
      let before = 0;
      return {
        work: departing.past(go, all),
        go: () => {
          before = left.length;
          session.notebook = loud;
        },
        after: () => {
          expect(left).toEqual(before > 0 ? ['Spring'] : []);
          expect(departing.asked?.found.map(({ text }) => text)).toEqual(before > 0 ? undefined : [PHONE]);
        },
      };
    });
    expect(moments).toBeGreaterThan(2);
  });

  test('and edited while it is asked about is asked about anew', async () => {
    const { session, departing, left, go } = edited();
    session.notebook = loud;
    await departing.past(go, all);
    session.notebook = setTitle(quiet, `Call ${PHONE} or 13987654321`);
    await departing.decided(departing.asked!.found);
    expect([left, departing.asked?.found.map(({ text }) => text)]).toEqual([[], [PHONE, '13987654321']]);
    session.notebook = quiet;
    await departing.decided([]);
    expect([left, departing.asked]).toEqual([['Spring'], null]);
  });

  test('and whose data do not answer is asked about', async () => {
    const { session, left, go } = edited();
    const dataValues = () => Promise.reject(new Error('gone'));
    session.notebook = { ...quiet, sources: [{ ...defaultSource, name: 'shop', entity: 'orders' }] };
    const departing = new Departing(() => ({ ...session, dataValues }));
    await departing.past(go, all);
    expect([left, departing.asked]).toMatchObject([[], { found: [], unlooked: ['shop'] }]);
  });

  test('and given up goes nowhere', async () => {
    const { session, departing, left, go } = edited();
    session.notebook = loud;
    await departing.past(go, all);
    departing.close();
    await departing.decided([]);
    expect([left, departing.asked]).toEqual([[], null]);
  });
});

test('a file leaves without a question only as it was looked through, at whatever moment it is edited', async () => {
  const moments = await atEveryMoment(() => {
    const { session } = edited();
    let over = false;
    let given: typeof quiet | null = null;
    const work = leavesQuietly(session).then((notebook) => {
      over = true;
      given = notebook;
    });
    let late = false;
    return {
      work,
      go: () => {
        late = over;
        session.notebook = loud;
      },
      after: () => expect(given).toBe(late ? quiet : null),
    };
  });
  expect(moments).toBeGreaterThan(2);
});
