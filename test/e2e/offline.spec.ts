import { SLOW, engineReady } from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ serviceWorkers: 'allow' });

test('after the first visit the page opens and analyses without a network', async ({
  context,
  page,
  folder,
}) => {
  await page.goto('/?lang=en');
  await engineReady(page);
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          return registration?.active?.state ?? 'none';
        }),
      SLOW,
    )
    .toBe('activated');

  await context.setOffline(true);
  await page.reload();
  await engineReady(page);

  const { writeFileSync } = await import('node:fs');
  const file = `${folder}/orders.csv`;
  const rows = Array.from({ length: 60 }, (_, i) => `O${i},C${i % 7},2026-0${1 + (i % 6)}-10,${10 + i}`);
  writeFileSync(file, ['order_id,customer_id,order_date,amount', ...rows].join('\n'));
  await page.locator('input[data-testid="add-files"]').first().setInputFiles(file);
  await expect(page.locator('section[data-file="orders.csv"]')).toHaveAttribute('data-read', '60', SLOW);
  await page.locator('button[data-action="confirm-mapping"]').click();
  await expect(page.locator('section[data-cell="rfm"]')).toHaveAttribute('data-state', 'done', SLOW);
});

test('a build whose file was altered is not kept for offline use', async ({ page, context }) => {
  await context.route('**/assets/NotebookPage-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n//altered` });
  });
  await page.goto('/?lang=en');
  await engineReady(page);
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        // A failed installation leaves a registration without any worker, or none at all.
        return (
          registration === undefined ||
          (!registration.installing && !registration.waiting && !registration.active)
        );
      }),
    )
    .toBe(true);
});
