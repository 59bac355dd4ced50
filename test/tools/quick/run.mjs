// npm run test:quick: of the unit tests that read what was changed since the last commit (`-- <revision>`: since that
// one), the nearest, as many as a minute takes on two cores. What it leaves out it says; `npm test` takes them all.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { nearest } from './nearest.mjs';

/** Seconds that the chosen tests may take one after another; two run at a time, and reading the code comes on top. */
const SECONDS = 45;
/** What a file takes that no run here has timed yet. */
const UNTIMED = 0.6;

const git = (...args) =>
  execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\n')
    .filter((path) => path && existsSync(path));

/** Milliseconds that each test file took when it was last run, as vitest keeps them to order its files. */
function timed() {
  const kept = 'node_modules/.vite/vitest';
  const times = new Map();
  for (const folder of existsSync(kept) ? readdirSync(kept) : []) {
    const file = `${kept}/${folder}/results.json`;
    if (!existsSync(file)) continue;
    for (const [name, { duration }] of JSON.parse(readFileSync(file, 'utf8')).results)
      times.set(name.replace(/^.*?:/, ''), duration);
  }
  return times;
}

const [since = 'HEAD', ...rest] = process.argv.slice(2);
const fresh = git('ls-files', '--others', '--exclude-standard');
const changed = [...git('diff', '--name-only', since), ...fresh];
const read = [...git('ls-files', 'src', 'templates', 'workers', 'test/unit', 'test/tools'), ...fresh].filter(
  (path) => /\.(ts|mjs|svelte|sql|json)$/.test(path),
);
const tests = nearest(new Map(read.map((path) => [path, readFileSync(path, 'utf8')])), changed);
const times = timed();
let seconds = 0;
const chosen = tests.filter((path) => {
  const takes = (times.get(path) ?? UNTIMED * 1000) / 1000;
  if (seconds + takes > SECONDS) return false;
  seconds += takes;
  return true;
});
if (chosen.length === 0) console.log('No unit test reads what was changed.');
else {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...chosen, ...rest],
    {
      stdio: 'inherit',
      env: { ...process.env, CELLAR_PART: '1' },
    },
  );
  const left = tests.length - chosen.length;
  if (left > 0)
    console.log(`${left} test files more read what was changed, from further off: npm test takes them.`);
  process.exitCode = status ?? 1;
}
