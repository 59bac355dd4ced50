import { readFileSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
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

export default defineConfig({
  base: './',
  define: { __VERSION__: JSON.stringify(version) },
  plugins: [svelte(), contentPolicy()],
  resolve: {
    alias: { '@duckdb/duckdb-wasm/blocking': `${duckdbDist}duckdb-browser-blocking.mjs` },
  },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
  },
  worker: {
    format: 'es',
    rolldownOptions: { output: { codeSplitting: false } },
  },
  preview: { port: 4173, strictPort: false },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'templates/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
        },
      },
    ],
  },
});
