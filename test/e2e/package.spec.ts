import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SLOW, allDone, atShop, button, downloading, openStart, states } from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: 'shop' });

/** Nobody's key: whoever made it threw its secret away. */
const STRANGER = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

const WORD = 'correct horse battery';

test('a package is sealed to oneself and to others, opens where it is dropped, and for nobody else', async ({
  page,
  elsewhere,
  folder,
}) => {
  await atShop(page, folder);
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
  const path = async () => {
    const download = await downloading(page, make);
    const to = join(folder, `${Math.random()}.age`);
    writeFileSync(to, readFileSync((await download.path())!));
    return to;
  };
  const mine = await path();
  expect(readFileSync(mine).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> X25519 /);
  await expect(form.getByRole('status')).toContainText('is made');
  await add('Stranger', STRANGER);
  await form.getByRole('checkbox', { name: /^Me/ }).uncheck();
  const theirs = await path();

  await openStart(elsewhere);
  await elsewhere.getByTestId('add-files').setInputFiles(theirs);
  await expect(elsewhere.getByTestId('open-package')).toContainText('not sealed to your key', SLOW);
  await elsewhere.keyboard.press('Escape');
  await elsewhere.getByTestId('add-files').setInputFiles(mine);
  await expect(button(elsewhere, 'confirm-mapping')).toBeEnabled(SLOW);
  await button(elsewhere, 'confirm-mapping').click();
  await expect(elsewhere.getByTestId('inert')).toBeVisible(SLOW);
  await expect.poll(async () => Object.values(await states(elsewhere))).toContain('idle');
  await button(elsewhere, 'run-all').click();
  await allDone(elsewhere);
});

test('a package by a passphrase is made and opened in workers, which end with their work', async ({
  page,
  elsewhere,
  folder,
}) => {
  const workers: string[] = [];
  await atShop(page, folder);
  await page.getByRole('button', { name: 'Share' }).first().click();
  const form = page.getByTestId('package');
  await form.locator('summary').click();
  await form.getByRole('checkbox', { name: /passphrase/ }).check();
  for (const field of await form.locator('[type="password"]').all()) await field.fill(WORD);
  // One that made a package before may be on its way out.
  const before = page.workers().length;
  page.on('worker', () => workers.push('started'));
  const download = await downloading(page, button(form, 'make-package'));
  expect(workers).toHaveLength(1);
  await expect.poll(() => page.workers().length).toBeLessThanOrEqual(before);
  const path = join(folder, 'by-word.age');
  writeFileSync(path, readFileSync((await download.path())!));
  expect(readFileSync(path).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);

  await openStart(elsewhere);
  await elsewhere.getByTestId('add-files').setInputFiles(path);
  const open = elsewhere.getByTestId('open-package');
  const answer = async (word: string) => {
    await open.locator('[name="open-passphrase"]').fill(word);
    await open.getByRole('button', { name: 'Open' }).click();
  };
  await expect(open.locator('[name="open-passphrase"]')).toBeVisible(SLOW);
  await answer('not the passphrase');
  await expect(open.getByRole('alert')).toBeVisible(SLOW);
  await answer(WORD);
  await expect(elsewhere.getByTestId('inert')).toBeVisible(SLOW);
});
