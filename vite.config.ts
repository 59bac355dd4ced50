import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';
import { PLOT_STYLE_HASHES } from './src/chart/plot-style.ts';

// duckdb-wasm's package does not export its blocking build, the one that runs inside a worker of ours.
const duckdbDist = fileURLToPath(new URL('node_modules/@duckdb/duckdb-wasm/dist/', import.meta.url));

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Puts the hashes of Plot's own style elements into the page's policy; `vite dev` injects styles, so it gets no style policy. */
const contentPolicy = (): Plugin => ({
  name: 'cellar-content-policy',
  transformIndexHtml: {
    order: 'pre',
    handler: (html, { server }) =>
      server
        ? html.replace("style-src 'self' __PLOT_STYLE_HASHES__", "style-src 'self' 'unsafe-inline'")
        : html.replace('__PLOT_STYLE_HASHES__', PLOT_STYLE_HASHES.join(' ')),
  },
});

/** Writes every file of the finished build, with its digest, into the service worker. */
const offlineFiles = (): Plugin => ({
  name: 'cellar-offline-files',
  apply: 'build',
  writeBundle({ dir }) {
    if (!dir || !existsSync(join(dir, 'offline.js'))) return;
    const files = readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => statSync(join(dir, path)).isFile())
      // The sample is fetched when asked for; the headers are for the host.
      .filter((path) => !/^sample\/|^_headers$|^offline\.js$|\.map$/.test(path))
      .sort();
    const digests = files.map((path) => [path, sha256(readFileSync(join(dir, path)))]);
    const list = JSON.stringify(Object.fromEntries(digests));
    const code = readFileSync(join(dir, 'offline.js'), 'utf8');
    writeFileSync(
      join(dir, 'offline.js'),
      code.replace('__PRECACHE__', list).replace('__PRECACHE_VERSION__', sha256(list).slice(0, 16)),
    );
  },
});

const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

/** Unit tests of the whole catalogue, the whole sample or thousands of files: `npm run test:quick` leaves them out. */
const WHOLE = [
  'test/unit/chart/every-kind.test.ts',
  'test/unit/cli/{portability,sample}.test.ts',
  'test/unit/files/{encodings,faults,fuzz}.test.ts',
  'test/unit/notebook/sample-notebooks.test.ts',
  'test/unit/template/{catalogue,parity,properties}.test.ts',
];
const UNIT = {
  include: ['test/unit/**/*.test.ts', 'templates/**/*.test.ts'],
  environment: 'node',
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  base: './',
  define: { __VERSION__: JSON.stringify(version) },
  plugins: [svelte(), contentPolicy(), offlineFiles()],
  resolve: {
    alias: { '@duckdb/duckdb-wasm/blocking': `${duckdbDist}duckdb-browser-blocking.mjs` },
  },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: { index: 'index.html', offline: 'workers/offline.ts' },
      output: {
        // A few files that are wanted together, instead of many small requests.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /src\/(result|storage|i18n\/(fill|faults))|vite\/preload-helper|node_modules\/idb|templates\/notebooks/,
              priority: 1,
            },
            {
              name: 'pipeline',
              test: /src\/(worker|engine(?!\/(native|session))|files(?!\/formats)|import)[./]|node_modules\/comlink/,
            },
            {
              name: 'core',
              test: /src\/(entity|privacy|sql|export|metric|notebook|template|run|report(?!\/charts)|model)\/|\/templates\/(?!notebooks)/,
            },
            { name: 'svelte', test: /node_modules\/(svelte|clsx|esm-env)\// },
          ],
        },
        // The service worker keeps its name, so that the browser knows it for the same one.
        entryFileNames: ({ name }) => (name === 'offline' ? 'offline.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: { output: { codeSplitting: false } },
  },
  preview: { port: 4173, strictPort: false },
  test: {
    // Left alone, vitest keeps one core of two free.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { ...UNIT, name: 'unit', exclude: [...configDefaults.exclude, ...WHOLE] } },
      { extends: true, test: { ...UNIT, name: 'whole', include: WHOLE } },
    ],
  },
});
