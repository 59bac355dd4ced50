// Sees to a browser for the end-to-end tests: an installed Chromium or Chrome, else Playwright's own, else
// Debian's package when we may install it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

if (findChromium()) process.exit(0);
console.log('No Chromium found; trying Playwright’s …');
const playwright = spawnSync('npx', ['playwright', 'install', 'chromium'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
  timeout: 300_000,
});
if (playwright.status === 0) process.exit(0);
if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  console.log('… then Debian’s chromium package …');
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  spawnSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], { stdio: 'inherit' });
  if (findChromium()) process.exit(0);
}
console.error('The end-to-end tests need Chromium or Chrome. Install one, or set CHROMIUM_PATH to it.');
process.exit(1);
