import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { PLOT_STYLE_HASHES } from './src/chart/plot-style.ts';
import { withoutCpp } from './src/engine/exports.ts';
import { withoutMvp } from './src/engine/glue.ts';
import { digestLines, type Build } from './src/offline/build.ts';
import { headersFile, policyOf } from './src/offline/headers.ts';
import { PART } from './test/tools/breadth.ts';
import { modulePieces } from './test/tools/sample/rows-file.ts';

// duckdb-wasm's package does not export its blocking build, the one that runs inside a worker of ours.
const duckdbDist = fileURLToPath(new URL('node_modules/@duckdb/duckdb-wasm/dist/', import.meta.url));

const ENGINE = `${duckdbDist}duckdb-eh.wasm`;
const BINDINGS = `${duckdbDist}duckdb-browser-blocking.mjs`;

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

/** The engine's module as it ships. `vite dev` serves the package's own, which starts in twice the time. */
const engineModule = (): Plugin => ({
  name: 'cellar-engine',
  apply: 'build',
  enforce: 'pre',
  load(id) {
    const [path] = id.split('?');
    if (path !== ENGINE) return null;
    const file = this.emitFile({
      type: 'asset',
      name: 'duckdb-eh.wasm',
      source: withoutCpp(readFileSync(ENGINE)),
    });
    return `export default import.meta.ROLLUP_FILE_URL_${file};`;
  },
});

/** The engine's bindings as they ship, in its worker. */
const engineBindings = (): Plugin => ({
  name: 'cellar-engine-bindings',
  apply: 'build',
  load: (id) => (id === BINDINGS ? withoutMvp(readFileSync(BINDINGS, 'utf8')) : null),
});

/**
 * What is known of the sample's files in one language, the rows of each in base64 and what cleaning makes of them, as
 * modules: a sealed page may import scripts, and fetch nothing.
 */
const sampleModules = (): Plugin => ({
  name: 'cellar-sample',
  enforce: 'pre',
  load(id) {
    const [, path, lang] = SAMPLE.exec(id) ?? [];
    if (!path) return null;
    if (path.endsWith('.steps')) return `export default ${readFileSync(path, 'utf8')};`;
    const said = path.endsWith('.rows') ? modulePieces(readFileSync(path)) : knownIn(path, lang!);
    return `export default ${JSON.stringify(said)};`;
  },
});

const knownIn = (path: string, lang: string): Record<string, object> =>
  Object.fromEntries(
    Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, object>).flatMap(
      ([file, known]) => (file.endsWith(`?${lang}`) ? [[file.slice(0, -lang.length - 1), known]] : []),
    ),
  );

const SAMPLE = /^(.*)\?sample-(zh|en)$/;

/**
 * Writes the headers for the host, the digests of the finished build's files, and both into the service worker.
 * `offline.js` and `digests.json` themselves are not in the digest over the build: they hold it.
 */
const offlineFiles = (): Plugin => ({
  name: 'cellar-offline-files',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    const offline = bundle['offline.js'];
    if (!dir || offline?.type !== 'chunk') return;
    if (offline.imports.length > 0)
      this.error(`offline.js, a classic script, imports ${offline.imports.join(', ')}`);
    const policy = policyOf(readFileSync(join(dir, 'index.html'), 'utf8'));
    writeFileSync(join(dir, '_headers'), headersFile(policy));
    const digestOf = (path: string): [string, string] => [path, sha256(readFileSync(join(dir, path)))];
    const files = Object.fromEntries(
      readdirSync(dir, { recursive: true, encoding: 'utf8' })
        .map((path) => path.replaceAll('\\', '/'))
        .filter((path) => statSync(join(dir, path)).isFile())
        .filter((path) => path !== 'offline.js' && path !== 'digests.json')
        .sort()
        .map(digestOf),
    );
    // The sample, and what the README shows, are fetched when they are asked for.
    const sample = Object.values(bundle)
      .filter((part) => part.type === 'chunk' && part.moduleIds.some((id) => SAMPLE.test(id)))
      .map(({ fileName }) => fileName);
    const later = Object.keys(files).filter(
      (path) => /^sample\/|^screenshot/.test(path) || sample.includes(path),
    );
    // For the host alone: what asks for it here is answered as for any unknown file.
    const { _headers, ...served } = files;
    const digest = sha256(digestLines(files));
    const build: Build = { version, digest, files: served, later, policy };
    // The literal is replaced with its quotation marks, whichever the minifier chose.
    const code = readFileSync(join(dir, 'offline.js'), 'utf8');
    const literal = JSON.stringify(JSON.stringify(build));
    const filled = code.replace(/(["'`])__BUILD__\1/, () => literal);
    if (filled === code) this.error('offline.js has no place for the list of files');
    writeFileSync(join(dir, 'offline.js'), filled);
    const list = {
      version,
      build: digest,
      files: { ...files, ...Object.fromEntries([digestOf('offline.js')]) },
    };
    writeFileSync(join(dir, 'digests.json'), `${JSON.stringify(list, null, 2)}\n`);
  },
});

const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

export default defineConfig({
  base: './',
  define: { __VERSION__: JSON.stringify(version) },
  plugins: [svelte({ configFile: false }), engineModule(), sampleModules(), contentPolicy(), offlineFiles()],
  resolve: {
    alias: { '@duckdb/duckdb-wasm/blocking': BINDINGS },
  },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: { index: 'index.html', offline: 'workers/offline.ts' },
      output: {
        // A few files that are wanted together, instead of many small requests. What the first screen needs of the
        // rooms in `pipeline` and `core` stands in `base`, or the screen would wait for all that is in those.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /src\/(result|state\/language|storage|egress|worker\.|package\/age|i18n\/(fill|faults)|export\/file-stem|run\/(record|version)|notebook\/(edit|defaults|names)|privacy\/disclosure-rules|entity\/catalogue|sql\/(rename|words|table-references|tokens)|app\/ui\/Button)|vite\/preload-helper|\?worker|node_modules\/idb|templates\/notebooks\/.*\.json$/,
              priority: 1,
            },
            {
              name: 'pipeline',
              test: /src\/(worker|engine(?!\/(native|session))|files(?!\/formats)|import)[./]|node_modules\/comlink/,
            },
            {
              name: 'core',
              test: /src\/(entity|privacy|sql|export|metric|notebook|template|run|report(?!\/(charts|docx))|model)\/|\/templates\/(?!notebooks\/.*\.json$)/,
            },
          ],
        },
        // The service worker keeps its name, so that the browser knows it for the same one.
        entryFileNames: ({ name }) => (name === 'offline' ? 'offline.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  worker: {
    format: 'es',
    plugins: () => [engineBindings()],
    rolldownOptions: { output: { codeSplitting: false } },
  },
  preview: { port: 4173, strictPort: false },
  test: {
    // Left alone, vitest keeps one core of two free.
    maxWorkers: '100%',
    include: ['test/unit/**/*.test.ts', 'templates/**/*.test.ts'],
    environment: 'node',
    // Modules are read once a worker, not once a file: a third of what the smaller tests cost.
    isolate: false,
    // A file is over before the engine's code, compiled a second time for speed, has paid for itself.
    execArgv: ['--liftoff-only'],
    // No test is to fail for being slow: a machine that is busy takes a hundred times as long.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    tags: [{ name: 'whole', description: 'run by CI and when its file is run; `npm test` passes over it' }],
    ...(PART ? { tagsFilter: ['!whole'] } : {}),
  },
});
