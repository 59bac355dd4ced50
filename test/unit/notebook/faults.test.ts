import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notebookFaults } from '../../../src/i18n/faults/notebook.ts';

const sources = ['notebook', 'storage'].flatMap((folder) => {
  const at = new URL(`../../../src/${folder}/`, import.meta.url);
  return readdirSync(at).map((file) => readFileSync(new URL(file, at), 'utf8'));
});
const codes = new Set(
  sources.flatMap((text) =>
    [...text.matchAll(/(?:fail\(|code: )'([a-z]+-[a-z-]+)'/g)].map((match) => match[1]!),
  ),
);

test('every fault of notebooks and storage has a sentence in both languages, and none is left over', () => {
  expect(codes.size).toBeGreaterThan(20);
  expect([...codes].sort()).toEqual(Object.keys(notebookFaults).sort());
  for (const [code, { zh, en }] of Object.entries(notebookFaults)) {
    expect(zh, code).toMatch(/\p{Script=Han}.*。$/su);
    expect(en, code).toMatch(/^[\P{Script=Han}]+\.$/su);
    const slots = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    expect(slots(zh), code).toEqual(slots(en));
  }
});
