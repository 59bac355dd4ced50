import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { drawn, watchDrawing } from './support/drawing.ts';
import { holdRows } from './support/held-rows.ts';
import {
  SLOW,
  allDone,
  button,
  cell,
  downloaded,
  openStart,
  pageTexts,
  reached,
  result,
  runSql,
  states,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: true });

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

/** What a cell holds in parts, each drawn by itself. */
const PARTS = ['[data-ledger] table', '[data-report-section] > .head'];

/** Cells whose controls were drawn when there was a first finding to read, and when another cell had been scrolled to. */
let early: { first: string[]; scrolled: string[] };
const controlled = (page: Page): Promise<string[]> =>
  page
    .locator('section[data-cell]:has(.controls)')
    .evaluateAll((cells) => cells.map((one) => (one as HTMLElement).dataset['cell']!));

let opened: Page | null = null;
/** The sample, opened by the first test of this page; the last one alone changes it. */
async function atSample(page: Page): Promise<void> {
  if (opened === page) return;
  // A page anew: what a sample is opened from is its first visit.
  await page.goto('about:blank');
  await openStart(page);
  // The sample is at hand in a page that can fetch nothing any more.
  await page.mouse.move(40, 40);
  await expect(page.getByTestId('seal')).toHaveAttribute('data-sealed', 'true', SLOW);
  await watchDrawing(page, ['section[data-cell]', 'section[data-cell] .result', ...PARTS]);
  const release = await holdRows(page, 'events');
  await button(page, 'open-sample').click();
  await expect(cell(page, 'metrics').locator('.findings li').first()).toBeAttached(SLOW);
  const first = await controlled(page);
  await cell(page, 'cohort_retention').scrollIntoViewIfNeeded();
  await expect(cell(page, 'cohort_retention').locator('.controls')).toBeAttached();
  early = { first, scrolled: await controlled(page) };
  await page.evaluate(() => scrollTo(0, 0));
  await release();
  await allDone(page);
  await expect(page.getByTestId('seal')).toHaveAttribute('data-foreign', '0');
  opened = page;
}

test('what is out of view is drawn once there is more to show of it, or when it is scrolled to', async ({
  page,
}) => {
  await atSample(page);
  expect(early.first).toContain('metrics');
  expect(early.first).not.toContain('rfm');
  expect(early.first).not.toContain('cohort_retention');
  expect(early.scrolled).not.toContain('pareto');
  // All of it has come by now.
  expect(await controlled(page)).toEqual(expect.arrayContaining(['rfm', 'pareto', 'cohort_retention']));
});

test('one click on the sample gives a finished notebook, its findings and a balanced account', async ({
  page,
}) => {
  await atSample(page);

  const reached = await states(page);
  // The frames of all cells come at once, what they hold one by one.
  const cells = Object.keys(reached).length;
  expect(await drawn(page, 'section[data-cell]')).toEqual({ first: cells, most: cells });
  expect(await drawn(page, 'section[data-cell] .result')).toEqual({ first: 1, most: 1 });
  for (const part of PARTS) expect(await drawn(page, part), part).toEqual({ first: 1, most: 1 });
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
    await expect(cell(page, name).locator('.findings li, .notes li').first(), name).toBeVisible();

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

test(
  'the page opens on answers: figures with their change, three insights, the rest in a line each',
  { tag: '@whole' },
  async ({ page }) => {
    await atSample(page);
    const answers = page.getByTestId('answers');
    await expect(answers.locator('[data-figure="revenue"]')).toContainText('¥18.9M');
    const insights = answers.locator('[data-insight]');
    await expect(insights).toHaveCount(3);
    // A number is rounded in one way, in its tile and in its sentence.
    await expect(insights.filter({ hasText: 'above the period before' })).toContainText('¥18.9M');
    await expect(cell(page, 'goal')).toContainText('12 months to 30 June 2026 · all customers');
    await expect(cell(page, 'goal')).not.toContainText('to be confirmed');
    await expect(cell(page, 'dictionary')).toContainText('4 sources, 62 fields');
    await expect(cell(page, 'cleaning')).toContainText('339,340 read = 333,471 kept + 5,869 set aside');

    // A tile leads to the customers whom it counts, with the keyboard too.
    await answers.getByRole('button', { name: 'Revenue' }).press('Enter');
    const counted = cell(page, 'kpi').getByTestId('row-filter');
    await expect(counted).toContainText('Customers counted in “Revenue” of the period');
    await expect(counted).toHaveAttribute('data-of', 'people');
    await expect(counted).toHaveAttribute('data-rows', /^[1-9]\d*$/);
    await button(counted, 'all-rows').click();

    const silent = insights.filter({ hasText: 'silent' });
    await silent.getByRole('button', { name: 'Show the rows' }).click();
    await expect(cell(page, 'pareto').getByTestId('row-filter')).toHaveAttribute('data-rows', '213');
    await expect(page.locator('[data-outline="pareto"]')).toHaveAttribute('aria-current', 'location');
    await button(cell(page, 'pareto').getByTestId('row-filter'), 'all-rows').click();
  },
);

test(
  'a finding leads to the rows it is about, in its cell and from the report',
  { tag: '@whole' },
  async ({ page }) => {
    await atSample(page);
    const pareto = cell(page, 'pareto');
    const finding = pareto.locator('.findings li', { hasText: 'and it lasts' });
    await button(finding, 'show-rows').click();
    const filter = pareto.getByTestId('row-filter');
    await expect(filter).toHaveAttribute('data-rows', '792');
    expect(await result(page, 'pareto')).toHaveLength(792);
    await button(filter, 'all-rows').click();
    await expect(filter).toHaveCount(0);
    expect((await result(page, 'pareto')).length).toBeGreaterThan(792);

    const item = cell(page, 'report').locator('article', { hasText: 'and it lasts' });
    await item.getByRole('link').click();
    await expect(filter).toHaveAttribute('data-rows', '792');

    // A fact that two cells state stands in the report once.
    const facts = await cell(page, 'report').locator('[data-report-section] h4').allInnerTexts();
    expect(new Set(facts).size).toBe(facts.length);
  },
);

test(
  'a bar leads to its people, who are kept as a rule and go out as a list',
  { tag: '@whole' },
  async ({ page }) => {
    await atSample(page);
    const at = cell(page, 'rfm');
    await at.locator('figure.cellar-figure').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const line = at.getByTestId('row-filter');
    await expect(line).toHaveAttribute('data-rows', /^[1-9]/);
    const people = Number(await line.getAttribute('data-rows'));

    await button(line, 'export-list').click();
    await page.locator('input[name="list-column"][value="score"]').uncheck();
    const { text } = await downloaded(page, button(page, 'list-csv'));
    const [head = '', ...rows] = text.trim().split('\r\n');
    expect(head).toMatch(/^Customer,/);
    expect(head).toContain('Owner');
    expect(head).not.toContain('Total score');
    expect(rows).toHaveLength(people);

    await button(line, 'save-segment').click();
    await page.locator('input[name="segment-name"]').fill('To call');
    await button(page, 'confirm-segment').click();
    const segment = cell(page, 'segment_to_call');
    await reached(segment, 'done');
    expect(await result(page, 'segment_to_call')).toHaveLength(people);
    await page.locator('[data-action="undo"]').click();
    await expect(segment).toHaveCount(0);
    await button(line, 'all-rows').click();
  },
);

test('no id, day or amount of a table is cut', { tag: '@whole' }, async ({ page }) => {
  await atSample(page);
  for (const name of ['rfm', 'pareto']) {
    const at = cell(page, name);
    await at.locator('[data-tab="table"]').click();
    const shown = at.locator('[role="gridcell"][data-r]');
    await expect(shown.nth(20)).toHaveText(/\S/);
    await expect
      .poll(() =>
        shown.evaluateAll((cells) =>
          cells.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
        ),
      )
      .toEqual([]);
    await at.locator('[data-tab="chart"]').click();
  }
});

test(
  'the report reconciles the totals of its cells, and a failed one cannot be overlooked',
  { tag: '@whole' },
  async ({ page }) => {
    await atSample(page);
    const panel = cell(page, 'report').getByTestId('reconciliation');
    await expect(panel).toHaveAttribute('data-failed', '0');
    for (const id of ['imported orders', 'kpi_revenue kpi', 'rfm_customers rfm', 'pareto_amount pareto'])
      await expect(panel.locator(`[data-check="${id}"]`)).toHaveAttribute('data-ok', 'true');

    const notice = cell(page, 'report').locator('.notice', { hasText: 'Totals do not agree' });
    await expect(notice).toHaveCount(0);
    await runSql(page, 'pareto', 'SELECT customer, sum(amount) * 2 AS amount FROM orders GROUP BY customer');
    const failed = panel.locator('[data-check="pareto_amount pareto"]');
    await expect(failed).toHaveAttribute('data-ok', 'false');
    await expect(failed).toBeVisible();
    await expect(notice).toHaveCount(1);
    await expect(panel).toHaveAttribute('data-failed', '1');

    await runSql(page, 'pareto', 'SELECT customer FROM orders');
    await expect(panel).toContainText('the rewritten SQL has no column amount');
    await expect(notice).toHaveCount(0);
  },
);
