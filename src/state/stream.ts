import { attempt, ok, Stop, type Result } from '../result.ts';

/** How many pieces the producer may be ahead: one to work on while the other is taken. */
const AHEAD = 2;

/**
 * Turns a producer that pushes into pieces that a consumer draws. A push waits while `AHEAD` pieces are
 * untaken, so that neither side piles up memory; what the producer throws is thrown to the consumer. Once the
 * consumer has stopped, a push stops with `cancelled`: the producer would wait for ever, and whatever it holds with it.
 */
export async function* streamOf<T>(
  produce: (push: (piece: T) => Promise<void>) => Promise<void>,
): AsyncGenerator<T> {
  const queue: T[] = [];
  let wakeConsumer = (): void => {};
  let wakeProducer = (): void => {};
  let ended = false;
  let left = false;
  const work = produce(async (piece) => {
    queue.push(piece);
    wakeConsumer();
    while (!left && queue.length >= AHEAD) await new Promise<void>((resolve) => (wakeProducer = resolve));
    if (left) throw new Stop({ code: 'cancelled' });
  }).finally(() => {
    ended = true;
    wakeConsumer();
  });
  work.catch(() => {}); // it is awaited below, perhaps after it has failed
  try {
    for (;;) {
      if (queue.length > 0) {
        const piece = queue.shift()!;
        wakeProducer();
        yield piece;
      } else if (ended) {
        await work;
        return;
      } else await new Promise<void>((resolve) => (wakeConsumer = resolve));
    }
  } finally {
    left = true;
    wakeProducer();
  }
}

/** Draws all pieces, for what is done with each on the way. Fault `import-failed`, or that of a `Stop`. */
export const drained = (pieces: AsyncIterable<unknown>): Promise<Result<null>> =>
  attempt(async () => {
    for await (const _ of pieces);
    return ok(null);
  }, 'import-failed');
