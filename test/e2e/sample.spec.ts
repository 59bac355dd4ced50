import { readFileSync } from 'node:fs';
import { cell, openSample, openStart, pageTexts, result, states } from './support/page.ts';
import { expect, test } from './support/test.ts';

interface Truth {
  files: { name: string; rows: number }[];
  dirt: Record<'customers' | 'orders' | 'events' | 'feedback', Record<string, number>>;
  facts: { id: string; measures: Record<string, [number, number]> }[];
}
const truth = JSON.parse(
  readFileSync(new URL('../../public/sample/sample.json', import.meta.url), 'utf8'),
) as Truth;
const { dirt } = truth;

/** Rows that the default rules set aside, by what the generator planted. */
const aside: Record<string, number> = {
  orders:
    dirt.orders['exactDuplicateLines']! +
    dirt.orders['missingCustomerLines']! +
    dirt.orders['refundLines']! +
    dirt.orders['cancelledLines']! +
    dirt.orders['zeroPriceLines']!,
  feedback: dirt.feedback['npsElevenRows']! + dirt.feedback['csatZeroRows']!,
};

test('one click on the sample gives a finished notebook, its findings and a balanced account', async ({
  page,
}) => {
  await openStart(page);
  await openSample(page);

  const reached = await states(page);
  expect(Object.keys(reached).length).toBeGreaterThanOrEqual(10);
  expect(new Set(Object.values(reached))).toEqual(new Set(['done']));

  for (const { name, rows } of truth.files) {
    const entity = name.split('.')[0]!;
    const source = page.locator(`[data-source="${entity}"]`);
    await expect(source).toHaveAttribute('data-read', String(rows));
    await expect(source).toHaveAttribute('data-rejected', '0');
    if (aside[entity] !== undefined)
      await expect(source).toHaveAttribute('data-kept', String(rows - aside[entity]));
    await expect(page.locator(`[data-ledger="${entity}"]`)).toHaveAttribute('data-balanced', 'true');
  }
  const duplicates = page.locator('[data-ledger="orders"] [data-rule="orders.exact_duplicate"]');
  await expect(duplicates).toContainText(String(dirt.orders['exactDuplicateLines']));

  for (const name of [
    'kpi',
    'metrics',
    'rfm',
    'pareto',
    'path_sankey',
    'activity_heatmap',
    'cohort_retention',
  ])
    await expect(cell(page, name).locator('.findings li').first(), name).toBeVisible();

  const pareto = await result(page, 'pareto');
  const fifth = Number(pareto[Math.ceil(pareto.length / 5) - 1]!['cumulative_share']);
  const [low, high] = truth.facts.find((fact) => fact.id === 'heavy-tail')!.measures[
    'top20ShareLast12Months'
  ]!;
  expect(fifth).toBeGreaterThan(low);
  expect(fifth).toBeLessThan(high);

  // Names and phones are in the file; the page has neither.
  expect((await pageTexts(page)).filter((text) => /(?<!\d)1[3-9]\d{9}(?!\d)/.test(text))).toEqual([]);
  await expect(cell(page, 'report')).toContainText(/\d/);
});
