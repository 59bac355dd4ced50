// npm run notebook: runs a notebook without a browser. The program is TypeScript, which Node 20 cannot read
// by itself: vite loads it, as it does for the page.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

// Opening a file as a blob is called experimental by Node 20; nothing for who runs a notebook.
process.removeAllListeners('warning');

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const { module } = await runnerImport(`${root}src/cli/main.ts`, {
  configFile: false,
  logLevel: 'error',
  root,
});

process.exitCode = await module.main(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
  now: new Date(),
  program: `Cellar ${version}`,
  locale: process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '',
});
