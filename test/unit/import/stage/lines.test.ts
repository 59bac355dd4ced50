import { expect, test } from 'vitest';
import { linesAt, oneNewline, sliceLines, splitHeader } from '../../../../src/import/stage/lines.ts';

test.each([
  [0, 'a\r\nb\nc\rd\n'],
  [1, 'b\nc\rd\n'],
  [2, 'c\rd\n'],
  [3, 'd\n'],
  [4, ''],
  [9, ''],
])('without the first %d lines', async (count, rest) => {
  expect(await (await sliceLines(new Blob(['a\r\nb\nc\rd\n']), count)).text()).toBe(rest);
});

test('a line end split between two chunks is one', async () => {
  const head = 'x'.repeat(65535);
  const blob = new Blob([head, '\r', '\n', 'second\nthird']);
  expect((await (await sliceLines(blob, 1)).text()).slice(0, 6)).toBe('second');
  expect(await linesAt(blob, [0, 65537, 65544])).toEqual([1, 2, 3]);
});

test('the lines of offsets, whatever ends them', async () => {
  const blob = new Blob(['ab\r\ncd\ref\n\ngh']);
  expect(await linesAt(blob, [0, 4, 7, 10, 11, 99])).toEqual([1, 2, 3, 4, 5, 5]);
  expect(await linesAt(blob, [])).toEqual([]);
});

test('line ends are made alike outside quotes only', async () => {
  const alike = await oneNewline(new Blob(['a,b\r\n1,"x\r\ny\r"\r2,""\r\n"q""\r",k\n']), '"');
  expect(await alike.text()).toBe('a,b\n1,"x\r\ny\r"\n2,""\n"q""\r",k\n');
  expect(await (await oneNewline(new Blob(['a"\r\nb\r']), '')).text()).toBe('a"\nb\n');
});

test.each<[string, string, string, number]>([
  ['plain', 'a,b\r\n1,2\r\n', '1,2\r\n', 1],
  ['quoted newlines', '"a\n""x""\nb",c\n1,2\n', '1,2\n', 3],
  ['blank lines before it', '\n\na,b\n1,2\n', '1,2\n', 3],
  ['a byte order mark', '\ufeff"a\nb"\n1\n', '1\n', 2],
  ['text after a quote', '"a"z,b\n1,2\n', '1,2\n', 1],
  ['a quote inside a field', 'a",b\n1,2\n', '1,2\n', 1],
  ['an unclosed quote', '"a,b\n1,2\n', '1,2\n', 1],
  ['CR alone', 'a,b\r1,2\r', '1,2\r', 1],
  ['no rows', 'a,b', '', 0],
])('the header ends: %s', async (_, text, rest, lines) => {
  const split = await splitHeader(new Blob([text]), ',', '"');
  expect([await split.body.text(), split.lines]).toEqual([rest, lines]);
});
