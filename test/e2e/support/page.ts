import { readFile } from 'node:fs/promises';
import { expect, type Download, type Locator, type Page } from '@playwright/test';
import { parseCsv } from './csv.ts';
import { put, shopCsv } from './files.ts';

/** Long enough for the slowest step (the whole sample) on two cores that a dozen others want as well. */
export const SLOW = { timeout: 300_000 };

/** As long, looked at often: left alone, a poll soon asks once a second, which is what many a step takes. */
const OFTEN = { ...SLOW, intervals: [50, 100, 200] };

/** The start page, its engine ready; a page that an earlier test has left goes there by itself, its engine kept. */
export async function openStart(page: Page, lang: 'zh' | 'en' = 'en'): Promise<void> {
  const code = { zh: 'zh-CN', en: 'en' }[lang];
  const left = await page.evaluate((wanted) => {
    // A blank page, or a fault that nobody has closed.
    const ready = document.querySelector('main[data-engine="ready"]') !== null;
    if (!ready || document.querySelector('main > .fault')) return null;
    // Reloaded it comes in the language of its address, which for most tests is to be theirs.
    if (wanted === 'en' && !location.search.includes('lang=en')) return null;
    location.hash = '#/';
    return document.documentElement.lang;
  }, lang);
  if (left === null) await page.goto(`/?lang=${lang}`);
  await button(page, 'open-sample').first().waitFor(SLOW);
  if (left !== null) {
    if (left !== code) await button(page, 'switch-language').click();
    await page.evaluate(() => localStorage.clear());
  }
  await expect(page.locator('html')).toHaveAttribute('lang', code);
  await engineReady(page);
}

export const engineReady = (page: Page) => page.locator('main[data-engine="ready"]').waitFor(SLOW);

/**
 * Waits until a cell or a file of the mapping page is in a state. A matcher does that too, but each time that it finds
 * another value it goes through all that the element contains, or through the whole page where there is none yet, and
 * describes it for a report that nobody asks for.
 */
export const reached = (at: Locator, state: string): Promise<void> =>
  at.and(at.page().locator(`[data-state="${state}"]`)).waitFor({ state: 'attached', ...SLOW });

export const cell = (page: Page, name: string): Locator => page.locator(`section[data-cell="${name}"]`);

export const button = (within: Page | Locator, action: string): Locator =>
  within.locator(`[data-action="${action}"]`);

/** The state of every cell, in the notebook's order. */
export const states = (page: Page): Promise<Record<string, string>> =>
  page
    .locator('section[data-cell]')
    .evaluateAll((cells) =>
      Object.fromEntries(
        cells.map((c) => [(c as HTMLElement).dataset['cell'], (c as HTMLElement).dataset['state']]),
      ),
    );

/**
 * Waits until the notebook is open and no cell waits or runs, nor is it still found out which of them an edit has made
 * stale, of which the button to cancel alone tells; returns the cells' states.
 */
export async function settled(page: Page): Promise<Record<string, string>> {
  await button(page, 'run-all').waitFor(SLOW);
  await expect
    .poll(async () => {
      const busy = Object.values(await states(page)).some((s) => s === 'queued' || s === 'running');
      return busy || (await button(page, 'cancel').count()) > 0;
    }, OFTEN)
    .toBe(false);
  return states(page);
}

/** Waits until nothing runs and every cell that can run has a result. */
export async function allDone(page: Page): Promise<void> {
  // Not visible: cells that lack their data are folded into one line.
  await page
    .locator('section[data-cell]')
    .first()
    .waitFor({ state: 'attached', ...SLOW });
  await expect
    .poll(async () => {
      const waiting = Object.entries(await states(page)).filter(
        ([, s]) => s !== 'done' && s !== 'needs-roles',
      );
      return (await button(page, 'cancel').count()) > 0 ? ['busy', ...waiting] : waiting;
    }, OFTEN)
    .toEqual([]);
}

/** Waits until a cell's result is there and has so many rows, as its head says (`4,264 rows`). */
export const whenRows = (page: Page, name: string, rows: string): Promise<void> =>
  expect(cell(page, name).locator('.state')).toContainText(`${rows} row`, SLOW);

/** One click from the start page to the sample's finished notebook. */
export async function openSample(page: Page): Promise<void> {
  await button(page, 'open-sample').click();
  await allDone(page);
}

export const drop = (page: Page, files: string | string[]): Promise<void> =>
  page.locator('input[data-testid="add-files"]').first().setInputFiles(files);

export const mappedFile = (page: Page, name: string): Locator => page.locator(`section[data-file="${name}"]`);

/** Drops files and waits until the mapping page has read them all; `tables` is how many there are in them. */
export async function dropAndRead(page: Page, files: string[], tables = files.length): Promise<void> {
  await drop(page, files);
  await expect(page.locator('section[data-file]')).toHaveCount(tables, SLOW);
  await expect(page.locator('section[data-file][data-state="reading"]')).toHaveCount(0, SLOW);
}

/** Gives the import up; returns when its page has gone, so that the next file is not given to it. */
export async function leaveMapping(page: Page): Promise<void> {
  await button(page, 'cancel-mapping').click();
  await expect(button(page, 'cancel-mapping')).toHaveCount(0);
}

export async function confirmMapping(page: Page): Promise<void> {
  await button(page, 'confirm-mapping').click(SLOW);
  await allDone(page);
}

/** Roles of a file's columns as the mapping page shows them. */
export const rolesOf = (file: Locator): Promise<Record<string, string>> =>
  file
    .locator('[data-column]')
    .evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((r) => [(r as HTMLElement).dataset['column'], (r as HTMLElement).dataset['role']]),
      ),
    );

/** Expects roles among those of a file's columns. */
export const expectRoles = (file: Locator, roles: Record<string, string>): Promise<void> =>
  expect.poll(() => rolesOf(file), OFTEN).toMatchObject(roles);

/** Clicks what downloads a file. */
export async function downloading(page: Page, trigger: Locator): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download', SLOW), trigger.click()]);
  return download;
}

/** Clicks what downloads a file; returns the file's text. */
export async function downloaded(page: Page, trigger: Locator): Promise<{ name: string; text: string }> {
  const download = await downloading(page, trigger);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** A cell's whole result once nothing runs, read through its CSV download. */
export async function result(page: Page, name: string): Promise<Record<string, string>[]> {
  // A click on a page that still moves can miss, and a download during a run is refused.
  await settled(page);
  const { text } = await downloaded(page, button(cell(page, name), 'download-csv'));
  return parseCsv(text);
}

/** Puts SQL into a cell's editor and runs it; the cell may end done or in error. */
export async function runSql(page: Page, name: string, sql: string): Promise<void> {
  await writeSql(page, name, sql);
  await button(cell(page, name), 'run-cell').click();
}

export async function writeSql(page: Page, name: string, sql: string): Promise<void> {
  const at = cell(page, name);
  await at.locator('[data-tab="sql"]').click();
  await fillEditor(at.locator('.cm-content'), sql);
}

/** Puts a text into an editor in place of all that is there, by keys: its own idea of what is selected is what counts. */
export async function fillEditor(editor: Locator, text: string): Promise<void> {
  await editor.focus();
  await editor.press('ControlOrMeta+a');
  await editor.page().keyboard.insertText(text);
}

/** Adds a cell of a template below the last one; returns its name. */
export async function addCell(page: Page, template: string): Promise<string> {
  const before = Object.keys(await states(page));
  await button(page, 'add-cell').last().click();
  await page.locator(`[data-add="${template}"]`).click();
  await expect(page.locator('section[data-cell]')).toHaveCount(before.length + 1);
  return Object.keys(await states(page)).find((name) => !before.includes(name))!;
}

/** Adds a SQL cell, runs a query in it and returns the rows. */
export async function query(page: Page, sql: string): Promise<Record<string, string>[]> {
  const name = await addCell(page, 'sql');
  await runSql(page, name, sql);
  await button(cell(page, name), 'download-csv')
    .or(cell(page, name).locator('[data-fault]'))
    .first()
    .waitFor(SLOW);
  expect(await cell(page, name).locator('[data-fault]').allInnerTexts()).toEqual([]);
  return result(page, name);
}

/** Every text that stands in the document, shown or not, and every attribute, each by itself. */
export const pageTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) texts.push(...[...node.attributes].map((a) => a.value));
      else texts.push(node.textContent ?? '');
      if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) texts.push(node.value);
    }
    return texts;
  });

/** A cell of a notebook's file, or the template of one that is called like it. */
type SmallCell = string | { name: string; template: string; sql?: string };

/** Opens a notebook of some cells from its file; it runs nothing by itself. */
async function openCells(page: Page, wanted: readonly SmallCell[]): Promise<void> {
  const cells = wanted.map((cell) =>
    typeof cell === 'string' ? { name: cell.replaceAll('-', '_'), template: cell } : cell,
  );
  const text = JSON.stringify({ format: 'cellar-notebook', version: 1, title: 'Small', cells });
  await page
    .getByTestId('open-notebook-file')
    .setInputFiles({ name: 'small.cellar.json', mimeType: 'application/json', buffer: Buffer.from(text) });
}

/**
 * A notebook of a few cells instead of the start page: files dropped there come into it. For tests that look
 * at a cell or two, for which all the others of a new notebook would be run and drawn for nobody.
 */
export async function openSmall(
  page: Page,
  wanted: readonly SmallCell[],
  lang: 'zh' | 'en' = 'en',
): Promise<void> {
  await openStart(page, lang);
  await openCells(page, wanted);
  await button(page, 'run-all').click(SLOW);
  await expect(page.getByTestId('inert')).toHaveCount(0);
  await allDone(page);
}

/** Leaves the notebook for another one and opens it from storage again: as a later visit does, without loading the page. */
export async function openAgain(page: Page): Promise<void> {
  await stored(page);
  const [at, before] = [page.url(), await states(page)];
  await openStart(page);
  await openCells(page, [{ name: 'between', template: 'sql', sql: 'SELECT 1' }]);
  await reached(cell(page, 'between'), 'idle');
  await page.evaluate((url) => void (location.href = url), at);
  // Before its data are there, its cells lack them.
  await expect.poll(() => states(page), OFTEN).toEqual(before);
  await allDone(page);
}

declare global {
  interface Window {
    /** Where the small shop's notebook stands; gone with the page when it is loaded anew. */
    shopAt?: string;
  }
}

/** What the tests in the shop's page look at. */
const SHOP: readonly SmallCell[] = [
  'goal',
  'cleaning',
  'rfm',
  'pareto',
  {
    name: 'spend_per_customer',
    template: 'sql',
    sql: 'SELECT customer, sum(amount) AS amount FROM orders GROUP BY ALL',
  },
  { name: 'notes', template: 'text' },
];

/**
 * The small shop's notebook in the page that its tests share (`goesOn: 'shop'`): what the test before did to it is
 * undone step by step, to the state in which it was imported. What is no edit (a tab, a row filter) stays as it was
 * left.
 */
export async function atShop(page: Page, folder: string): Promise<void> {
  if (!(await page.evaluate(() => window.shopAt === location.href))) {
    await openSmall(page, SHOP);
    await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
    await confirmMapping(page);
    // It begins with its source, which no undo takes back.
    await openAgain(page);
    await page.evaluate(() => void (window.shopAt = location.href));
    return;
  }
  for (const dialog = page.getByRole('dialog'); await dialog.count();) await page.keyboard.press('Escape');
  if ((await page.locator('html').getAttribute('lang')) !== 'en')
    await button(page, 'switch-language').click();
  const undo = button(page, 'undo');
  // Once more when all is at rest: an edit of the test before may still have been on its way.
  do {
    while (await undo.isEnabled()) await undo.click();
    await allDone(page);
  } while (await undo.isEnabled());
}

/** Waits until the notebook and its sources are in the browser's storage. */
export async function stored(page: Page): Promise<void> {
  await page.locator('[data-saved="saved"]').waitFor({ state: 'attached', ...SLOW });
  const wanted = await page.locator('[data-source]').count();
  await expect.poll(async () => (await storedSources(page)).length, OFTEN).toBeGreaterThanOrEqual(wanted);
}

/** Names of the source tables that storage holds completely. */
export const storedSources = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('cellar');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const all = db.transaction('sources').objectStore('sources').getAll();
          all.onsuccess = () => {
            resolve(all.result.filter((s) => s.state === 'ready').map((s) => s.name as string));
            db.close();
          };
        };
      }),
  );

/** Where a text stands in the page's storage (IndexedDB with its blobs, localStorage), as store names. */
export const storedWith = (page: Page, needle: string): Promise<string[]> =>
  page.evaluate(async (text) => {
    const has = (bytes: ArrayBuffer) => new TextDecoder('utf-8').decode(bytes).includes(text);
    async function holds(value: unknown): Promise<boolean> {
      if (value instanceof Blob) return has(await value.arrayBuffer());
      if (value instanceof ArrayBuffer) return has(value);
      if (ArrayBuffer.isView(value)) return has(value.buffer as ArrayBuffer);
      if (typeof value === 'string') return value.includes(text);
      if (typeof value !== 'object' || value === null) return false;
      for (const [key, part] of Object.entries(value))
        if (key.includes(text) || (await holds(part))) return true;
      return false;
    }
    const found: string[] = [];
    if (await holds({ ...localStorage })) found.push('localStorage');
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve) => {
          const all = db.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => resolve(all.result);
        });
        for (const row of rows) if (await holds(row)) found.push(store);
      }
      db.close();
    }
    return found;
  }, needle);

/** Which of some texts stand anywhere that outlives the page: databases with their blobs, both storages, caches, files, the address. */
export const keptAnywhere = (page: Page, needles: readonly string[]): Promise<string[]> =>
  page.evaluate(async (texts) => {
    const found = new Set<string>();
    const look = (text: string) => {
      for (const needle of texts) if (text.includes(needle)) found.add(needle);
    };
    const seen = (bytes: ArrayBuffer) => look(new TextDecoder('utf-8').decode(bytes));
    async function into(value: unknown): Promise<void> {
      if (value instanceof Blob) seen(await value.arrayBuffer());
      else if (value instanceof ArrayBuffer) seen(value);
      else if (ArrayBuffer.isView(value)) seen(value.buffer.slice(value.byteOffset) as ArrayBuffer);
      else if (typeof value === 'string') look(value);
      else if (value instanceof Map || value instanceof Set) for (const part of value) await into(part);
      else if (typeof value === 'object' && value !== null)
        for (const [key, part] of Object.entries(value)) {
          look(key);
          await into(part);
        }
    }
    await into({ ...localStorage });
    await into({ ...sessionStorage });
    look(decodeURIComponent(location.href) + JSON.stringify(history.state) + document.cookie + name);
    for (const { name: db } of await indexedDB.databases()) {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(db!);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of opened.objectStoreNames)
        for (const all of ['getAll', 'getAllKeys'] as const)
          await into(
            await new Promise((resolve) => {
              const asked = opened.transaction(store).objectStore(store)[all]();
              asked.onsuccess = () => resolve(asked.result);
            }),
          );
      opened.close();
    }
    for (const key of await caches.keys()) {
      const cache = await caches.open(key);
      for (const request of await cache.keys()) look(decodeURIComponent(request.url));
    }
    const folder = await navigator.storage.getDirectory();
    const walk = async (at: FileSystemDirectoryHandle): Promise<void> => {
      for await (const [file, handle] of (
        at as unknown as { entries(): AsyncIterable<[string, FileSystemHandle]> }
      ).entries()) {
        look(file);
        if (handle.kind === 'directory') await walk(handle as FileSystemDirectoryHandle);
        else seen(await (await (handle as FileSystemFileHandle).getFile()).arrayBuffer());
      }
    };
    await walk(folder);
    return [...found];
  }, needles);
