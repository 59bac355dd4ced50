// Writes public/sample/. The generator is TypeScript, which Node 20 cannot read by itself: vite loads it.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format } from 'oxfmt';
import { runnerImport } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { module } = await runnerImport(here('./generate.ts'), { configFile: false, logLevel: 'error' });
const { files, manifest } = module.generateSample();

await mkdir(here('../../../public/sample/'), { recursive: true });
for (const file of files) await writeFile(here(`../../../public/sample/${file.name}`), file.bytes);
await writeFile(here('../../../public/sample/sample.json'), `${JSON.stringify(manifest, null, 2)}\n`);
// What the page need not find out of them, and their rows as they are when they have been taken in.
const { module: look } = await runnerImport(here('./known.ts'), { configFile: false, logLevel: 'error' });
// Between its steps the engine waits for messages to itself, which alone do not keep Node alive.
const awake = setInterval(() => {}, 1000);
const all = await look.lookAtAll((name) => files.find((file) => file.name === name).bytes);
await mkdir(here('./rows/'), { recursive: true });
for (const [key, { rows }] of Object.entries(all)) await writeFile(look.rowsPath(...key.split('?')), rows);
const known = Object.fromEntries(Object.entries(all).map(([key, it]) => [key, it.known]));
const { code } = await format('known.json', JSON.stringify(known), { printWidth: 110 });
await writeFile(here('./known.json'), code);
// And what cleaning makes of these rows.
const { module: cleaned } = await runnerImport(here('./cleaned.ts'), {
  configFile: false,
  logLevel: 'error',
});
await mkdir(here('./steps/'), { recursive: true });
for (const lang of look.SAMPLE_LANGS)
  await writeFile(
    cleaned.stepsPath(lang),
    `${JSON.stringify(await cleaned.cleanedAhead(known, lang), null, 1)}\n`,
  );
clearInterval(awake);
for (const file of manifest.files) console.log(`${file.name}\t${file.rows} rows\t${file.bytes} bytes`);
