/** A work that is begun anew for each moment of it. */
interface Begun {
  work: Promise<unknown>;
  /** What comes in between. */
  go(): unknown;
  /** Looks at what came of both. */
  after(): unknown;
}

/** How many times others may go on before the next moment: with one, what waits for two things at once is met between them. */
const TASKS = 4;

/** Lets what is under way take so many steps: some of its ways go on in the same task, others in one of their own. */
async function steps(count: number): Promise<void> {
  for (let step = 1; step <= count; step++) {
    if (step % TASKS > 0) await Promise.resolve();
    else await new Promise((next) => setImmediate(next));
  }
}

/**
 * Begins a work again and again, and lets something happen after no step of it, after one, after two, until it is over
 * by then. Returns how many moments of it those were. An error that nobody hears fails the test's file by itself.
 */
export async function atEveryMoment(begin: () => Begun | Promise<Begun>): Promise<number> {
  for (let moment = 0; ; moment++) {
    const { work, go, after } = await begin();
    let over = false;
    const ended = work.then(() => (over = true));
    await steps(moment);
    const late = over;
    await go();
    await ended;
    await after();
    if (late) return moment;
  }
}
