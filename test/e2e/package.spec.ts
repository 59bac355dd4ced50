import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Worker } from '@playwright/test';
import { put, shopCsv } from './support/files.ts';
import {
  SLOW,
  allDone,
  button,
  confirmMapping,
  downloading,
  dropAndRead,
  openSmall,
  openStart,
  states,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: true });

/** Nobody's key: whoever made it threw its secret away. */
const STRANGER = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

const WORD = 'correct horse battery';

declare global {
  interface Window {
    /** Names of the workers that were started since they are written down. */
    started: string[];
  }
}

const nameWorkers = (page: Page) =>
  page.evaluate(() => {
    window.started = [];
    window.Worker = new Proxy(window.Worker, {
      construct: (kind, [url, options]: [string, WorkerOptions]) => {
        window.started.push(options.name ?? '');
        return new kind(url, options);
      },
    });
  });

test(
  'a package is sealed to oneself, to others or by a passphrase, in workers which end with their work; it opens where it is dropped, and for nobody else',
  { tag: '@whole' },
  async ({ page, folder }) => {
    await openSmall(page, ['kpi', 'rfm']);
    await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
    await confirmMapping(page);
    await page.getByRole('button', { name: 'Share' }).first().click();
    const form = page.getByTestId('package');
    await form.locator('summary').click();
    const own = form.getByTestId('own-key');
    await expect(own).toHaveText(/^age1/);
    const make = button(form, 'make-package');
    await expect(make).toBeDisabled();
    const add = async (name: string, key: string) => {
      await form.locator('[name="recipient-name"]').fill(name);
      await form.locator('[name="recipient-key"]').fill(key);
      await form.getByRole('button', { name: 'Add' }).click();
    };
    await add('x', 'age1nonsense');
    await expect(form.getByRole('alert')).toContainText('not a public key');
    await add('Me', (await own.textContent())!);
    await expect(form.getByRole('checkbox', { name: /^Me/ })).toBeChecked();
    await form.locator('[name="with-sources"]').check();
    const made = async (name: string) => {
      const download = await downloading(page, make);
      const path = join(folder, `${name}.age`);
      writeFileSync(path, readFileSync((await download.path())!));
      return path;
    };
    const begin = (path: string) => readFileSync(path).toString('latin1');
    const mine = await made('mine');
    expect(begin(mine)).toMatch(/^age-encryption\.org\/v1\n-> X25519 /);
    await expect(form.getByRole('status')).toContainText('is made');
    await add('Stranger', STRANGER);
    await form.getByRole('checkbox', { name: /^Me/ }).uncheck();
    const theirs = await made('theirs');

    await form.locator('[name="with-sources"]').uncheck();
    await form.getByRole('checkbox', { name: /passphrase/ }).check();
    for (const field of await form.locator('[type="password"]').all()) await field.fill(WORD);
    // Of workers that start meanwhile, an engine to spare may be one, that which makes the package ends.
    const ended: Worker[] = [];
    const heard = (worker: Worker) => void worker.on('close', () => ended.push(worker));
    page.on('worker', heard);
    await nameWorkers(page);
    const byWord = await made('by-word');
    page.off('worker', heard);
    expect(
      await page.evaluate(() => window.started.filter((name) => name === 'cellar-package')),
    ).toHaveLength(1);
    await expect.poll(() => ended.length).toBe(1);
    expect(begin(byWord)).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
    await page.keyboard.press('Escape');

    const open = page.getByTestId('open-package');
    const dropped = (path: string) => page.getByTestId('add-files').setInputFiles(path);
    await openStart(page);
    await dropped(theirs);
    await expect(open).toContainText('not sealed to your key', SLOW);
    await page.keyboard.press('Escape');
    await dropped(mine);
    await expect(button(page, 'confirm-mapping')).toBeEnabled(SLOW);
    await button(page, 'confirm-mapping').click();
    await expect(page.getByTestId('inert')).toBeVisible(SLOW);
    await expect.poll(async () => Object.values(await states(page))).toContain('idle');
    await button(page, 'run-all').click();
    await allDone(page);

    await openStart(page);
    await dropped(byWord);
    const answer = async (word: string) => {
      await open.locator('[name="open-passphrase"]').fill(word);
      await open.getByRole('button', { name: 'Open' }).click();
    };
    await expect(open.locator('[name="open-passphrase"]')).toBeVisible(SLOW);
    await answer('not the passphrase');
    await expect(open.getByRole('alert')).toBeVisible(SLOW);
    await answer(WORD);
    await expect(page.getByTestId('inert')).toBeVisible(SLOW);
  },
);
