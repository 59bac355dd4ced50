import { describe, expect, test } from 'vitest';
import { fail, need } from '../../../src/result.ts';
import { streamOf } from '../../../src/state/stream.ts';
import { until } from './import/workshop.ts';

async function all<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  for await (const piece of pieces) taken.push(piece);
  return taken;
}

/** A producer of the numbers from 1 on, with what it has pushed and how it ended. */
function counting(of: number) {
  const seen = { pushed: 0, done: 0, end: '' };
  const pieces = streamOf<number>(async (push) => {
    try {
      for (let n = 1; n <= of; n++) {
        seen.pushed += 1;
        await push(n);
        seen.done += 1;
      }
      seen.end = 'over';
    } catch (error) {
      seen.end = String(error);
      throw error;
    }
  });
  return { seen, pieces };
}

describe('pieces that are pushed and drawn', () => {
  test('come in order, every one of them', async () => {
    const { pieces } = counting(5);
    expect(await all(pieces)).toEqual([1, 2, 3, 4, 5]);
  });

  test('none is made before the first is drawn, and never more than two ahead', async () => {
    const { seen, pieces } = counting(10);
    expect(seen.pushed).toBe(0);
    await pieces.next();
    await new Promise((next) => setImmediate(next));
    expect(seen.pushed).toBe(3);
    await pieces.next();
    await new Promise((next) => setImmediate(next));
    expect(seen.pushed).toBe(4);
  });

  test('what the producer throws comes after the pieces before it', async () => {
    const pieces = streamOf<number>(async (push) => {
      await push(1);
      need(fail('storage-damaged'));
    });
    expect(await pieces.next()).toEqual({ done: false, value: 1 });
    await expect(pieces.next()).rejects.toMatchObject({ fault: { code: 'storage-damaged' } });
  });

  test('a producer that pushes nothing ends the stream', async () => {
    expect(await all(streamOf(async () => {}))).toEqual([]);
  });
});

describe('whoever draws them stops', () => {
  test('midway: a producer that waits is told, and does not wait for ever', async () => {
    const { seen, pieces } = counting(10);
    for await (const piece of pieces) if (piece === 2) break;
    await until(() => seen.end !== '');
    expect(seen.end).toContain('cancelled');
    expect(seen.pushed).toBeLessThan(10);
  });

  test('while the next piece is being made: its push is the last', async () => {
    let make: (() => void) | null = null;
    let end = '';
    const pieces = streamOf<number>(async (push) => {
      await push(1);
      await new Promise<void>((resolve) => (make = resolve));
      await push(2).catch((error: unknown) => (end = String(error)));
    });
    await pieces.next();
    await until(() => make !== null);
    await pieces.return(undefined);
    make!();
    await until(() => end !== '');
    expect(end).toContain('cancelled');
  });

  test('by an error of its own: that is what it hears', async () => {
    const { seen, pieces } = counting(10);
    const taking = async () => {
      for await (const piece of pieces) if (piece === 2) throw new Error('the disk is full');
    };
    await expect(taking()).rejects.toThrow('the disk is full');
    await until(() => seen.end !== '');
  });
});
