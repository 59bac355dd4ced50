// npm run notebook: runs a notebook without a browser. The program is TypeScript, which Node 20 cannot read
// by itself: vite loads it, as it does for the page.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer, createServerModuleRunner } from 'vite';

// Opening a file as a blob is called experimental by Node 20; nothing for who runs a notebook.
process.removeAllListeners('warning');

// Nobody reads on: there is nothing left to work for, and what lies in the temporary folder goes.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(1));

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
// Kept until the end: what reads a format is loaded when a file of that format comes.
const server = await createServer({
  configFile: false,
  logLevel: 'error',
  root,
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
const program = await createServerModuleRunner(server.environments.ssr, { hmr: false }).import(
  `${root}src/cli/main.ts`,
);

process.exitCode = await program.main(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
  now: new Date(),
  program: `Cellar ${version}`,
  locale: process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '',
});
await server.close();
