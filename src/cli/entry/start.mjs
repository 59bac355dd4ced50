// npm start: build, serve with the headers that a host should send, print one address.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, preview, runnerImport } from 'vite';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const started = Date.now();
console.log('Building Cellar …');
await build({ logLevel: 'error' });
const { module } = await runnerImport(`${root}src/offline/headers.ts`, {
  configFile: false,
  logLevel: 'error',
  root,
});
const policy = module.policyOf(readFileSync(`${root}dist/index.html`, 'utf8'));
const server = await preview({ logLevel: 'error', preview: { headers: module.headersWith(policy) } });
const address = server.resolvedUrls?.local[0] ?? `http://localhost:${server.config.preview.port}/`;
console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s. Cellar is at ${address}`);
