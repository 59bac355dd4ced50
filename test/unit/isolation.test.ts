import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Names that a list of vite.config.ts says, its `{a,b}` taken apart. */
function named(list: string): string[] {
  const config = readFileSync(`${root}vite.config.ts`, 'utf8');
  const body = new RegExp(`const ${list} = \\[([^;]*)\\];`).exec(config)?.[1] ?? '';
  return [...body.matchAll(/'([^']+)'/g)].flatMap(([, path = '']) => {
    const choice = /^(.*)\{(.*)\}(.*)$/.exec(path);
    return choice ? choice[2]!.split(',').map((one) => `${choice[1]}${one}${choice[3]}`) : [path];
  });
}

test('no test replaces a module that others share or has a page of its own, and one that replaces a global puts it back', () => {
  const paths = readdirSync(`${root}test/unit`, { recursive: true, encoding: 'utf8' })
    .map((path) => `test/unit/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts') && path !== 'test/unit/isolation.test.ts');
  expect(named('WHOLE').filter((path) => !paths.includes(path))).toEqual([]);
  const saying = (what: RegExp) => paths.filter((path) => what.test(readFileSync(`${root}${path}`, 'utf8')));
  expect(saying(/\bvi\.(mock|doMock|resetModules)\(|@vitest-environment/)).toEqual([]);
  // Those give up after a second: `soon` does not.
  expect(saying(/\bvi\.wait(For|Until)\(|\bexpect\.poll\(/)).toEqual([]);
  // How long one may take is said for all.
  expect(saying(/^ *\}, [\d_]{4,}\);$/m)).toEqual([]);
  const restoring = saying(/\bafter(Each|All)\(\(\) => (void )?vi\.unstubAllGlobals\(\)\)/);
  const stubbing = saying(/\bvi\.stubGlobal\(/);
  expect(stubbing).toContain('test/unit/offline/answer.test.ts');
  expect(stubbing.filter((path) => !restoring.includes(path))).toEqual([]);
  const spying = saying(/\bvi\.spyOn\(/);
  expect(spying).toContain('test/unit/run/prepare.test.ts');
  const unspying = saying(/\b(vi\.restoreAllMocks|\.mockRestore)\(\)/);
  expect(spying.filter((path) => !unspying.includes(path))).toEqual([]);
});
