// Which tests read what was changed, the nearest first: a test that imports the changed file says more about it than
// one that reaches it through ten others.
import { posix } from 'node:path';

const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])(\.[^'"]+)\1/g;
const GLOB = /import\.meta\.glob(?:<[^(]*>)?\(\s*(['"])(\.[^'"]+)\1/g;

/** A glob of vite's (`**`, `*`, `{a,b}`) as an expression over paths. */
const matcher = (glob) =>
  new RegExp(
    `^${glob
      .replace(/[.+^$()|[\]\\]/g, '\\$&')
      .replace(/\{([^}]*)\}/g, (_, list) => `(?:${list.split(',').join('|')})`)
      .replace(/\*\*\/|\*/g, (stars) => (stars === '*' ? '[^/]*' : '(?:.*/)?'))}$`,
  );

/** What a file reads of the project, each path from the root. */
function readsOf(path, text, paths) {
  const from = (specifier) => posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''));
  return [
    ...[...text.matchAll(SPECIFIER)].map(([, , specifier]) => from(specifier)),
    ...[...text.matchAll(GLOB)].flatMap(([, , glob]) => {
      const expression = matcher(from(glob));
      return paths.filter((candidate) => expression.test(candidate));
    }),
  ];
}

/** What a test is called after: `src/values/zone.ts` and `templates/rfm/query.sql` give zone and rfm. */
const namesOf = (path) =>
  path.startsWith('templates/') && path.split('/').length > 2 && !path.startsWith('templates/includes/')
    ? path.split('/')[1]
    : posix.basename(path).replace(/\..*$/, '');

const isTest = (path) => path.endsWith('.test.ts');

/**
 * Tests that read one of the changed files, nearest first; the changed tests and those called after a changed file
 * before all others.
 * @param {Map<string, string>} texts path from the root → text, of all code, tests and what they read
 * @param {readonly string[]} changed paths from the root
 * @returns {string[]} paths of test files
 */
export function nearest(texts, changed) {
  const paths = [...texts.keys()];
  const readers = new Map();
  for (const [path, text] of texts)
    for (const read of readsOf(path, text, paths)) readers.set(read, [...(readers.get(read) ?? []), path]);
  const found = new Set(paths.filter((path) => isTest(path) && changed.includes(path)));
  const names = new Set(changed.map(namesOf));
  for (const path of paths) if (isTest(path) && names.has(namesOf(path))) found.add(path);
  const seen = new Set(changed);
  for (let ring = [...changed]; ring.length > 0;) {
    const next = ring.flatMap((path) => readers.get(path) ?? []).filter((path) => !seen.has(path));
    ring = [...new Set(next)];
    for (const path of ring) {
      seen.add(path);
      if (isTest(path)) found.add(path);
    }
  }
  return [...found];
}
