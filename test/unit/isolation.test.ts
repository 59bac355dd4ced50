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

test('a test that replaces a module or a global shares neither with others', () => {
  const replaces = /\bvi\.(mock|doMock|stubGlobal|resetModules)\(/;
  const paths = readdirSync(`${root}test/unit`, { recursive: true, encoding: 'utf8' })
    .map((path) => `test/unit/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts'));
  const apart = [...named('ALONE'), ...named('WHOLE')];
  expect(apart.filter((path) => !paths.includes(path))).toEqual([]);
  const replacing = paths.filter(
    (path) => path !== 'test/unit/isolation.test.ts' && replaces.test(readFileSync(`${root}${path}`, 'utf8')),
  );
  expect(replacing).toContain('test/unit/run/prepare.test.ts');
  expect(replacing.filter((path) => !apart.includes(path))).toEqual([]);
});
