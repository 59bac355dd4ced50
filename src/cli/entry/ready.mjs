// Installs what is missing before a command of package.json runs, and only that: the packages of the lock file.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const lock = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .digest('hex');
const mark = `${root}node_modules/.cellar-lock`;

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Cellar needs Node 20 or newer; this is ${process.version}.`);
  process.exit(1);
}

const packagesIn = (path) => JSON.parse(readFileSync(`${root}${path}`, 'utf8')).packages;

/**
 * Whether the lock file's packages are those that npm itself has put here, by the list that it leaves of them; what is
 * for other machines alone may lack. Nobody who ran `npm ci` by hand waits for a second one.
 */
function installed() {
  const list = 'node_modules/.package-lock.json';
  if (!existsSync(`${root}${list}`)) return false;
  const { '': _, ...wanted } = packagesIn('package-lock.json');
  const here = packagesIn(list);
  return (
    Object.keys(here).every((path) => path in wanted) &&
    Object.entries(wanted).every(([path, { version, integrity, optional }]) =>
      here[path] ? here[path].version === version && here[path].integrity === integrity : optional,
    )
  );
}

const marked = existsSync(mark) && readFileSync(mark, 'utf8') === lock;
if (!marked && !installed()) {
  console.log('Installing packages …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) process.exit(npm.status ?? 1);
  writeFileSync(mark, lock);
}
