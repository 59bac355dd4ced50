import { afterAll, beforeAll, expect, test } from 'vitest';
import { wordingSql } from '../../../src/entity/wording.ts';
import { quoteText } from '../../../src/sql/quote.ts';
import { openNative, type Native } from './support.ts';

let db: Native;
beforeAll(async () => {
  db = await openNative();
});
afterAll(() => db.close());

test.each([
  ['failure', ['振铃未接', '座席未接听', '排队放弃', '客户放弃', '硬退信', '爽约', '登录失败', '支付不成功']],
  [
    'failure',
    ['Hard bounce', 'No Show', 'call_failed', 'agents_did_not_answer', 'Timed out', 'Rejected', '404'],
  ],
  [
    'success',
    [
      '座席接听',
      '双方接听',
      '已送达',
      '支付成功',
      '无异常',
      'Delivered',
      'Call connected',
      'No errors',
      '302',
    ],
  ],
  [null, ['已取消', '转人工', 'Cancelled', 'Transferred', 'Mirror', '42']],
])('what an outcome says within longer words: %s', async (said, words) => {
  const rows = await db.rows(
    `SELECT w, ${wordingSql('outcome', 'w')} AS said FROM unnest([${words.map(quoteText).join(', ')}]) t(w)`,
  );
  expect(rows).toEqual(words.map((w) => ({ w, said: said ?? w })));
});
