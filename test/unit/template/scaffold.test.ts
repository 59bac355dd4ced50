import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Template, TemplateMeta } from '../../../src/template/schema.ts';
import { parseSqlFile } from '../../../src/template/sql-file.ts';
import { writeAnalysis } from '../../tools/new/analysis.ts';
import { openNative, type Native } from '../support/native.ts';
import { expectCase, expectColumns, expectComplete, expectFilled, expectRuns, unwritten } from './checks.ts';
import type { TemplateCase } from './support.ts';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'cellar-new-'));
let db: Native;
let template: Template;
let first: TemplateCase;

beforeAll(async () => {
  mkdirSync(join(root, 'templates'));
  symlinkSync(join(project, 'src'), join(root, 'src'), 'junction');
  symlinkSync(join(project, 'templates', 'shared'), join(root, 'templates', 'shared'), 'junction');
  const files = writeAnalysis(root, 'gift-cards');
  const read = (name: string) =>
    readFileSync(
      join(
        root,
        files.find((f) => f.endsWith(name))!,
      ),
      'utf8',
    );
  const { module } = await runnerImport<{ default: TemplateMeta }>(
    join(root, 'templates/gift-cards/template.ts'),
    {
      configFile: false,
      logLevel: 'error',
      root: project,
    },
  );
  const includes = join(project, 'templates', 'includes');
  const texts = readdirSync(includes).map((file): [string, string] => [
    file.replace(/\.sql$/, ''),
    readFileSync(join(includes, file), 'utf8'),
  ]);
  template = { ...module.default, sql: parseSqlFile(read('query.sql'), new Map(texts)) };
  first = JSON.parse(read('cases/first.json')) as TemplateCase;
  db = await openNative();
});
afterAll(() => {
  db.close();
  rmSync(root, { recursive: true, force: true });
});

test('a new analysis passes what the catalogue asks of every one', async () => {
  expect(template.id).toBe('gift-cards');
  expectComplete(template);
  expectFilled(template);
  await expectColumns(db, template);
  await expectRuns(db, template, {});
  await expectCase(db, template, first);
});

test('but for what only its author can write, which is named', () => {
  const both = (path: string): string[] => [`${path}.zh`, `${path}.en`];
  expect(unwritten(template)).toEqual([
    ...both('title'),
    ...both('question'),
    'tags.0',
    ...both('params.0.label'),
    ...both('chart.title'),
    ...both('findings.largest.sentence'),
    ...['summary', 'definition', 'howToRead', 'pitfalls'].flatMap((part) => both(`explanation.${part}`)),
    'explanation.sources.0.label',
    'sql.steps.0.sql',
    'sql.result',
  ]);
  expect(unwritten(first)).toEqual(['name']);
});

test.each(['Gift', 'gift_cards', '../gift', 'gift--cards', 'gift-', ''])('%j is no id', (id) => {
  expect(() => writeAnalysis(root, id)).toThrow('is no id');
});

test('an analysis that is there is not written over', () => {
  expect(() => writeAnalysis(root, 'gift-cards')).toThrow('is there already');
});
