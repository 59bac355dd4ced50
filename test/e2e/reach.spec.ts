import type { Page } from '@playwright/test';
import { PART, few } from '../tools/breadth.ts';
import { violations } from './support/axe.ts';
import { clean, cleanBothWays, turn } from './support/clean.ts';
import { AT_START, IN_NOTEBOOK } from './support/dialogs.ts';
import { put, shopCsv } from './support/files.ts';
import { nameless } from './support/nameless.ts';
import {
  addCell,
  button,
  cell,
  confirmMapping,
  downloaded,
  dropAndRead,
  openSmall,
  openStart,
  reached,
  states,
  stored,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

// A page of its own: axe goes through all that a page lists, and a page that goes on lists what other tests have left;
// at the end everything is deleted.

/** Nothing stands outside a narrow window, in either language. */
async function fits(page: Page): Promise<void> {
  for (const width of few([390, 768], 2)) {
    await page.setViewportSize({ width, height: 900 });
    for (const pass of [1, 2]) {
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth), `${width} px, pass ${pass}`)
        .toBeLessThanOrEqual(width);
      await button(page, 'switch-language').click();
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** What has the focus: its cell, else its hook, else its tag. */
const holder = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement | null;
    const cell = at?.closest<HTMLElement>('section[data-cell]')?.dataset['cell'];
    if (at?.shadowRoot?.activeElement?.classList.contains('cm-content')) return `${cell} editor`;
    return cell ?? at?.dataset['action'] ?? (at?.id || at?.tagName) ?? '';
  });

/** A dialog is opened as a person would, is clean, and leaves the focus where work goes on. */
async function lookedAt(page: Page, name: string, open: (page: Page) => Promise<void>): Promise<void> {
  await open(page);
  const dialog = page.locator(`[data-dialog="${name}"]`);
  await expect(dialog).toBeVisible();
  await clean(page, `[data-dialog="${name}"]`);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-dialog]:visible')).toHaveCount(0);
  await expect.poll(() => holder(page), { message: name }).not.toBe('BODY');
}

test('axe finds nothing on any page, tab and dialog, in both languages and themes; a new notebook fits narrow windows, and every control has a name', async ({
  page,
  folder,
}) => {
  await openStart(page);
  await cleanBothWays(page);
  // What axe takes grows with the cells of a page, of which most are alike.
  if (PART) await openSmall(page, ['goal', 'dictionary', 'cleaning', 'metrics', 'rfm', 'report']);
  await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
  await cleanBothWays(page);
  await confirmMapping(page);
  // A new notebook begins with its source.
  if (!PART) await expect(button(page, 'undo')).toBeDisabled();
  await fits(page);
  expect(await nameless(page)).toEqual([]);
  // Those of a new notebook are folded.
  for (const name of PART ? [] : ['goal', 'dictionary', 'cleaning'])
    await button(cell(page, name), 'unfold').click();
  await cleanBothWays(page);
  // Chinese and dark from here on: what comes is the same in either, each is looked at in one.
  await turn(page);
  const { text } = await downloaded(page, button(cell(page, 'report'), 'download-html'));
  const report = await page.context().newPage();
  await report.emulateMedia({ colorScheme: 'dark' });
  await report.setContent(text);
  expect(await violations(report)).toEqual([]);
  await report.emulateMedia({ colorScheme: 'light' });
  expect(await violations(report, { rules: ['color-contrast'] })).toEqual([]);
  await report.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => report.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await report.close();

  // What no tab or dialog is about is taken out: axe goes through the whole page for every one of them.
  const wanted = ['goal', 'metrics', 'rfm'];
  for (const name of Object.keys(await states(page)).filter((name) => !wanted.includes(name))) {
    await cell(page, name).focus();
    await page.keyboard.press('Delete');
    await expect(cell(page, name)).toHaveCount(0);
  }
  for (const tab of few(['table', 'sql', 'definition'], 3)) {
    await cell(page, 'rfm').locator(`[data-tab="${tab}"]`).click();
    // The text stands in for the editor while that is on its way.
    await expect(cell(page, 'rfm').locator('[data-testid="sql-editor"] pre')).toHaveCount(0);
    await clean(page, 'section[data-cell="rfm"]');
  }
  const dialogs = few(Object.keys(IN_NOTEBOOK), 7);
  for (const [i, name] of dialogs.entries()) {
    if (i === Math.floor(dialogs.length / 2)) await turn(page);
    await lookedAt(page, name, IN_NOTEBOOK[name]!);
  }

  await openStart(page);
  await turn(page);
  for (const name of few(Object.keys(AT_START), 3)) await lookedAt(page, name, AT_START[name]!);
});

test.describe('in a page that goes on', () => {
  test.use({ goesOn: true });
  test(
    'the keyboard alone: past the head, into a query, and on after what it worked on has gone',
    { tag: '@whole' },
    async ({ page, folder }) => {
      await openSmall(page, ['kpi', 'rfm', 'report']);
      await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
      await confirmMapping(page);
      // What was pressed has gone with its page: the focus begins in the new one.
      await expect.poll(() => holder(page)).toBe('content');

      // The tour is offered once, walked by Enter and left by Escape.
      await button(page, 'start-tour').focus();
      await page.keyboard.press('Enter');
      const shown = page.locator('[data-tour]');
      await expect(shown).toHaveAttribute('data-tour', 'answers');
      await expect.poll(() => holder(page)).toBe('tour-next');
      await page.keyboard.press('Enter');
      await expect(shown).not.toHaveAttribute('data-tour', 'answers');
      await page.keyboard.press('Escape');
      await expect(shown).toHaveCount(0);
      await expect.poll(() => holder(page)).not.toBe('BODY');
      await expect(page.getByTestId('tour-offer')).toHaveCount(0);
      await button(page, 'keyboard-help').click();
      await button(page, 'start-tour').click();
      await expect.poll(() => holder(page)).toBe('tour-next');
      await page.keyboard.press('Escape');

      await button(page, 'skip').focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => holder(page)).toBe('content');

      await stored(page);
      const query = await addCell(page, 'sql');
      await cell(page, query).focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => holder(page)).toBe(`${query} editor`);
      await page.keyboard.type('SELECT 7 AS seven');
      await page.keyboard.press('Control+Enter');
      await reached(cell(page, query), 'done');
      // The result stands beside the query.
      await expect(cell(page, query).getByTestId('beside-sql').getByRole('gridcell').first()).toHaveText('7');

      await cell(page, query).focus();
      const names = Object.keys(await states(page));
      await page.keyboard.press('Delete');
      await expect(cell(page, query)).toHaveCount(0);
      await expect.poll(() => holder(page)).toBe(names.at(-2));
      await expect(page.getByTestId('undo-note')).toContainText('Deleted');
      await button(page, 'undo-here').focus();
      await page.keyboard.press('Enter');
      await expect(cell(page, query)).toHaveCount(1);
      await expect.poll(() => holder(page)).toBe(query);
      await expect(page.getByTestId('undo-note')).toHaveCount(0);

      // The report: a text of one's own is begun, dropped and taken back, a row of the plan comes and goes.
      const report = cell(page, 'report');
      await button(report, 'edit-section').first().focus();
      await page.keyboard.press('Enter');
      await page.keyboard.type('Our own words. ');
      await page.keyboard.press('Escape');
      await expect(report.locator('.text')).toBeFocused();
      await button(report, 'restore-section').focus();
      await page.keyboard.press('Enter');
      await expect(button(report, 'edit-section').first()).toBeFocused();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await expect(button(report, 'edit-section').first()).toBeFocused();
      await button(report, 'add-row').focus();
      await page.keyboard.press('Enter');
      const added = report.locator('[data-plan-row="own-1"]');
      await expect(added.locator('[data-field="finding"]')).toBeFocused();
      await page.keyboard.type('Too few second orders');
      await page.keyboard.press('Enter');
      await expect(added.locator('[data-field="finding"]')).toBeFocused();
      await expect(added.locator('[data-field="finding"]')).toHaveValue('Too few second orders');
      await page.keyboard.press('Escape');
      await expect.poll(() => holder(page)).toBe('report');
      await button(added, 'strike-row').focus();
      await page.keyboard.press('Enter');
      await expect(added).toHaveCount(0);
      await expect.poll(() => holder(page)).not.toBe('BODY');

      // What the notebook was before any of this can be gone back to, and that be undone.
      await button(page, 'version-history').click();
      await button(page, 'look-at-state').last().click();
      await expect(page.getByRole('dialog')).toContainText('Cell added');
      await button(page, 'go-back').click();
      await expect(cell(page, query)).toHaveCount(0);
      await button(page, 'undo-here').click();
      await expect(cell(page, query)).toHaveCount(1);
    },
  );
});
