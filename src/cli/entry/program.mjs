// The program behind npm run notebook. It is TypeScript in some hundreds of modules, which Node 20 cannot read by
// itself; vite puts them together with the packages they use, once for each state of the code, and what came out
// is kept.
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const ENTRY = 'src/cli/main.ts';
/** What the program is made of; nothing else goes into what is kept. */
const FOLDERS = ['src', 'templates'];
/** Which packages are there, and how TypeScript is to be read. */
const FILES = ['package.json', 'package-lock.json', 'node_modules/.package-lock.json', 'tsconfig.json'];
/** As many files stay: those of other states, and of whoever was stopped while writing one. */
const KEPT = 4;

/** The program of the project in `root`, and what to do when it has run. */
export async function loadProgram(root) {
  const file = keptProgram(root);
  try {
    if (!isThere(file)) keep(file, await bundle(root));
    const program = await import(/* @vite-ignore */ pathToFileURL(file).href);
    if ('main' in program) return { program, close: async () => {} };
  } catch {
    // Nothing can be written there, or what was written is damaged: it takes longer, and runs.
  }
  await rm(file, { force: true }).catch(() => undefined);
  return byModules(root);
}

/** Where the program is kept in the state that the project is in now. */
export const keptProgram = (root) => join(root, 'node_modules/.cache/cellar', `${digestOf(root)}.mjs`);

/** By what files hold, not by their times: an older version is another state too, and so is a file less. */
function digestOf(root) {
  const entries = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }),
  );
  const paths = entries.filter((entry) => !entry.isDirectory()).map((e) => join(e.parentPath, e.name));
  const others = FILES.map((path) => join(root, path)).filter(isThere);
  const digest = createHash('sha256');
  for (const path of [...paths, ...others].sort()) {
    const content = readFileSync(path);
    digest.update(`${relative(root, path)}\0${content.length}\0`).update(content);
  }
  return digest.digest('hex');
}

const isThere = (path) => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** All modules as one text: nothing of it is read later, when the file may be gone. */
async function bundle(root) {
  const { build } = await import('vite');
  const { output } = await build({
    configFile: false,
    envDir: false,
    logLevel: 'silent',
    root,
    plugins: [countedModules(root)],
    // The engine brings code for this machine alone.
    ssr: { noExternal: true, external: ['@duckdb/node-api'] },
    build: {
      ssr: join(root, ENTRY),
      write: false,
      target: 'node20',
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  if (output.length > 1) throw new Error('the program is more than one file');
  return output[0].code;
}

/** Whether the digest is another one when this file changes; of a package, the lists of packages tell. */
const isCounted = (path) =>
  FOLDERS.includes(path.split(/[\\/]/)[0]) || /(^|[\\/])node_modules[\\/]/.test(path);

/** Refuses files that the digest does not count, and leaves out the page's workers, for whose addresses nothing asks here. */
const countedModules = (root) => ({
  name: 'cellar-counted-modules',
  enforce: 'pre',
  resolveId: (id) => (/\?worker/.test(id) ? '\0worker' : null),
  load: (id) => (id === '\0worker' ? 'export default null;' : null),
  moduleParsed({ id }) {
    if (isAbsolute(id) && !isCounted(relative(root, id))) this.error(`${id} would change unnoticed`);
  },
});

/** Written beside and renamed, so that a file is whole whoever else writes it and whenever one is stopped. */
function keep(file, text) {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, randomUUID());
  writeFileSync(draft, text);
  renameSync(draft, file);
  const ages = readdirSync(folder).map((name) => {
    const path = join(folder, name);
    return { path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 };
  });
  for (const { path } of ages.sort((a, b) => b.at - a.at).slice(KEPT))
    rmSync(path, { recursive: true, force: true });
}

/** One module after the other, as a page is served while it is written. */
async function byModules(root) {
  const { createServer, createServerModuleRunner } = await import('vite');
  // Kept until the end: what reads a format is loaded when a file of that format comes.
  const server = await createServer({
    configFile: false,
    logLevel: 'error',
    root,
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  const runner = createServerModuleRunner(server.environments.ssr, { hmr: false });
  return { program: await runner.import(join(root, ENTRY)), close: () => server.close() };
}
