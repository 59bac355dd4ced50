import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { shippedAs } from '../../../src/import/shipped-pieces.ts';
import { packStretch, unpackPieces, unpackStretch, type Stretch } from '../../../src/import/packed-rows.ts';

const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => (i * i * 31 + (i >> 3)) % 256);

test.each(
  ([1, 2, 4, 8] as const).flatMap((width) =>
    (['lanes', 'steps'] as const).flatMap((how) =>
      [0, 1, 7, 8, 64, 65, 71].map((length) => [width, how, length] as const),
    ),
  ),
)(
  'values of %i bytes, in %s, of %i bytes come back, and what stands around them stays',
  (width, how, length) => {
    const stream = bytes(length + 24);
    const stretch: Stretch = [8, length, width, how];
    const packed = stream.slice();
    packStretch(packed, stretch);
    expect([packed.slice(0, 8), packed.slice(8 + length)]).toEqual([
      stream.slice(0, 8),
      stream.slice(8 + length),
    ]);
    unpackStretch(packed, stretch);
    expect(packed).toEqual(stream);
  },
);

test('values that ascend by the same step become alike', () => {
  const numbers = BigInt64Array.from({ length: 100 }, (_, i) => 1_700_000_000_000_000n + BigInt(i) * 1000n);
  const packed = new Uint8Array(numbers.buffer);
  packStretch(packed, [0, packed.length, 8, 'steps']);
  expect(gzipSync(packed).length).toBeLessThan(100);
});

test('pieces come unpacked one after the other', async () => {
  const stream = bytes(4000);
  const packed = stream.slice();
  const stretch: Stretch = [100, 3000, 4, 'steps'];
  packStretch(packed, stretch);
  const base64 = gzipSync(packed)
    .toString('base64')
    .match(/.{1,400}/g)!;
  const pieces: Uint8Array[] = [];
  for await (const { bytes: whole } of unpackPieces([
    { rows: 2, stretches: [stretch], base64, digest: 'a' },
    { rows: 1, stretches: [], base64: [gzipSync('x').toString('base64')], digest: 'b' },
  ]))
    pieces.push(whole);
  expect(pieces).toEqual([stream, new TextEncoder().encode('x')]);
  // By that a source made of them is known again; the same rows from elsewhere are not.
  expect([...pieces, stream].map(shippedAs)).toEqual(['a', 'b', null]);
});
