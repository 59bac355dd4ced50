import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LAYOUTS } from '../../src/import/meaning/layouts.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = [...readdirSync(root), ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith('.md'),
);
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('links to what is there', () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, to]) => to!);
    const lost = links.filter((to) => !to.includes(':') && !existsSync(join(root, dirname(page), to)));
    expect(lost).toEqual([]);
  });

  test('names files that are there', () => {
    const named = [...text.matchAll(/`((?:src|test|templates|workers|public|docs)\/[\w./-]*)`/g)].map(
      ([, path]) => path!,
    );
    // The worked examples make these.
    const made = /gift-cards|waterfall|dbf|\/name\.sql$/;
    expect(named.filter((path) => !made.test(path) && !existsSync(join(root, path)))).toEqual([]);
  });

  test('names commands that are there', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

test('the rooms of the architecture page are those that the floors test holds', () => {
  const floors = [
    ...read('test/unit/architecture.test.ts')
      .split('const FLOORS = [')[1]!
      .split(']')[0]!
      .matchAll(/'([^']+)'/g),
  ].map(([, room]) => room);
  const table = read('docs/architecture.md')
    .split('## The data')[0]!
    .match(/^\|.*\|$/gm)!
    .slice(2);
  const told = table.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, room]) => room));
  expect(told).toEqual(floors);
});

test('the readme is one page', () => {
  expect(read('README.md').split(/\s+/).length).toBeLessThan(1700);
});

test('no comment cites a page that is not here', () => {
  const files = ['src', 'workers', 'templates', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((name) => /\.(ts|svelte|mjs|js|sql|css)$/.test(name)),
  );
  expect(files.length).toBeGreaterThan(600);
  const page =
    /\b(?:SPEC|DESIGN|HOUSE|FAULTS|TRUST|ANSWERS|CLAIMS|REFERENCE|ISSUES?)\b(?:\.md| (?:[A-Z] )?\d)/g;
  const cited = files.flatMap((file) => [...read(file).matchAll(page)].map(([found]) => `${file}: ${found}`));
  expect(cited).toEqual([]);
});

test.each(['README.md', 'docs/files.md'])('%s names every export that is recognised', (page) => {
  const text = read(page);
  const systems = LAYOUTS.map(({ name }) => /^[A-Za-z0-9]+(?: Pay)?/.exec(name.en)![0]);
  expect(systems.filter((system) => !text.includes(system))).toEqual([]);
});
