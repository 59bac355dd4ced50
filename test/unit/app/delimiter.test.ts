import { expect, test } from 'vitest';
import { delimiterName, readDelimiter, writeDelimiter } from '../../../src/app/import/delimiter.ts';

test.each([
  ['~', '~'],
  ['\\x01', '\u0001'],
  ['\\t', '\t'],
  ['§', '§'],
  ['', null],
  ['ab', null],
  ['"', null],
  ['\\x0a', null],
])('%j typed', (typed, sign) => {
  expect(readDelimiter(typed)).toBe(sign);
});

test('written as it is typed, named where it has a name', () => {
  expect(writeDelimiter('\u0001')).toBe('\\x01');
  expect(readDelimiter(writeDelimiter('\u001f'))).toBe('\u001f');
  expect(delimiterName('\t', 'en')).toBe('tab');
  expect(delimiterName('\u0001', 'zh')).toBe('\\x01');
});
