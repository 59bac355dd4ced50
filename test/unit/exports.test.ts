import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/**
 * Every function, constant and class that a module of `src` exports is imported by the product. What only tests
 * import is either a part that the same file works with, tested by itself, or stands here with its reason.
 */
const FOR_TESTS: Record<string, string> = {
  'src/cli/main.ts#main': 'called by the command line’s entry point, which is no TypeScript module',
  'src/engine/exports.ts#withoutCpp': 'the build makes the engine’s module of the package’s by it',
  'src/engine/glue.ts#withoutMvp': 'the build makes the engine’s bindings of the package’s by it',
  'src/model/bgnbd.ts#bgNbdLogLikelihood': 'holds the fit against the likelihoods of the paper',
  'src/model/gamma-gamma.ts#gammaGammaLogLikelihood': 'holds the fit against the likelihoods of the paper',
  'src/model/gamma-gamma.ts#conditionalSpend':
    'holds the closed form against the paper; the SQL of templates has it too',
  'src/template/claim.ts#CLAIM_LEVEL': 'the level that the SQL include has to have as well',
  'src/template/claim.ts#comparingWords': 'judges the sentences of templates when they are written',
  'src/template/compile.ts#GIVEN_NAMES': 'what a template’s SQL may name',
  'src/template/findings.ts#sentenceColumns': 'what a template’s sentence takes',
  'src/template/insight.ts#insightColumns': 'what a finding’s stakes are read from',
  'src/template/params.ts#defaultValues': 'what a template starts with',
  'src/template/params.ts#placeholderNames': 'what a template’s SQL must name',
  'src/offline/build.ts#digestLines': 'the build writes digests by it',
  'src/offline/headers.ts#HEADERS': 'the build and npm start send them',
  'src/offline/headers.ts#headersFile': 'the build writes it beside the page',
  'src/offline/headers.ts#policyOf': 'the build and npm start read the page’s policy by it',
  'src/privacy/mask.ts#canonical': 'the SQL of the policies is held against it',
  'src/chart/plot-style.ts#PLOT_STYLE_HASHES': 'the build writes it into the content policy',
  'src/storage/keys.ts#PASSPHRASE_MIN': 'the passphrase pages say it',
  'src/storage/sources.ts#chunkPlace': 'the passphrase pages reseal by it',
  'src/storage/lock.ts#beginLocked': 'the passphrase pages call it',
  'src/storage/lock.ts#lockNow': 'the passphrase pages call it',
  'src/storage/lock.ts#unlock': 'the passphrase pages call it',
  'src/storage/lock.ts#setPassphrase': 'the passphrase pages call it',
  'src/storage/lock.ts#changePassphrase': 'the passphrase pages call it',
  'src/storage/lock.ts#removePassphrase': 'the passphrase pages call it',
  'src/storage/persist.ts#storageSpace': 'the storage page calls it',
  'src/storage/sources.ts#listSources': 'the storage page calls it',
};

const root = fileURLToPath(new URL('../../', import.meta.url));
const under = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((name) => /\.(ts|svelte)$/.test(name) && !name.endsWith('.d.ts'));
const textOf = new Map(
  ['src', 'workers', 'templates', 'test']
    .flatMap(under)
    .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
);

const EXPORTED = /^export (?:async )?(?:function\*?|const|class) (\w+)/gm;
const IMPORT = /\b(?:import|export)\s+(?:type\s+)?(?:\{([^}]*)\}|\*(?:\s+as\s+\w+)?)\s*from\s*'(\.[^']+)'/g;
const DYNAMIC = /\bimport\(\s*'(\.[^']+)'\s*\)/g;

/** `file#name` of what a file takes from others; `file#*` where it may take anything that it names. */
function takenBy(file: string): string[] {
  const text = textOf.get(file)!;
  const target = (to: string) =>
    relative(root, resolve(root, dirname(file), to.replace(/\?.*$/, ''))).replaceAll('\\', '/');
  const named = [...text.matchAll(IMPORT)].flatMap(([, names, to]) =>
    names === undefined
      ? [`${target(to!)}#*`]
      : names.split(',').map(
          (name) =>
            `${target(to!)}#${name
              .trim()
              .replace(/^type\s+/, '')
              .replace(/\s+as\s.*$/s, '')}`,
        ),
  );
  return [...named, ...[...text.matchAll(DYNAMIC)].map(([, to]) => `${target(to!)}#*`)];
}

const takers = new Map<string, string[]>();
for (const file of textOf.keys())
  for (const taken of takenBy(file)) takers.set(taken, [...(takers.get(taken) ?? []), file]);

const mentions = (file: string, name: string) =>
  (textOf.get(file)!.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length;
const takersOf = (file: string, name: string) => [
  ...(takers.get(`${file}#${name}`) ?? []),
  ...(takers.get(`${file}#*`) ?? []).filter((taker) => mentions(taker, name) > 0),
];
const inTests = (file: string) => file.startsWith('test/');

const exported = [...textOf]
  .filter(([file]) => file.startsWith('src/') && file.endsWith('.ts'))
  .flatMap(([file, text]) => [...text.matchAll(EXPORTED)].map(([, name]) => ({ file, name: name! })));

test('what is exported is used', () => {
  expect(exported.length).toBeGreaterThan(800);
  const idle = exported.filter(({ file, name }) => {
    const by = takersOf(file, name);
    if (by.some((taker) => !inTests(taker))) return false;
    return by.length === 0 || mentions(file, name) === 1;
  });
  const found = idle.map(({ file, name }) => `${file}#${name}`);
  expect(found.filter((name) => !(name in FOR_TESTS))).toEqual([]);
  // The reasons are of things that are there.
  const known = new Set(exported.map(({ file, name }) => `${file}#${name}`));
  expect(Object.keys(FOR_TESTS).filter((name) => !known.has(name))).toEqual([]);
});
