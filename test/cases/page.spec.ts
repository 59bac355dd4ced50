import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { dropAndRead, mappedFile, openStart, rolesOf } from '../e2e/support/page.ts';
import { expect, test } from '../e2e/support/test.ts';
import { OPEN } from './open.ts';
import { readCases, type PageWant } from './read.ts';

test.use({ goesOn: true });

/** Kinds of the cases that are open for what an analysis makes of them, not for what the page reads. */
const READ_RIGHT = ['06', '22', '26', '27', '72', '86', '99'];

for (const one of readCases()) {
  const { page: wanted, name } = one;
  if (!wanted || (name in OPEN && !READ_RIGHT.some((number) => name.startsWith(number)))) continue;
  test(name, async ({ page }) => {
    await openStart(page);
    await dropAndRead(
      page,
      one.files.map((file) => join(one.folder, file)),
    );
    // Of several files one may go under another and out again until all are read, and is drawn anew.
    for (const [file, want] of Object.entries(wanted)) {
      await expect
        .configure({ soft: true })
        .poll(() => seen(mappedFile(page, file), want), { message: file, timeout: 30_000 })
        .toEqual(asWanted(want));
    }
  });
}

/** What a file's section shows of what is wanted of it. */
async function seen(section: Locator, want: PageWant): Promise<PageWant> {
  const number = async (name: string) => Number(await section.getAttribute(name));
  const [read, rejected] = [await number('data-read'), await number('data-rejected')];
  const columns = Object.entries(want.roles ? await rolesOf(section) : {});
  const columnOf = (role: string) => columns.find(([, shown]) => shown.endsWith(`.${role}`))?.[0] ?? '';
  const types: Record<string, string> = {};
  for (const [column, allowed] of Object.entries(want.types ?? {})) {
    const type = await section.locator(`[data-column="${column}"] .type select`).inputValue();
    types[column] = allowed.split('|').includes(type) ? allowed : type;
  }
  const text = want.notice === undefined ? '' : await section.innerText();
  const found = want.notice !== undefined && new RegExp(want.notice, 'i').test(text);
  return {
    ...(want.read === undefined ? {} : { read }),
    ...(want.rejected === undefined ? {} : { rejected }),
    ...(want.found === undefined ? {} : { found: read + rejected }),
    ...(want.columns === undefined ? {} : { columns: await section.locator('[data-column]').count() }),
    ...(want.types ? { types } : {}),
    ...(want.roles
      ? { roles: Object.fromEntries(Object.keys(want.roles).map((role) => [role, columnOf(role)])) }
      : {}),
    ...(want.notice === undefined ? {} : { notice: found ? want.notice : text }),
  };
}

const asWanted = ({ read, rejected, found, columns, types, roles, notice }: PageWant): PageWant =>
  JSON.parse(JSON.stringify({ read, rejected, found, columns, types, roles, notice })) as PageWant;
