import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openImportEngine } from '../../../src/cli/import-engine.ts';
import { NativeDatabase } from '../../../src/engine/native/native.ts';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { stage as stageFile } from '../../../src/files/formats/stage.ts';
import type { KnownFile } from '../../../src/import/known-file.ts';
import {
  maskedNames,
  proposeMeaning,
  seenMeaning,
  settledMeaning,
  type Meaning,
} from '../../../src/import/meaning/meaning.ts';
import { factsIn, finishSql, type ColumnPolicy, type NamedBy } from '../../../src/import/stage/finish.ts';
import { exactProfile, finish, stage } from '../../../src/import/stage/importer.ts';
import type { ColumnProfile } from '../../../src/import/stage/profile.ts';
import { steadiness } from '../../../src/import/stage/steady.ts';
import { policyOf } from '../../../src/import/stage/treatments.ts';
import { columnKey } from '../../../src/import/union.ts';
import { quoteName } from '../../../src/sql/quote.ts';
import { need } from '../../../src/result.ts';
import { isNothing } from '../../../src/values/nothing.ts';
import { openEngine } from '../../unit/engine/support.ts';
import { sha256 } from './generate.ts';
import { pack } from './pack.ts';
import { readRows, writeRows, type SampleRows } from './rows-file.ts';
import { speak, type SampleLang } from './speak.ts';

/** The files of the sample that are looked at, in both languages. */
export const SAMPLE_FILES = ['customers', 'orders', 'events', 'feedback'].map((name) => `${name}.csv.gz`);
export const SAMPLE_LANGS: readonly SampleLang[] = ['zh', 'en'];

/** Takes a packed file of the sample in as the page takes in any file, as far as its rows, and says what it found out. */
export async function lookAt(packed: Uint8Array, name: string, lang: SampleLang): Promise<KnownFile> {
  const { file, reading, staged } = await read(packed, name, lang);
  const folder = join(mkdtempSync(join(tmpdir(), 'cellar-known-')), '/');
  const db = need(await NativeDatabase.open({ spill: folder, threads: 1 }));
  const engine = need(await openImportEngine(db, folder));
  const report = need(await stage(engine, staged, reading, { folder }));
  const exact = need(await exactProfile(engine));
  const proposed = seenMeaning(proposeMeaning(reading.name, report.profile, report.rows, []), exact);
  const { mapping, attributes } = proposed;
  // As an item of the mapping page settles it.
  const steady = mapping['customer']
    ? need(await steadiness(engine, mapping['customer'], Object.values(attributes)))
    : {};
  const meaning = settledMeaning(proposed, steady);
  const policy = policyFor(meaning);
  const { select } = need(await finishSql(engine, policy, maskedNames(meaning)));
  const facts = await factsIn(engine, policy);
  const columns = need(
    await engine.rows<{ name: string; sqlType: string }>(
      `SELECT column_name AS name, column_type AS "sqlType" FROM (DESCRIBE ${select})`,
    ),
  );
  engine.terminate();
  await db.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    bytes: file.size,
    // Of the first rows only the signs for "nothing" decide how a column is read.
    reading: { ...reading, preview: gapsOf(reading.preview) },
    report: { ...report, profile: exact.map(withoutValues), estimated: false },
    meaning,
    columns: columns.map(({ name: column, sqlType }) => ({
      ...{ name: column, sqlType },
      ...facts(column, sqlType),
    })),
  };
}

const withoutValues = ({ name, sqlType, filled, distinct }: ColumnProfile): ColumnProfile => ({
  ...{ name, sqlType, filled, distinct, min: null, max: null, top: [], examples: [] },
});

/** What becomes of the columns of a file that means this; the sample has none that the notebook's secret is needed for. */
export const policyFor = ({ privacy, personal }: Meaning): ColumnPolicy =>
  policyOf(
    Object.fromEntries(
      Object.entries(privacy).map(([column, policy]) => [
        columnKey(column),
        { policy, kind: personal[column] ?? null },
      ]),
    ),
    '',
  );

/** A packed file in one language, up to where an import engine takes it. */
export async function read(packed: Uint8Array, name: string, lang: SampleLang) {
  const text = speak(gunzipSync(packed).toString('utf8'), lang);
  const file = new File([gzipSync(text)], name);
  const [reading] = need(await inspect(file));
  const staged = need(await stageFile(file, reading!));
  return { file, reading: reading!, staged };
}

/** Its rows as an import in the page hands them over, by an engine that is opened for it. */
export async function rowsOf(
  packed: Uint8Array,
  name: string,
  lang: SampleLang,
  { meaning, report }: KnownFile,
) {
  const { reading, staged } = await read(packed, name, lang);
  const engine = await openEngine();
  const take = async (policy: ColumnPolicy, names: NamedBy | null) =>
    need(await finish(engine, policy, { names })).ipc;
  need(await stage(engine, staged, reading, { profile: report.profile }));
  const treated = await take(policyFor(meaning), maskedNames(meaning));
  const changed = reading.columns.filter(({ name: column }) => meaning.privacy[column] !== 'keep');
  const hides = new Set(changed.map(({ name: column }) => column));
  const hidden =
    hides.size > 0 ? await take((column) => (hides.has(column) ? quoteName(column) : null), null) : [];
  engine.terminate();
  return { treated, hidden };
}

function gapsOf(preview: readonly (string | null)[][]): (string | null)[][] {
  const gaps = (preview[0] ?? []).map(
    (_, i) => preview.map((row) => row[i]).find((cell) => cell && isNothing(cell)) ?? null,
  );
  return gaps.some((gap) => gap !== null) ? [gaps] : [];
}

/** Everything that comes with the page of all of them, by file and language. */
export async function lookAtAll(
  read: (name: string) => Uint8Array,
): Promise<Record<string, { known: KnownFile; rows: Buffer }>> {
  const all: Record<string, { known: KnownFile; rows: Buffer }> = {};
  for (const name of SAMPLE_FILES)
    for (const lang of SAMPLE_LANGS) {
      const known = await lookAt(read(name), name, lang);
      const { treated, hidden } = await rowsOf(read(name), name, lang, known);
      const rows = writeRows({
        text: textOf(read(name), lang),
        treated: treated.map(pack),
        hidden: hidden.map(pack),
      });
      all[`${name}?${lang}`] = { known, rows };
    }
  return all;
}

/** Digest of a packed file's text in one language: rows of another text are others. */
export const textOf = (packed: Uint8Array, lang: SampleLang): string =>
  sha256(speak(gunzipSync(packed).toString('utf8'), lang));

/** What is kept of that beside the generator. */
export const readKnownSample = (): Record<string, KnownFile> =>
  JSON.parse(readFileSync(new URL('./known.json', import.meta.url), 'utf8')) as Record<string, KnownFile>;

/** Where the rows of a file are kept in one language. */
export const rowsPath = (name: string, lang: SampleLang): URL =>
  new URL(`./rows/${name.replace(/\.csv\.gz$/, '')}.${lang}.rows`, import.meta.url);

export const readSampleRows = (name: string, lang: SampleLang): SampleRows =>
  readRows(readFileSync(rowsPath(name, lang)));
