import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '../../../src/sql/quote.ts';
import { isUnanswered, readScore, scoreSql, unansweredSql } from '../../../src/values/score.ts';
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
  // Help desks and shops: faces, thumbs, and Zendesk's two words.
  ['Good', 5],
  ['Bad with comment', 1],
  ['Amazing', 5],
  ['Great', 4],
  ['😀', 5],
  ['🙂', 4],
  ['😐', 3],
  ['🙁', 2],
  ['😠', 1],
  ['👍', 5],
  ['Thumbs down', 1],
  ['赞', 5],
  ['踩', 1],
  ['中评', 3],
  ['Offered', null],
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

test('who was asked and has not answered is told from an answer that cannot be read', async () => {
  const texts = [
    'Offered',
    'unoffered',
    'Not offered',
    ' 未评价 ',
    '系统默认好评',
    'Good',
    'offered twice',
    '',
  ];
  const none = [true, true, true, true, true, false, false, false];
  expect(texts.map(isUnanswered)).toEqual(none);
  const [row] = await native.rows<Record<string, boolean>>(
    `SELECT ${texts.map((text, i) => `${unansweredSql(quoteText(text))} AS u${i}`).join(', ')}`,
  );
  expect(texts.map((_, i) => row![`u${i}`])).toEqual(none);
});
