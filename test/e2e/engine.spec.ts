import type { Page, Worker } from '@playwright/test';
import { put, shopCsv } from './support/files.ts';
import {
  SLOW,
  addCell,
  allDone,
  atShop,
  button,
  cell,
  confirmMapping,
  dropAndRead,
  engineReady,
  leaveMapping,
  openAgain,
  openSmall,
  reached,
  result,
  runSql,
  whenRows,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ broken: true });

const RUNAWAY =
  'SELECT count(*) AS n FROM range(9000000) a, range(9000000) b WHERE (a.range + b.range) % 7 = 3';

/** The workers of a kind that are there: the page names them. */
async function enginesOf(page: Page, kind: 'notebook' | 'import'): Promise<Worker[]> {
  const names = await Promise.all(
    page.workers().map(async (worker) => ({
      worker,
      // One that is being ended may never answer.
      name: await Promise.race([
        worker.evaluate(() => self.name).catch(() => ''),
        new Promise<string>((silent) => setTimeout(() => silent(''), 10_000)),
      ]),
    })),
  );
  return names.flatMap(({ worker, name }) => (name === `cellar-${kind}-engine` ? [worker] : []));
}

/** The notebook's engine, as soon as there is one that answers. */
async function engineOf(page: Page): Promise<Worker> {
  for (;;) {
    const [engine] = await enginesOf(page, 'notebook');
    if (engine) return engine;
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  }
}

const breakIt = (engine: Worker) =>
  engine.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('the engine breaks');
      }),
  );

test.describe('in a page that goes on', () => {
  test.use({ goesOn: true });
  for (const kept of [true, false])
    test(
      `an engine that dies in mid-run is built again from ${kept ? 'stored' : 'just imported'} sources, edits kept`,
      { tag: kept ? '@whole' : '@long' },
      async ({ page, folder }) => {
        await openSmall(page, ['rfm']);
        await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
        await confirmMapping(page);
        const name = await addCell(page, 'sql');
        await runSql(page, name, 'SELECT count(*) AS n FROM orders');
        await whenRows(page, name, '1');
        await page.locator('input[name="title"]').fill('Edited before the crash');
        if (kept) {
          await openAgain(page);
          await whenRows(page, name, '1');
        }
        const runaway = await addCell(page, 'sql');
        await runSql(page, runaway, RUNAWAY);
        await expect(cell(page, runaway)).toHaveAttribute('data-state', 'running', SLOW);
        await breakIt(await engineOf(page));
        await reached(cell(page, runaway), 'error');
        await expect(cell(page, runaway).locator('[data-fault="engine-crashed"]')).toBeVisible();
        await engineReady(page);
        await reached(cell(page, 'rfm'), 'done');
        await reached(cell(page, name), 'done');
        await expect(page.locator('input[name="title"]')).toHaveValue('Edited before the crash');
        await runSql(page, name, 'SELECT count(*) + 1 AS n FROM orders');
        await expect.poll(async () => (await result(page, name))[0]?.['n'], SLOW).toBe('301');
        expect(await result(page, 'rfm')).toHaveLength(24);
      },
    );
});

test.describe('in the shop’s page', () => {
  test.use({ goesOn: 'shop' });

  test(
    'an engine that has gone silent is given up when its run is cancelled, and replaced',
    { tag: '@whole' },
    async ({ page, folder }) => {
      await atShop(page, folder);
      const name = await addCell(page, 'sql');
      await runSql(page, name, RUNAWAY);
      await expect(cell(page, name)).toHaveAttribute('data-state', 'running', SLOW);
      const engine = await engineOf(page);
      await engine.evaluate(() => self.close()).catch(() => undefined);
      await button(page, 'cancel').click();
      await expect(cell(page, name)).not.toHaveAttribute('data-state', 'running', SLOW);
      await engineOf(page);
      await engineReady(page);
      await runSql(page, name, 'SELECT count(*) AS n FROM orders');
      await whenRows(page, name, '1');
      expect(await result(page, name)).toEqual([{ n: '300' }]);
      await allDone(page);
    },
  );
});

test(
  'a file that cannot be read can be dropped again; small files share an import engine, and when it dies both are read again, and what was said of them stays',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const people =
      'id,姓名,region\n' + Array.from({ length: 24 }, (_, i) => `C${i},Name ${i},North\n`).join('');
    const path = put(folder, 'shop.csv', shopCsv());
    const add = page.locator('input[data-testid="add-files"]').first();
    await page.route('**/assets/files-*.js', (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto('/?lang=en');
    await engineReady(page);
    await add.setInputFiles(path);
    const [shop, other] = ['shop.csv', 'people.csv'].map((name) =>
      page.locator(`section[data-file="${name}"]`),
    );
    await reached(shop!, 'failed');
    await expect(shop!.getByRole('alert')).not.toBeEmpty();
    await page.unroute('**/assets/files-*.js');
    await leaveMapping(page);

    // The spare one, which the files share; dropped before it, they would make one, and it would come all the same.
    await expect.poll(async () => (await enginesOf(page, 'import')).length, SLOW).toBe(1);
    await add.setInputFiles([path, put(folder, 'people.csv', people)]);
    for (const file of [shop!, other!]) await reached(file, 'ready');
    await expect(shop!).toHaveAttribute('data-read', '300');
    await other!.locator('[data-column="region"] .means select').selectOption('city');
    let engines: Worker[] = [];
    await expect.poll(async () => (engines = await enginesOf(page, 'import')).length, SLOW).toBe(1);
    for (const engine of engines) await breakIt(engine);
    await expect
      .poll(async () => (await enginesOf(page, 'import')).some((e) => !engines.includes(e)), SLOW)
      .toBe(true);
    for (const file of [shop!, other!]) await reached(file, 'ready');
    await expect(other!.locator('[data-column="region"]')).toHaveAttribute('data-role', 'customers.city');
    await button(page, 'confirm-mapping').click();
    await allDone(page);
  },
);
