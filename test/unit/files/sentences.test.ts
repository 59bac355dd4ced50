import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fileFaults } from '../../../src/i18n/faults/files.ts';

const root = new URL('../../../', import.meta.url);

/** The text of every module of the files worker. */
function sources(): string {
  const folders = ['src/files/', 'src/files/formats/', 'src/files/formats/xlsx/', 'src/import/'];
  const paths = folders.flatMap((folder) =>
    readdirSync(new URL(folder, root))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => folder + name),
  );
  return [...paths, 'workers/files.ts'].map((path) => readFileSync(new URL(path, root), 'utf8')).join('\n');
}

test('every fault and notice of the files worker has a sentence in both languages, and every sentence is used', () => {
  const text = sources();
  const used = new Set(
    [
      ...text.matchAll(
        /(?:fail|add|told)\(\s*(?:'[\w-]+',\s*)?'([a-z]+(?:-[a-z0-9]+)+)'|(?:code: |\? |: |InflateError\(\s*)'((?:file|zip|cells?|header|columns?|rows|records|keys|date|quote|nul|title|total|encoding|format|sheet|workbook|parquet|arrow|json|part|timestamps)-[a-z0-9-]+)'/g,
      ),
    ].map((match) => match[1] ?? match[2]!),
  );
  const kinds = ['arrow-file', 'arrow-stream', 'parquet-encrypted'];
  const missing = [...used].filter((code) => !(code in fileFaults) && !kinds.includes(code));
  expect(missing).toEqual([]);
  const unused = Object.keys(fileFaults).filter((code) => !text.includes(`'${code}'`));
  expect(unused).toEqual([]);
  for (const [code, { zh, en }] of Object.entries(fileFaults)) {
    expect(zh, code).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(en, code).toMatch(/^[A-Z“{].*\.$/s);
    const names = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    expect(names(zh), code).toEqual(names(en));
  }
});
