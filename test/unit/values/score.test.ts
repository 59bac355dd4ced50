import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '../../../src/sql/quote.ts';
import { readScore, scoreSql } from '../../../src/values/score.ts';
import { openNative, type Native } from '../support/native.ts';

let native: Native;
beforeAll(async () => void (native = await openNative()));
afterAll(() => native.close());

const SCORES: [answer: string, score: number | null][] = [
  ['非常满意', 5],
  ['A. 非常满意', 5],
  ['1、非常满意', 5],
  ['5、非常不满意', 1],
  ['b）满意', 4],
  // An end of a longer scale with its words: the number is the answer.
  ['10、非常愿意', 10],
  ['10 - 非常愿意', 10],
  ['1. 老顾客', 1],
  ['五星好评', 5],
  ['差评', 1],
  ['Very Happy', 5],
  ['not at all likely', 1],
  ['4 stars', 4],
  ['7分', 7],
  ['A', null],
  ['Agreed', null],
  ['', null],
];

test.each(SCORES)('“%s” is %s', (answer, score) => expect(readScore(answer)).toBe(score));

test('SQL reads the same', async () => {
  const list = SCORES.map(([answer], i) => `(${i}, ${quoteText(answer)})`).join(', ');
  const rows = await native.rows<{ v: number | null }>(
    `SELECT ${scoreSql('x')} AS v FROM (VALUES ${list}) t(i, x) ORDER BY i`,
  );
  expect(rows.map(({ v }) => v)).toEqual(SCORES.map(([, score]) => score));
});
