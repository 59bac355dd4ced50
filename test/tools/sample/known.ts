import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openImportEngine } from '../../../src/cli/import-engine.ts';
import { NativeDatabase } from '../../../src/engine/native/native.ts';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { stage as stageFile } from '../../../src/files/formats/stage.ts';
import type { KnownFile } from '../../../src/import/known-file.ts';
import { proposeMeaning, seenMeaning, settledMeaning } from '../../../src/import/meaning/meaning.ts';
import { exactProfile, stage } from '../../../src/import/stage/importer.ts';
import { steadiness } from '../../../src/import/stage/steady.ts';
import { need } from '../../../src/result.ts';
import { isNothing } from '../../../src/values/nothing.ts';
import { speak, type SampleLang } from './speak.ts';

/** The files of the sample that are looked at, in both languages. */
export const SAMPLE_FILES = ['customers', 'orders', 'events', 'feedback'].map((name) => `${name}.csv.gz`);
export const SAMPLE_LANGS: readonly SampleLang[] = ['zh', 'en'];

/** Looks at a packed file of the sample as the page looks at any file, and says what it found out. */
export async function lookAt(packed: Uint8Array, name: string, lang: SampleLang): Promise<KnownFile> {
  const text = speak(gunzipSync(packed).toString('utf8'), lang);
  const file = new File([gzipSync(text, { level: 1 })], name);
  const [reading] = need(await inspect(file));
  const staged = need(await stageFile(file, reading!));
  if (staged.form !== 'text' || (await staged.blob.text()) !== text)
    throw new Error(`${name} is not handed over as it is`);
  const folder = join(mkdtempSync(join(tmpdir(), 'cellar-known-')), '/');
  const db = need(await NativeDatabase.open({ spill: folder, threads: 1 }));
  const engine = need(await openImportEngine(db, folder));
  const report = need(await stage(engine, staged, reading!, { folder }));
  const exact = need(await exactProfile(engine));
  const proposed = seenMeaning(proposeMeaning(reading!.name, report.profile, report.rows, []), exact);
  const { mapping, attributes } = proposed;
  // As an item of the mapping page settles it.
  const steady = mapping['customer']
    ? need(await steadiness(engine, mapping['customer'], Object.values(attributes)))
    : {};
  engine.terminate();
  await db.close();
  rmSync(folder, { recursive: true, force: true });
  const { blob, notices: _, ...how } = staged;
  return {
    bytes: blob.size,
    // Of the first rows only the signs for "nothing" decide how a column is read.
    reading: { ...reading!, preview: gapsOf(reading!.preview) },
    staged: how,
    profile: exact.map(({ name, sqlType, filled, distinct }) => ({
      ...{ name, sqlType, filled, distinct, min: null, max: null, top: [], examples: [] },
    })),
    meaning: settledMeaning(proposed, steady),
  };
}

function gapsOf(preview: readonly (string | null)[][]): (string | null)[][] {
  const gaps = (preview[0] ?? []).map(
    (_, i) => preview.map((row) => row[i]).find((cell) => cell && isNothing(cell)) ?? null,
  );
  return gaps.some((gap) => gap !== null) ? [gaps] : [];
}

/** What is known of all of them, by file and language. */
export async function lookAtAll(read: (name: string) => Uint8Array): Promise<Record<string, KnownFile>> {
  const known: Record<string, KnownFile> = {};
  for (const name of SAMPLE_FILES)
    for (const lang of SAMPLE_LANGS) known[`${name}?${lang}`] = await lookAt(read(name), name, lang);
  return known;
}

/** What is kept of that beside the generator. */
export const readKnownSample = (): Record<string, KnownFile> =>
  JSON.parse(readFileSync(new URL('./known.json', import.meta.url), 'utf8')) as Record<string, KnownFile>;
