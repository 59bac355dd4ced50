import { expect, test } from 'vitest';
import { scoresLine } from '../../../../src/i18n/scores.ts';
import { scoresBeside } from '../../../../src/import/meaning/scores-beside.ts';

const column = (name: string, values: (string | number)[]) => ({
  name,
  type: 'BIGINT',
  sqlType: 'BIGINT',
  filled: 300,
  distinct: new Set(values).size,
  examples: values.map(String),
});
const FIVE = [5, 4, 3, 2, 1];
const beside = (mapping: Record<string, string>, ...columns: ReturnType<typeof column>[]) =>
  scoresBeside('feedback', mapping, columns as never, 300);

test('questions on the scale of the score that is read are told', () => {
  const found = beside(
    { csat: '总体满意度' },
    column('服务态度', FIVE),
    column('物流速度', FIVE),
    column('总体满意度', FIVE),
    column('推荐意愿', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    column('回访次数', FIVE),
  );
  expect(found).toEqual({ taken: '总体满意度', others: ['服务态度', '物流速度'] });
  expect(scoresLine(found!, 'zh')).toContain('“服务态度”、“物流速度”用的是同一种分值');
  expect(scoresLine(found!, 'en')).toContain('“总体满意度” is read as the score');
});

test('so are those of which none is read', () => {
  const found = beside({}, column('服务态度', FIVE), column('物流速度', FIVE));
  expect(found).toEqual({ taken: null, others: ['服务态度', '物流速度'] });
  expect(scoresLine(found!, 'en')).toContain('none is read as satisfaction');
});

test('one score alone, yes and no, and what is no feedback, are not', () => {
  expect(beside({ csat: 'a' }, column('a', FIVE))).toBe(null);
  expect(beside({ csat: 'a' }, column('a', FIVE), column('b', [0, 1]))).toBe(null);
  expect(beside({}, column('a', FIVE))).toBe(null);
  expect(scoresBeside('orders', {}, [column('a', FIVE), column('b', FIVE)] as never, 300)).toBe(null);
});
