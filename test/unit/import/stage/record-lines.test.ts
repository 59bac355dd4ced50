import { expect, test } from 'vitest';
import { recordLines, recordsBefore } from '../../../../src/import/stage/record-lines.ts';
import { lineOfRecord, LineNotes } from '../../../../src/files/line-map.ts';

const streamOf = (text: string) => new Blob([text]).stream();
const table = { delimiter: ',', quote: '"', blankCounts: false };

test.each([
  ['one a line', 'a,1\nb,2\nc,3\n', [1, 2, 3]],
  ['blank lines, a last line without its end', 'a,1\n\n\nb,2\nc,3', [1, 4, 5]],
  ['line breaks in quotes, doubled quotes', 'a,"x\n""y""\n"\nb,2\n"c\r\nd",3\n', [1, 4, 5]],
  ['CRLF and CR', 'a,1\r\nb,2\rc,3\r\n', [1, 2, 3]],
  ['a quote inside a cell', 'a,5" pipe\nb,2\nc,3\n', [1, 2, 3]],
])('lines of records: %s', async (_, text, lines) => {
  expect(await recordLines(streamOf(text), table, [0, 1, 2], new Set())).toEqual(lines);
});

test('rejected records are passed over; a blank line is a record of a table of one column', async () => {
  expect(await recordLines(streamOf('a,1\nbad\nb,2\n'), table, [1], new Set([2]))).toEqual([3]);
  expect(await recordLines(streamOf('a\n\nb\n'), { ...table, blankCounts: true }, [2], new Set())).toEqual([
    3,
  ]);
});

test('records before an offset', async () => {
  // The engine's offsets are 1-based: b begins at byte 10, c at 14.
  expect(await recordsBefore(streamOf('a,"x\ny"\n\nb,2\nc,3\n'), table, [10, 14])).toEqual([1, 2]);
});

test('lines of rewritten records, regular and not', () => {
  for (const lines of [[1, 2, 3, 4], [2, 5, 8, 11], [3], [1, 2, 9, 10, 11, 40, 44, 48, 49]]) {
    const notes = new LineNotes();
    for (const line of lines) notes.add(line);
    expect(lines.map((_, i) => lineOfRecord(notes.map, i))).toEqual(lines);
  }
  const rows = new LineNotes();
  for (let row = 2; row < 100_000; row += 1) rows.add(row);
  expect(rows.map).toEqual([0, 2, 1]);
});
