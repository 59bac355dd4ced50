import { describe, expect, test } from 'vitest';
import { glance, inspect } from '../../../src/files/formats/inspect.ts';
import { stage } from '../../../src/files/formats/stage.ts';
import { few } from '../../tools/breadth.ts';
import { valueOf } from './support.ts';

/** A file that counts the bytes of it that somebody asks for. */
class Counted extends File {
  read = 0;

  override slice(start = 0, end = this.size, type?: string): Blob {
    const piece = super.slice(start, end, type);
    const count = () => (this.read += piece.size);
    const [bytes, stream] = [piece.arrayBuffer.bind(piece), piece.stream.bind(piece)];
    return Object.assign(piece, {
      arrayBuffer: () => (count(), bytes()),
      stream: () => (count(), stream()),
    });
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    this.read += this.size;
    return super.stream();
  }
}

const LINE = 'A00000001,Category 1,12\n';
const ROWS = Math.ceil((8 * 1024 * 1024) / LINE.length);
const lines = (late = ''): string => {
  const half = LINE.repeat(ROWS / 4);
  return `order_id,note,n\n${half}${late}${half}${half}${half}`;
};
const file = (text: string): Counted => new Counted([text], 'orders.csv');

describe('a long text in ASCII', () => {
  test('is glanced at by its ends, and staged without being read', async () => {
    const counted = file(lines());
    const [reading] = valueOf(await glance(counted));
    expect(reading!.partly).toBe(true);
    valueOf(await stage(counted, reading!));
    expect(counted.read).toBeLessThan(counted.size / 4);
  });

  test('reads alike when all of it was searched, which takes it once', async () => {
    const counted = file(lines());
    const [whole] = valueOf(await inspect(counted));
    const [{ partly: _, ...found }] = valueOf(await glance(counted)) as [NonNullable<typeof whole>];
    expect(whole).toEqual(found);
    expect(counted.read).toBeGreaterThanOrEqual(counted.size);
    expect(counted.read).toBeLessThan(counted.size * 1.5);
  });

  test.each(few([0, 1, 2, 3], 4))('tells the one place beyond it, wherever that lies (%i)', async (shift) => {
    const counted = file(lines(`${'B'.repeat(shift + 1)},无,x\n`));
    const [whole] = valueOf(await inspect(counted));
    const [found] = valueOf(await glance(counted));
    expect(found!.columns[2]!.type).toBe('integer');
    expect(whole!.partly).toBeUndefined();
    expect(whole!.notices).not.toEqual(found!.notices);
  });
});

test('what a text shows at its ends needs no search', async () => {
  const [reading] = valueOf(await glance(file(`${lines()}B1,无,12\n`)));
  expect(reading!.partly).toBeUndefined();
});
