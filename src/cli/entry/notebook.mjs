// npm run notebook: runs a notebook without a browser.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadProgram } from './program.mjs';

// Opening a file as a blob is called experimental by Node 20; nothing for who runs a notebook.
process.removeAllListeners('warning');

// Nobody reads on: there is nothing left to work for, and what lies in the temporary folder goes.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(1));

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const { program, close } = await loadProgram(root);

process.exitCode = await program.main(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
  now: new Date(),
  program: `Cellar ${version}`,
  locale: process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '',
});
await close();
