import { hasShared, uciCsv } from './support/files.ts';
import {
  SLOW,
  allDone,
  button,
  cell,
  confirmMapping,
  drop,
  mappedFile,
  openStart,
  query,
  result,
  rolesOf,
  whenRows,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

type Row = Record<string, string>;
const count = (rows: Row[], column: string) => {
  const found: Record<string, number> = {};
  for (const row of rows) found[row[column]!] = (found[row[column]!] ?? 0) + 1;
  return found;
};
const sum = (rows: Row[], column: string) => rows.reduce((total, row) => total + Number(row[column]), 0);

test(
  'the UCI file as a 47 MB CSV: drop, confirm, and the reference numbers stand on the page',
  { tag: '@long' },
  async ({ page, folder }) => {
    test.skip(!hasShared, 'needs ../shared/data');
    const csv = await uciCsv(folder);
    await openStart(page);

    // The first of at most three actions from drop to result; confirming is the second.
    await drop(page, csv);
    const file = mappedFile(page, 'online_retail.csv');
    await expect(file).toHaveAttribute('data-state', 'ready', SLOW);
    await expect(file).toHaveAttribute('data-read', '541909');
    await expect(file).toHaveAttribute('data-rejected', '0');
    const roles = await rolesOf(file);
    expect(roles).toMatchObject({
      InvoiceNo: 'orders.order_id',
      InvoiceDate: 'orders.ordered_at',
      CustomerID: 'orders.customer',
      Quantity: 'orders.quantity',
      UnitPrice: 'orders.unit_price',
    });
    await confirmMapping(page);

    await expect(page.getByTestId('scope')).toContainText('2010-12-10');
    await expect(page.getByTestId('scope')).toContainText('2011-12-09');
    await expect(page.getByTestId('scope')).toContainText('2011-12-10');
    await expect(page.locator('[data-ledger="orders"]')).toHaveAttribute('data-balanced', 'true');
    const source = page.locator('[data-source]');
    await expect(source).toHaveAttribute('data-read', '541909');
    // 541,909 rows less duplicates, no customer, cancellations and non-positive prices (the UCI clean rule).
    await expect(source).toHaveAttribute('data-kept', '392692');

    // By itself RFM goes by rank here; the published figures are those of min–max.
    await expect(cell(page, 'rfm').locator('.notes')).toContainText('normalised by rank');
    await cell(page, 'rfm').getByRole('button', { name: 'Use min–max' }).click();
    await expect(cell(page, 'rfm')).not.toContainText('normalised by rank');
    await allDone(page);
    const rfm = await result(page, 'rfm');
    expect(rfm).toHaveLength(4264);
    expect(count(rfm, 'tier')).toEqual({ 'high value': 1, potential: 8, 'churn risk': 4255 });
    expect(sum(rfm, 'frequency')).toBe(17756);
    expect(sum(rfm, 'monetary')).toBeCloseTo(8576552.52, 2);
    const best = rfm.find((row) => row['customer'] === '14911')!;
    expect([best['recency_days'], best['frequency']]).toEqual(['2', '193']);
    expect(Number(best['monetary'])).toBeCloseTo(139299.59, 2);
    expect(Number(best['score'])).toBeCloseTo(0.848314, 6);
    const other = rfm.find((row) => row['customer'] === '12347')!;
    expect([other['recency_days'], other['frequency']]).toEqual(['3', '6']);
    expect(Number(other['monetary'])).toBeCloseTo(3598.21, 2);
    expect(Number(other['score'])).toBeCloseTo(0.312617, 6);

    const pareto = await result(page, 'pareto');
    expect(pareto).toHaveLength(4264);
    expect(100 * Number(pareto[852]!['cumulative_share'])).toBeCloseTo(74.5018, 4);
    expect(pareto.findIndex((row) => Number(row['cumulative_share']) >= 0.8) + 1).toBe(1120);
    await expect(cell(page, 'pareto').locator('.findings')).toContainText('853');
    await expect(cell(page, 'pareto').locator('.findings')).toContainText('1,120');
    await expect(cell(page, 'kpi')).toContainText('4,264');
    await expect(cell(page, 'kpi')).toContainText('17.8k');

    await test.step('everything instead of the last twelve months', async () => {
      await button(cell(page, 'goal'), 'unfold').click();
      await cell(page, 'goal').locator('select[name="period"]').selectOption('all');
      await whenRows(page, 'rfm', '4,338');
      await whenRows(page, 'pareto', '4,338');
      await allDone(page);
      const all = await result(page, 'rfm');
      expect(all).toHaveLength(4338);
      expect(count(all, 'tier')).toEqual({ 'high value': 1, potential: 8, 'churn risk': 4329 });
      expect(sum(all, 'frequency')).toBe(18532);
      expect(sum(all, 'monetary')).toBeCloseTo(8887208.89, 2);
      const ranked = await result(page, 'pareto');
      expect(100 * Number(ranked[867]!['cumulative_share'])).toBeCloseTo(74.6837, 4);
      expect(ranked.findIndex((row) => Number(row['cumulative_share']) >= 0.8) + 1).toBe(1130);
      await expect(cell(page, 'pareto').locator('.findings')).toContainText('868');
      const hours = await result(page, 'activity_heatmap');
      const peak = hours.toSorted((a, b) => Number(b['count']) - Number(a['count']))[0]!;
      expect([peak['weekday'], peak['hour'], peak['count']]).toEqual(['3', '12', '611']);
      const saturday = hours.filter((row) => row['weekday'] === '6');
      expect(sum(saturday, 'count')).toBe(0);
    });

    await test.step('a SQL cell reads the raw account', async () => {
      expect(
        await query(page, 'SELECT rule, count(*) AS n FROM quarantine.orders GROUP BY rule ORDER BY rule'),
      ).toContainEqual({ rule: 'orders.exact_duplicate', n: '5268' });
    });
  },
);
