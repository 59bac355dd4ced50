import { describe, expect, test } from 'vitest';
import { defaultGoal, defaultNotebook } from '../../../src/notebook/defaults.ts';
import { frameLine, periodWords } from '../../../src/state/frame-lines.ts';

const notebook = { ...defaultNotebook, goal: { ...defaultGoal, confirmed: true } };
const prepared = {
  given: { asOf: '2026-07-01', periodStart: '2025-07-01', periodEnd: '2026-06-30' },
  extent: { as_of: '2026-07-01', first_date: '2024-01-01', last_date: '2026-06-30' },
  ledger: [],
  sourceLedger: [
    { entity: 'orders' as const, source: 'a', read: 300_000, quarantined: 5000, kept: 295_000 },
    { entity: 'customers' as const, source: 'b', read: 39_340, quarantined: 869, kept: 38_471 },
  ],
};
const field = (role: string | null, filled_share: number) => ({ role, filled_share }) as never;
const line = (view: string, lang: 'zh' | 'en', more: object = {}) =>
  frameLine(view, { notebook, prepared, fields: [], ...more }, lang)
    .map(({ text, open }) => (open ? `[${text}]` : text))
    .join(' · ');

describe('a line says', () => {
  test('the goal’s scope', () => {
    expect(line('goal', 'en')).toBe('12 months to 30 June 2026 · all customers · as of 1 July 2026');
    expect(line('goal', 'zh')).toBe(
      '截至 2026 年 6 月 30 日的 12 个月 · 全部客户 · 截止日 2026 年 7 月 1 日',
    );
    const undated = { ...prepared, extent: { as_of: null, first_date: null, last_date: null } };
    expect(line('goal', 'en', { prepared: undated })).toBe('all customers · as of 1 July 2026');
    expect(line('goal', 'en', { notebook: defaultNotebook })).toContain('[goal to be confirmed]');
  });

  test('how many fields there are, and how many are mostly empty though they are used', () => {
    const column = (name: string) => ({ name, type: 'VARCHAR' });
    const source = {
      ...{
        name: 's',
        system: '',
        updated: '',
        cadence: '' as const,
        entity: 'orders' as const,
        mapping: {},
        reading: {},
      },
      columns: [column('a'), column('b'), column('phone')],
      privacy: { phone: 'drop' as const },
    };
    const fields = [field('orders.amount', 0.2), field(null, 0), field('orders.customer', 0.9)];
    expect(line('dictionary', 'en', { notebook: { ...notebook, sources: [source] }, fields })).toBe(
      '1 source, 2 fields · [1 to check]',
    );
  });

  test('the account of cleaning', () => {
    expect(line('cleaning', 'en')).toBe('339,340 read = 333,471 kept + 5,869 set aside');
    expect(line('cleaning', 'zh', { prepared: null })).toBe('');
  });

  test('nothing of an analysis', () => {
    expect(line('analysis', 'en')).toBe('');
  });
});

test('a span of whole months is called by their number, any other by its ends', () => {
  expect(periodWords('2026-06-01', '2026-06-30', 'en')).toBe('1 month to 30 June 2026');
  expect(periodWords('2024-02-01', '2024-02-28', 'en')).toBe('2024-02-01 to 2024-02-28');
  expect(periodWords('2024-02-01', '2024-02-29', 'en')).toBe('1 month to 29 February 2024');
  expect(periodWords('2025-07-15', '2026-07-14', 'zh')).toBe('2025-07-15 至 2026-07-14');
});
