// npm test: formatter, linter, types and the build beside the unit tests, so that no core waits for another; then
// the tests of the page. What a step beside says is shown when it ends. `--built`: the production build is in `dist/`
// already, as where CI has made it just before, and is what the page's tests run on. `--whole`: all tests, as CI runs
// them, and not the part that stands for the rest (`breadth.ts`).
import { spawn } from 'node:child_process';

const whole = process.argv.includes('--whole');
const env = { ...process.env, CELLAR_PART: whole ? '0' : '1' };

/** Runs a script of package.json; resolves to whether it was content. */
function run(script, stdio) {
  return new Promise((resolve) => {
    const started = Date.now();
    const child = spawn('npm', ['run', '--silent', script], {
      stdio,
      env,
      shell: process.platform === 'win32',
    });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => said.push(bytes));
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      console.log(
        `${code === 0 ? '✓' : '✗'} npm run ${script} (${Math.round((Date.now() - started) / 1000)} s)`,
      );
      resolve(code === 0);
    });
  });
}

// The components take the formatter nine times as long as all else, and ESLint as long again: CI looks at how they
// are written, and the type check at what they say.
const steps = [
  whole ? 'lint' : 'lint:part',
  'check',
  ...(process.argv.includes('--built') ? [] : ['test:build']),
];

async function beside() {
  const content = [];
  for (const script of steps) content.push(await run(script, ['ignore', 'pipe', 'pipe']));
  return content.every(Boolean);
}

const [besides, units] = await Promise.all([beside(), run('test:unit', 'inherit')]);
const content = besides && units && (await run('test:page', 'inherit'));
process.exitCode = content ? 0 : 1;
