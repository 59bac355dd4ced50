// npm start: build, serve, print one address.
import { build, preview } from 'vite';

const started = Date.now();
console.log('Building Cellar …');
await build({ logLevel: 'error' });
const server = await preview({ logLevel: 'error' });
const address = server.resolvedUrls?.local[0] ?? `http://localhost:${server.config.preview.port}/`;
console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s. Cellar is at ${address}`);
