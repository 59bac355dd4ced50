import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notebookFaults } from '../../src/i18n/faults/notebook.ts';
import { readNotebook } from '../../src/notebook/file.ts';
import { decodeLink, encodeLink } from '../../src/notebook/link.ts';
import { mutateBytes, mutateValue, random } from './mutate.ts';
import { survive as surviveReading } from './use-notebook.ts';

const MUTATIONS = Number(process.env['FUZZ'] ?? 2000);
/** No step of one notebook may take longer: the page would stand still. */
const LONGEST_MS = 10_000;

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const SEEDS = [
  read('../fixtures/notebooks/v1.cellar.json'),
  read('../fixtures/notebooks/v2.cellar.json'),
  read('../../templates/notebooks/customer-value.cellar.json'),
];

async function survive(text: string, at: string): Promise<boolean> {
  const begun = performance.now();
  const opened = await surviveReading(text, at);
  expect(performance.now() - begun, at).toBeLessThan(LONGEST_MS);
  return opened;
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
