import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quoteText } from '../../../src/sql/quote.ts';
import { isNobody, nobodySql } from '../../../src/values/nobody.ts';
import { openNative, type Native } from '../entity/support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

const NOBODY = [
  '散客',
  ' 散客 ',
  '匿名用户',
  '无',
  '-',
  '——',
  '/',
  'Guest',
  'WALK-IN',
  'Walk-in Customer',
  'n/a',
  '(not set)',
  'Público general',
  'ゲスト',
  '비회원',
  'Гость',
  '本日合计',
  '小计',
  'Grand Total',
  '客户编号',
  'Customer ID',
  'client_name',
  '\\N',
  '?',
  '.',
  'TBD',
  'n.a.',
  'k.A.',
  'n/d',
  'なし',
  'нет',
  '待定',
  '(空)',
  '（未填写）',
];
const SOMEBODY = [
  'C001',
  '13812345678',
  '0',
  '1',
  'V-1',
  'a',
  '张三',
  '散客01',
  '合计科技有限公司',
  'Total',
  '无锡客户',
  'Guest House Ltd',
  'Anna',
  'p_0123456789abcdef',
  'Walker',
  '-1',
  '王',
  'x@y.cn',
  'Нетто',
  '未定义科技',
  '',
];

describe('who names nobody', () => {
  test.each([
    ...NOBODY.map((value) => [value, true] as const),
    ...SOMEBODY.map((value) => [value, false] as const),
  ])('%j: %j, in SQL too', async (value, nobody) => {
    expect(isNobody(value)).toBe(nobody);
    expect(
      await db.rows(`SELECT coalesce(${nobodySql('x')}, false) AS n FROM (SELECT ${quoteText(value)} AS x)`),
    ).toEqual([{ n: nobody }]);
  });

  test('nor is nobody somebody because a file has a word of its own for them', async () => {
    const rows = await db.rows<{ x: string }>(
      `SELECT x FROM (VALUES ('0'), ('C1'), ('9999'), ('Guest'), (NULL)) t(x) WHERE ${nobodySql('x', ['0', '9999'])} ORDER BY x`,
    );
    expect(rows.map(({ x }) => x)).toEqual(['0', '9999', 'Guest']);
  });
});
