import { expect, test } from 'vitest';
import { fileOf, readingOf } from './support.ts';

/** What is told of a column of these values: of which type it nearly is, in how many rows it is not, and where first. */
async function told(values: readonly string[], name = 'said'): Promise<string[]> {
  const text = `place,${name}\n${values.map((value, i) => `P${i} x,${value}`).join('\n')}\n`;
  const { notices } = await readingOf(fileOf(text, 'a.csv'));
  return notices.flatMap(({ code, values: says, line }) =>
    code.startsWith('column-mixed')
      ? [`${code} ${says!['name']} ${says!['type']} ${says!['count']} ${says!['text']} ${line}`]
      : [],
  );
}

const numbers = (n: number) => Array.from({ length: n }, (_, i) => String(i * 1.5));
const days = (n: number, clock = '') =>
  Array.from({ length: n }, (_, i) => `2024-03-${String(1 + (i % 28)).padStart(2, '0')}${clock}`);

test('few words among numbers or moments are counted by their rows, and named where they stand first', async () => {
  expect(await told([...numbers(30), 'sold out', 'none left', ...numbers(4), 'sold out'])).toEqual([
    'column-mixed-number-at said number 3 sold out 32',
  ]);
  expect(await told([...days(28), 'soon', 'soon'])).toEqual(['column-mixed-date-at said date 2 soon 30']);
  expect(await told(['open', ...days(19, ' 10:30:00')])).toEqual([
    'column-mixed-date-at said timestamp 1 open 2',
  ]);
});

test('words in more than a tenth of the rows make it text, be it one word', async () => {
  expect(await told([...numbers(17), 'soon', 'soon'])).toEqual([]);
  expect(await told([...days(17), 'soon', 'soon'])).toEqual([]);
});

test('codes are no numbers, and a column of identifiers is text anyway', async () => {
  expect(await told([...numbers(20), 'x'], 'order_id')).toEqual([]);
  expect(await told([...Array.from({ length: 20 }, (_, i) => `00${i}`), 'x'])).toEqual([]);
});
