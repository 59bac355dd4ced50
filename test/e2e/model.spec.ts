import { put } from './support/files.ts';
import { SLOW, button, cell, confirmMapping, dropAndRead, openSmall, reached } from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: true });

const WORDS = [
  'delivery',
  'refund',
  'parcel',
  'support',
  'price',
  'quality',
  'damaged',
  'friendly',
  'broken',
];

/** Texts of the same few words. */
function feedbackCsv(rows: number): string {
  const word = (i: number, k: number) => WORDS[(i * (k + 3) + ((i >> k) % 7)) % WORDS.length];
  const lines = Array.from({ length: rows }, (_, i) => {
    const text = Array.from({ length: 20 }, (__, k) => word(i, k)).join(' ');
    return `${new Date(Date.UTC(2024, 0, 1) + i * 60_000).toISOString().slice(0, 19)},K${i % 500},${text},${i % 11}`;
  });
  return `created_at,customer_id,comment,nps\n${lines.join('\n')}\n`;
}

test(
  'a model says how far it is, stops when cancelled, and leaves the result that was there',
  { tag: '@whole' },
  async ({ page, folder }) => {
    await openSmall(page, ['feedback-keywords']);
    await dropAndRead(page, [put(folder, 'feedback.csv', feedbackCsv(8_000))]);
    await confirmMapping(page);
    const it = cell(page, 'feedback_keywords');
    await reached(it, 'done');
    // What draws it may still be on its way.
    await expect(it.locator('.figure')).toContainText('refund');
    const figure = await it.locator('.figure').innerHTML();

    // Run and stopped from within, as soon as the page says that it runs: on a quick machine the model has ended
    // before a click from outside.
    const said = await it.evaluate(
      (cell, words) =>
        new Promise<string>((tell) => {
          const watch = new MutationObserver(() => {
            const state = cell.querySelector('.state')?.textContent ?? '';
            if (!state.includes(words)) return;
            watch.disconnect();
            cell.querySelector<HTMLElement>('[data-action="cancel-cell"]')!.click();
            tell(state);
          });
          watch.observe(cell, { subtree: true, childList: true, characterData: true, attributes: true });
          cell.querySelector<HTMLElement>('[data-action="run-cell"]')!.click();
        }),
      'fitting the model',
    );
    expect(said).toContain('%');
    await expect(it).toHaveAttribute('data-state', 'stale', SLOW);
    expect(await it.locator('.figure').innerHTML()).toBe(figure);
    await expect(button(it, 'download-csv')).toBeVisible();

    await button(it, 'run-cell').click();
    await reached(it, 'done');
    expect(await it.locator('.figure').innerHTML()).toBe(figure);
  },
);
