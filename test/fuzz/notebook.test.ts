import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { entitySql } from '../../src/entity/map.ts';
import { cleanSql } from '../../src/entity/cleaning.ts';
import { scopeDates, scopeSql } from '../../src/entity/scope.ts';
import { namedSource, rememberedOf } from '../../src/import/remembered.ts';
import { notebookFaults } from '../../src/i18n/faults/notebook.ts';
import type { Notebook } from '../../src/notebook/document.ts';
import { readNotebook, writeNotebook } from '../../src/notebook/file.ts';
import { decodeLink, encodeLink } from '../../src/notebook/link.ts';
import { scrub } from '../../src/notebook/scrub.ts';
import { ok } from '../../src/result.ts';
import { planCells } from '../../src/run/plan.ts';
import { getTemplate } from '../../src/template/registry.ts';
import { mutateBytes, mutateValue, random } from './mutate.ts';

const MUTATIONS = Number(process.env['FUZZ'] ?? 2000);
/** No step of one notebook may take longer: the page would stand still. */
const LONGEST_MS = 10_000;

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const SEEDS = [
  read('../fixtures/notebooks/v1.cellar.json'),
  read('../../templates/notebooks/customer-value.cellar.json'),
];

/** All that the page does with a notebook before anything is run. */
async function use(notebook: Notebook): Promise<void> {
  const again = readNotebook(writeNotebook(notebook));
  expect(again.ok, 'what was read is written so that it is read again').toBe(true);
  if (again.ok) expect(again.value).toEqual(notebook);
  scrub(notebook, () => false);
  rememberedOf(namedSource(notebook.sources, 'orders_2024.csv'));
  const sources = notebook.sources.map((s) => ({ ...s, columns: s.columns }));
  entitySql(sources);
  cleanSql({ sources, settings: notebook.cleaning, restored: [], today: '2024-07-01' });
  const extent = { as_of: '2024-06-30', first_date: '2023-01-01', last_date: '2024-06-29' };
  const given = scopeDates(notebook.goal, extent, '2024-07-01');
  scopeSql(notebook.goal, given);
  await planCells(notebook.cells, {
    given,
    mapped: new Set(['orders.customer', 'orders.ordered_at', 'orders.amount']),
    versions: new Map(['orders', 'all_orders', 'customers', 'all_customers'].map((name) => [name, '1'])),
    template: getTemplate,
    tableNames: async () => ok(['orders']),
  });
}

async function survive(text: string, at: string): Promise<boolean> {
  const begun = performance.now();
  const opened = readNotebook(text);
  if (!opened.ok) {
    expect(notebookFaults, `${at}: ${opened.fault.code}`).toHaveProperty([opened.fault.code]);
  } else {
    try {
      await use(opened.value);
    } catch (error) {
      throw new Error(`${at}: ${String(error)}\n${text.slice(0, 3000)}`, { cause: error });
    }
  }
  expect(performance.now() - begun, at).toBeLessThan(LONGEST_MS);
  return opened.ok;
}

test(`${MUTATIONS} notebooks with bytes gone wrong are read or refused in words`, async () => {
  const next = random(21);
  let opened = 0;
  for (let i = 0; i < MUTATIONS; i += 1) {
    const bytes = mutateBytes(new TextEncoder().encode(SEEDS[i % SEEDS.length]!), next);
    if (await survive(new TextDecoder().decode(bytes), `bytes ${i}`)) opened += 1;
  }
  expect(opened).toBeGreaterThan(0);
  expect(opened).toBeLessThan(MUTATIONS);
});

test(`${MUTATIONS} notebooks that are JSON of another shape are read or refused in words`, async () => {
  const next = random(22);
  let opened = 0;
  for (let i = 0; i < MUTATIONS; i += 1) {
    const value = mutateValue(JSON.parse(SEEDS[i % SEEDS.length]!), next);
    if (await survive(JSON.stringify(value) ?? '', `value ${i}`)) opened += 1;
  }
  expect(opened).toBeGreaterThan(MUTATIONS / 20);
  expect(opened).toBeLessThan(MUTATIONS);
});

test(`${MUTATIONS} links gone wrong are read or refused in words`, async () => {
  const seed = readNotebook(SEEDS[0]!);
  if (!seed.ok) throw new Error(seed.fault.code);
  const link = await encodeLink(seed.value);
  if (!link.ok) throw new Error(link.fault.code);
  const next = random(23);
  for (let i = 0; i < MUTATIONS; i += 1) {
    const bytes = mutateBytes(new TextEncoder().encode(link.value), next);
    const begun = performance.now();
    const decoded = await decodeLink(new TextDecoder().decode(bytes));
    if (!decoded.ok)
      expect(notebookFaults, `link ${i}: ${decoded.fault.code}`).toHaveProperty([decoded.fault.code]);
    expect(performance.now() - begun).toBeLessThan(LONGEST_MS);
  }
});
