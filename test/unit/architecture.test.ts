import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/**
 * The rooms of the house from the cellar up. A file imports only from its own room and from rooms that stand
 * before its own in this list; type imports count. A `?worker&url` import is an address, not an arrow.
 */
const FLOORS = [
  'src/i18n',
  'src/result.ts',
  'src/sql',
  'src/values',
  'src/privacy',
  'src/egress',
  'src/worker.ts',
  'src/offline',
  'src/files',
  'src/engine',
  'src/entity',
  'src/chart',
  'src/model',
  'src/export',
  'src/template',
  'src/notebook',
  'src/metric',
  'src/import',
  'templates',
  'src/run',
  'src/disclosure',
  'src/report',
  'src/package',
  'src/storage',
  'src/state',
  'src/cli',
  'src/app',
  'src/main.ts',
  'workers',
] as const;

const root = fileURLToPath(new URL('../../', import.meta.url));

const files = ['src', 'workers', 'templates'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((name) => /\.(ts|svelte)$/.test(name) && !/\.(d|test)\.ts$/.test(name)),
);

interface Import {
  from: string;
  /** Path inside the project, or a package's name. */
  to: string;
}

/** Static, re-exporting, dynamic and type-position (`import('…')`) imports alike. */
const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"]+)\1/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(SPECIFIER)]
    .map(([, , specifier]) => specifier!)
    .filter((specifier) => !specifier.endsWith('?worker&url'))
    .map((specifier) => ({
      from: file,
      to: specifier.startsWith('.')
        ? relative(root, resolve(root, dirname(file), specifier.replace(/\?.*$/, ''))).replaceAll('\\', '/')
        : specifier,
    }));
}

const imports = files.flatMap(importsOf);
const known = new Set(files);
const inside = imports.filter(({ to }) => known.has(to));
const room = (path: string): string =>
  path.startsWith('src/') ? path.split('/').slice(0, 2).join('/') : path.split('/')[0]!;
const floor = (path: string): number => (FLOORS as readonly string[]).indexOf(room(path));
/** Lines that a component's script may have: enough for its props, what it derives of the state and its events. */
const SCRIPT_LINES = 210;

/** A component's script, or the whole of a module. */
function scriptOf(file: string): string {
  const text = readFileSync(join(root, file), 'utf8');
  return file.endsWith('.svelte')
    ? [...text.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, s]) => s).join('')
    : text;
}

/** Statements and their clauses as SQL writes them: in capitals, or a query in small letters. */
const SQL =
  /\b(?:SELECT\b.*\bFROM|INSERT\s+INTO|DELETE\s+FROM|COPY\s+\S+\s+(?:TO|FROM)|(?:CREATE|DROP|ALTER)\s+(?:OR\s+REPLACE\s+)?(?:TABLE|VIEW|SCHEMA)|(?:ORDER|GROUP)\s+BY|LIMIT\s+[$\d]|WHERE\s*\()|^\s*select\s+\S+\s+from\s+\w/s;

/** Texts in a script that look like SQL. */
function sqlIn(script: string): string[] {
  const bare = script.replace(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
  const texts = bare.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g);
  return [...texts].map(([, a, b, c]) => a ?? b ?? c ?? '').filter((text) => SQL.test(text));
}

const told = (found: Import[]) => found.map(({ from, to }) => `${from} → ${to}`);

describe('the house', () => {
  test('something was read', () => {
    expect(files.length).toBeGreaterThan(400);
    expect(inside.length).toBeGreaterThan(1500);
  });

  test('every file stands in a room of the list, and every room has files', () => {
    expect(files.filter((file) => floor(file) < 0)).toEqual([]);
    expect(FLOORS.filter((name) => !files.some((file) => room(file) === name))).toEqual([]);
  });

  test('every relative import of code names a file that is there', () => {
    const lost = imports.filter(
      ({ to }) => /^(src|workers|templates)\//.test(to) && /\.(ts|svelte)$/.test(to) && !known.has(to),
    );
    expect(told(lost)).toEqual([]);
  });

  test('every import goes down', () => {
    expect(told(inside.filter(({ from, to }) => floor(to) > floor(from)))).toEqual([]);
  });

  test('no file imports itself by a detour', () => {
    const edges = new Map<string, string[]>();
    for (const { from, to } of inside) edges.set(from, [...(edges.get(from) ?? []), to]);
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, path: string[]): void => {
      const at = path.indexOf(file);
      if (at >= 0) return void circles.push([...path.slice(at), file].join(' → '));
      if (done.has(file)) return;
      done.add(file);
      for (const to of edges.get(file) ?? []) visit(to, [...path, file]);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  test('only the app and the state know Svelte', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        !['src/app', 'src/state', 'src/main.ts'].includes(room(from)) &&
        (/^(svelte|bits-ui|virtua)(\/|$)/.test(to) || /\.svelte(\.ts)?$/.test(to)),
    );
    expect(told(wrong)).toEqual([]);
  });

  test('the app asks the state: it imports no database, no storage and no run', () => {
    const wrong = imports.filter(
      ({ from, to }) => room(from) === 'src/app' && /^src\/(engine|storage|run|sql)\//.test(to),
    );
    expect(told(wrong)).toEqual([]);
  });

  test('the app holds no SQL text', () => {
    // Each of these is known when it is there; ordinary sentences and styles are not taken for it.
    for (const sql of [
      '`SELECT a FROM t`',
      "'select * from clean.orders'",
      '`COPY t TO`',
      '"CREATE TABLE x (a INTEGER)"',
      "'DROP VIEW IF EXISTS v'",
      '`${a} ORDER BY ${b} DESC`',
      '`LIMIT ${n}`',
      "'INSERT INTO t VALUES (1)'",
      "' WHERE (x)'",
    ])
      expect(sqlIn(`const x = ${sql};`), sql).toHaveLength(1);
    for (const words of [
      "'Select a file'",
      "'created from a file'",
      '`Where it came from`',
      '// SELECT a FROM t',
      "'FROM'",
    ])
      expect(sqlIn(`const x = ${words};`), words).toEqual([]);
    const wrong = files
      .filter((file) => room(file) === 'src/app')
      .flatMap((file) => sqlIn(scriptOf(file)).map((text) => `${file}: ${text}`));
    expect(wrong).toEqual([]);
  });

  test(`a component's script is under ${SCRIPT_LINES} lines: it wires, the state decides`, () => {
    const long = files
      .filter((file) => file.endsWith('.svelte'))
      .map((file) => [file, scriptOf(file).split('\n').length] as const)
      .filter(([, lines]) => lines > SCRIPT_LINES);
    expect(long).toEqual([]);
  });

  test('workers are faces: under 60 lines each, in one folder, six of them', () => {
    const faces = files.filter((file) => room(file) === 'workers');
    expect(faces.toSorted()).toEqual(
      ['engine', 'files', 'markdown', 'model', 'offline', 'package'].map((n) => `workers/${n}.ts`),
    );
    const long = faces.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 60);
    expect(long).toEqual([]);
  });
});
