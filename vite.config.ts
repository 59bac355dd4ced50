import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// duckdb-wasm's package does not export its blocking build, the one that runs inside a worker of ours.
const duckdbDist = fileURLToPath(new URL('node_modules/@duckdb/duckdb-wasm/dist/', import.meta.url));

export default defineConfig({
  base: './',
  plugins: [svelte()],
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
