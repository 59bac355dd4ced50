import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Text } from '../../../src/i18n/text.ts';
import { isFaultCode } from '../../../src/i18n/faults/index.ts';

// That a code that is raised has its sentence is the compiler's to say: see `FaultCode`.

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = 'src/i18n/faults/';
const groups = Object.values(import.meta.glob('../../../src/i18n/faults/*.ts', { eager: true })).flatMap(
  (module) =>
    Object.entries(module as Record<string, Record<string, Text>>).filter(([name]) =>
      name.endsWith('Faults'),
    ),
);
const sentences = groups.flatMap(([, group]) => Object.entries(group));

const sources = ['src', 'workers']
  .flatMap((from) =>
    readdirSync(root + from, { recursive: true, encoding: 'utf8' }).map((f) => `${from}/${f}`),
  )
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.startsWith(folder))
  .map((path) => readFileSync(root + path, 'utf8'))
  .join('\n');

describe('the sentences of faults', () => {
  test('are all in the list of codes, each code once', () => {
    expect(groups.length).toBe(readdirSync(root + folder).length - 1);
    expect(sentences.length).toBeGreaterThan(130);
    expect(sentences.map(([code]) => code).filter((code) => !isFaultCode(code))).toEqual([]);
    const codes = sentences.map(([code]) => code);
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  });

  test('are raised somewhere', () => {
    expect(sentences.map(([code]) => code).filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
  });

  test.each(sentences)('%s is a sentence in both languages, with the same values', (_, { zh, en }) => {
    expect(zh).toMatch(/\p{Script=Han}.*[。？）]$/su);
    expect(en).toMatch(/^[A-Z“"{].*[.?)]$/s);
    expect(en).not.toMatch(/\p{Script=Han}/u);
    const values = (sentence: string) =>
      new Set([...sentence.matchAll(/\{(\w+)[|}]/g)].map(([, name]) => name));
    expect(values(zh)).toEqual(values(en));
  });
});
