import { PART } from '../../tools/breadth.ts';

/** Each moment that is tried stands for so many: in `npm test` for those up to the next one tried. */
export const EACH = PART ? 8 : 1;

/** A work that is begun anew for each moment of it. */
interface Begun {
  work: Promise<unknown>;
  /** What comes in between. */
  go(): unknown;
  /** Looks at what came of both. */
  after(): unknown;
}

/** Lets what is under way take so many steps; each of a number of them is a task of its own, in which others end. */
async function steps(count: number, ofTask: number): Promise<void> {
  for (let step = 1; step <= count; step++) {
    if (step % ofTask > 0) await Promise.resolve();
    else await new Promise((next) => setImmediate(next));
  }
}

/**
 * Begins a work again and again, and lets something happen after no step of it, after one, after two, until it is over
 * by then; in `npm test` after every eighth. Returns how many moments of it those were: more than one of any work that
 * is in parts, how many more hangs on what the machine does beside it. An error that nobody hears fails the test's file by itself.
 * @param ofTask steps until the event loop goes on: many for work that waits for nothing outside
 */
export async function atEveryMoment(begin: () => Begun | Promise<Begun>, ofTask = 4): Promise<number> {
  for (let moment = 0; ; moment += EACH) {
    const { work, go, after } = await begin();
    let over = false;
    const ended = work.then(() => (over = true));
    await steps(moment, ofTask);
    const late = over;
    await go();
    await ended;
    await after();
    if (late) return moment;
  }
}
