// Installs what is missing before a command of package.json runs, and only that:
// the packages of the lock file, and with --browser a Chromium for the end-to-end tests.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const lock = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .digest('hex');
const mark = `${root}node_modules/.cellar-lock`;

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Cellar needs Node 20 or newer; this is ${process.version}.`);
  process.exit(1);
}

if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
  console.log('Installing packages …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) process.exit(npm.status ?? 1);
  writeFileSync(mark, lock);
}

if (process.argv.includes('--browser')) ensureBrowser();

/** An installed Chromium or Chrome, else Playwright's own, else Debian's package when we may install it. */
function ensureBrowser() {
  if (findChromium()) return;
  console.log('No Chromium found; trying Playwright’s …');
  const playwright = spawnSync('npx', ['playwright', 'install', 'chromium'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    timeout: 300_000,
  });
  if (playwright.status === 0) return;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('… then Debian’s chromium package …');
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], { stdio: 'inherit' });
    if (findChromium()) return;
  }
  console.error('The end-to-end tests need Chromium or Chrome. Install one, or set CHROMIUM_PATH to it.');
  process.exit(1);
}
