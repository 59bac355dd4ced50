import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const control = fileURLToPath(new URL('control/', import.meta.url));
const blocking = join(root, 'node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs');

/** Builds the app as it ships into a folder of its own; `dist/` is left alone. */
export async function buildApp(folder: string): Promise<string> {
  // Loading this bench through vite has made it a development process, which would make development builds.
  process.env['NODE_ENV'] = 'production';
  const outDir = join(folder, 'app');
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir },
  });
  return outDir;
}

/** Builds the app and the bare page. */
export async function buildPages(folder: string): Promise<{ app: string; control: string }> {
  const out = { app: await buildApp(folder), control: join(folder, 'control') };
  await build({
    root: control,
    configFile: false,
    base: './',
    logLevel: 'error',
    resolve: { alias: { '@duckdb/duckdb-wasm/blocking': blocking } },
    worker: { format: 'es' },
    build: {
      outDir: out.control,
      target: 'es2023',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
  return out;
}
