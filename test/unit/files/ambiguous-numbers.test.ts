import { expect, test } from 'vitest';
import { fileOf, readingOf } from './support.ts';

const lines = (values: string[], delimiter = ';') =>
  `id${delimiter}price${delimiter}weight\n${values.map((v, i) => `A${i}${delimiter}${v}${delimiter}${i}`).join('\n')}\n`;
const asked = async (text: string, hints = {}) =>
  (await readingOf(fileOf(text, 'a.csv'), hints)).notices.flatMap(({ code, values }) =>
    code === 'number-ambiguous' ? [`${values!['text']} as ${values!['taken']}`] : [],
  );

test('a mark before three digits is asked about where nothing shows what it is', async () => {
  expect(await asked(lines(['1,234', '2,500', '12,345', '7']))).toEqual(['1,234 as 1234']);
  expect(await asked(lines(['1.234 €', '2.500 €', '12.345 €']))).toEqual(['1.234 as 1.234']);
});

test('and can be read the other way', async () => {
  const text = lines(['1,234', '2,500', '12,345']);
  expect(await asked(text, { decimal: ',' })).toEqual(['1,234 as 1.234']);
  const { columns } = await readingOf(fileOf(text, 'a.csv'), { decimal: ',' });
  expect(columns[1]).toMatchObject({ type: 'number', numberStyle: 'decimal-comma' });
});

test.each([
  ['two digits behind it', ['1,234', '2,500', '3,10']],
  ['both marks', ['1,234', '2,500', '1,234.50']],
  ['more than three before it', ['1.234', '2.500', '1234.567']],
  ['a nought before it', ['1.234', '2.500', '0.567']],
  ['another column', ['1,234;2.5', '2,500;3.5', '12,345;4.5']],
])('%s shows what it is', async (_, values) => {
  const text = values[0]!.includes(';')
    ? `id;price;share\n${values.map((v, i) => `A${i};${v}`).join('\n')}\n`
    : lines(values);
  expect(await asked(text)).toEqual([]);
});

test('two numbers are too few to ask', async () => {
  expect(await asked(lines(['1,234', '7', '2,500']))).toEqual([]);
});
