import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Import {
  from: string;
  /** Path inside the project, or a package's name. */
  to: string;
  typeOnly: boolean;
}

const files = ['src', 'workers', 'templates'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => /\.(ts|svelte)$/.test(name) && !/\.(d|test)\.ts$/.test(name)),
);

const STATIC = /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/g;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const target = (specifier: string) =>
    specifier.startsWith('.')
      ? relative(root, resolve(root, dirname(file), specifier.replace(/\?.*$/, '')))
      : specifier;
  return [
    ...[...text.matchAll(STATIC)].map((m) => ({
      from: file,
      to: target(m[2]!),
      typeOnly: m[1] !== undefined,
    })),
    ...[...text.matchAll(DYNAMIC)].map((m) => ({ from: file, to: target(m[1]!), typeOnly: false })),
  ];
}

const imports = files.flatMap(importsOf);
const layer = (path: string) =>
  path.startsWith('src/') ? path.split('/').slice(0, 2).join('/') : path.split('/')[0]!;
const told = (found: Import[]) => found.map(({ from, to }) => `${from} → ${to}`);

describe('imports point one way', () => {
  test('something was read', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(300);
  });

  test('only main.ts and the app itself import the app', () => {
    const wrong = imports.filter(
      ({ from, to }) => layer(to) === 'src/app' && layer(from) !== 'src/app' && from !== 'src/main.ts',
    );
    expect(told(wrong)).toEqual([]);
  });

  test('only the app imports the state', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        layer(to) === 'src/state' &&
        !['src/state', 'src/app'].includes(layer(from)) &&
        from !== 'src/main.ts',
    );
    expect(told(wrong)).toEqual([]);
  });

  test('pure folders know no Svelte', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        !['src/app', 'src/state'].includes(layer(from)) &&
        from !== 'src/main.ts' &&
        (/^(svelte|bits-ui|virtua)(\/|$)/.test(to) || /\.svelte(\.ts)?$/.test(to)),
    );
    expect(told(wrong)).toEqual([]);
  });

  test('workers import only what is pure', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        layer(from) === 'workers' && ['src/app', 'src/state', 'src/storage'].includes(layer(to)),
    );
    expect(told(wrong)).toEqual([]);
  });

  test('templates import the template types and the metric catalogue, and nothing else', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) =>
        layer(from) === 'templates' &&
        !to.startsWith('templates/') &&
        layer(to) !== 'src/metric' &&
        !(typeOnly && ['src/template/schema.ts', 'src/i18n/text.ts', 'src/chart/spec.ts'].includes(to)),
    );
    expect(told(wrong)).toEqual([]);
  });

  test('no file imports itself by a detour', () => {
    const edges = new Map<string, string[]>();
    for (const { from, to, typeOnly } of imports) {
      if (typeOnly || !files.includes(to)) continue;
      edges.set(from, [...(edges.get(from) ?? []), to]);
    }
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, path: string[]): void => {
      const at = path.indexOf(file);
      if (at >= 0) return void circles.push([...path.slice(at), file].join(' → '));
      if (done.has(file)) return;
      done.add(file);
      for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });
});
