/** How many pieces the producer may be ahead: one to work on while the other is taken. */
const AHEAD = 2;

/**
 * Turns a producer that pushes into pieces that a consumer draws. A push waits while `AHEAD` pieces are
 * untaken, so that neither side piles up memory; what the producer throws is thrown to the consumer.
 */
export async function* streamOf<T>(
  produce: (push: (piece: T) => Promise<void>) => Promise<void>,
): AsyncGenerator<T> {
  const queue: T[] = [];
  let wakeConsumer = (): void => {};
  let wakeProducer = (): void => {};
  let ended = false;
  const work = produce(async (piece) => {
    queue.push(piece);
    wakeConsumer();
    while (queue.length >= AHEAD) await new Promise<void>((resolve) => (wakeProducer = resolve));
  }).finally(() => {
    ended = true;
    wakeConsumer();
  });
  work.catch(() => {}); // it is awaited below, perhaps after it has failed
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
}
