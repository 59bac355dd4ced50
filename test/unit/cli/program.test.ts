import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { keptProgram, loadProgram } from '../../../src/cli/entry/program.mjs';
import { scratch } from './support.ts';

const folder = realpathSync(scratch());
let projects = 0;
let root: string;

/** A project whose program says what it is made of, each file as old as the others, whenever it is written. */
function project(): string {
  root = join(folder, `project-${(projects += 1)}`);
  put('package.json', '{ "type": "module" }');
  put('node_modules/.package-lock.json', '{ "words": "1" }');
  put('node_modules/words/package.json', '{ "type": "module", "main": "index.js" }');
  put('node_modules/words/index.js', "export const word = 'old';");
  put('src/version.ts', 'export const version: number = 1;');
  put('templates/a.sql', 'a');
  put('templates/b.sql', 'b');
  put(
    'src/cli/main.ts',
    `import { version } from '../version.ts';
     import { word } from 'words';
     const sql = import.meta.glob('../../templates/*.sql', { query: '?raw', import: 'default', eager: true });
     export const main = async () => {
       const { default: worker } = await import('../../workers/none.ts?worker&url');
       return [version, word, worker, ...Object.values(sql)].join(' ');
     };`,
  );
  return root;
}

function put(path: string, text: string): void {
  const whole = join(root, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  utimesSync(whole, 1, 1);
}

const cache = (): string => join(root, 'node_modules/.cache/cellar');
const kept = (): string[] => readdirSync(cache()).sort();

async function said(): Promise<string> {
  const { program, close } = await loadProgram<{ main: () => Promise<string> }>(root);
  const line = await program.main();
  await close();
  return line;
}

beforeEach(project);

test('the program is put together once, and then runs as it was kept', async () => {
  expect(await said()).toBe('1 old  a b');
  const files = kept();
  expect(files).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.mjs$/)]);
  // Another project of the same state: a file that says that it is the one that runs.
  project();
  put(`node_modules/.cache/cellar/${files[0]}`, "export const main = () => 'as kept';");
  expect(await said()).toBe('as kept');
});

test('no change goes unnoticed: neither an older file of the same size, nor one less, nor another package', async () => {
  expect(await said()).toBe('1 old  a b');
  put('src/version.ts', 'export const version: number = 2;');
  expect(await said()).toBe('2 old  a b');
  rmSync(join(root, 'templates/b.sql'));
  expect(await said()).toBe('2 old  a');
  put('templates/c.sql', 'c');
  expect(await said()).toBe('2 old  a c');
  put('node_modules/words/index.js', "export const word = 'new';");
  put('node_modules/.package-lock.json', '{ "words": "2" }');
  expect(await said()).toBe('2 new  a c');
  put('src/version.ts', 'export const version: number = 1;');
  expect(await said()).toBe('1 new  a c');
  expect(kept()).toHaveLength(4);
});

test(
  'what is not whole is not run: of two that write at once, of one that was stopped, of a damaged disk',
  { tags: ['whole'] },
  async () => {
    put('node_modules/.cache/cellar/stopped', 'export const ma');
    const lines = await Promise.all([said(), said()]);
    expect(lines).toEqual(['1 old  a b', '1 old  a b']);
    const file = keptProgram(root);
    expect(kept()).toEqual([basename(file), 'stopped'].sort());
    const whole = readFileSync(file, 'utf8');
    for (const damaged of ['', whole.slice(0, -20)]) {
      project();
      put(`node_modules/.cache/cellar/${basename(file)}`, damaged);
      expect(await said()).toMatch(/^1 old \S* a b$/);
      expect(kept()).toEqual([]);
    }
  },
);

test(
  'it runs where nothing can be kept, or where it is made of what is not looked at',
  { tags: ['whole'] },
  async () => {
    put('node_modules/.cache', 'a file');
    expect(await said()).toMatch(/^1 old \S* a b$/);
    project();
    put('other/version.ts', 'export const version: number = 3;');
    put('src/version.ts', "export { version } from '../other/version.ts';");
    expect(await said()).toMatch(/^3 old \S* a b$/);
    expect(existsSync(cache())).toBe(false);
  },
);
