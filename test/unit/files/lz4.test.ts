import { expect, test } from 'vitest';
import { unpackLz4Frame } from '../../../src/files/formats/lz4.ts';

/** Frames that the command lz4 wrote: of ten lines "customer", and of bytes it could not shorten, with a checksum. */
const LINES = Uint8Array.from(Buffer.from('BCJNGGRApxMAAACfY3VzdG9tZXIKCQA5UG9tZXIKAAAAAPv+bp8=', 'base64'));
const PLAIN = Uint8Array.from(Buffer.from('BCJNGHRAvQUAAIBhMWIyYw1y2GcAAAAADXLYZw==', 'base64'));

test('matches that overlap what they write, blocks left plain, checksums passed over', () => {
  const text = 'customer\n'.repeat(10);
  expect(new TextDecoder().decode(unpackLz4Frame(LINES, text.length))).toBe(text);
  expect(new TextDecoder().decode(unpackLz4Frame(PLAIN, 5))).toBe('a1b2c');
});

test('cut short, of another length, of another kind', () => {
  expect(() => unpackLz4Frame(LINES.subarray(0, 20), 90)).toThrow('LZ4');
  expect(() => unpackLz4Frame(LINES, 91)).toThrow('damaged');
  expect(() => unpackLz4Frame(LINES, 20)).toThrow('damaged');
  expect(() => unpackLz4Frame(new Uint8Array(30), 5)).toThrow('damaged');
});
