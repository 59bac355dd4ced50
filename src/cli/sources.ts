import { basename, extname, resolve } from 'node:path';
import { scoresBeside, type ScoresBeside } from '../import/meaning/scores-beside.ts';
import { sumsBeside, type SumsBeside } from '../import/meaning/sums-beside.ts';
import { maskedNames, proposeMeaning, settledMeaning, type Meaning } from '../import/meaning/meaning.ts';
import { withCustomer } from '../import/meaning/lookups.ts';
import { isExpected, type BesideSales } from '../import/meaning/beside-sales.ts';
import { currencyBeside, currencyByWriting, currencyOf } from '../import/meaning/currency.ts';
import { weakeningOf, type Weakening } from '../import/meaning/weakening.ts';
import { mappingProblems } from '../import/meaning/problems.ts';
import { keptColumns, mappedSource, type ExpectedSource, type TableColumn } from '../entity/source.ts';
import { STAGING, COPIES, REJECTS } from '../import/stage/staging.ts';
import { noWeaker, type PrivacyPolicy } from '../privacy/kinds.ts';
import { quoteName } from '../sql/quote.ts';
import type { LeftOut, Reading, TextReading } from '../files/api.ts';
import { saysFile, saysItsName, toldFile } from '../files/made.ts';
import { asShare } from '../files/numbers.ts';
import { calledByCustomers } from '../files/part-names.ts';
import { sourceName } from '../files/source-name.ts';
import {
  askedHints,
  corrected,
  namedSource,
  readingSettings,
  rememberedOf,
  takenHints,
  type Remembered,
} from '../import/remembered.ts';
import { uniqueNames } from '../import/union.ts';
import { defaultSource } from '../notebook/defaults.ts';
import { fail, ok, refused, type Fault, type Result } from '../result.ts';
import { rowObjects } from '../engine/rows.ts';
import { steadiness } from '../import/stage/steady.ts';
import type { Engine } from '../engine/client.ts';
import { exactProfile } from '../import/stage/importer.ts';
import { findTables, sourceSelect, type FoundTable, type ImportPlace } from './load.ts';
import {
  customerBy,
  leastOf,
  lookupsOf,
  noSaleOf,
  servedBy,
  stageWith,
  type TableLookups,
} from './lookups.ts';
import { personalAlike } from './alike.ts';
import { TOLD } from './told.ts';
import { isFileOf, mappingFor, type MappingFile, type SourceMapping } from './mapping.ts';
import { SCRIPT_PADS } from './script.ts';

/** A source table that stands in the work database, after its privacy policies. */
export interface LoadedSource {
  expected: ExpectedSource;
  columns: TableColumn[];
  file: string;
  /** What files of its kind are called, where what it is called itself is a value of its rows; else null. */
  like: string | null;
  part: string;
  /** The files that its rows were looked up in: by which column, how many were found there and how many not. */
  lookedUp: { file: string; key: string; found: number; missing: number }[];
  read: number;
  rejected: number;
  /** Lines that are no data: above the header and below the rows. */
  leftOut: LeftOut;
  /** What a notebook or mapping file asked for in how it is read and was not given. */
  notices: Fault[];
  /** What the page would say of its rows: names carried down, ids and characters that an export spoilt. */
  seen: Fault[];
  /** Questions on the scale of the score that is read. */
  scores: ScoresBeside | null;
  /** Sums of money beside the one that is read as the amount. */
  sums: SumsBeside | null;
  rejects: { line: number; reason: string }[];
  conversions: { column: string; failed: number }[];
  /** Meaning given by the mapping file or expected by the notebook, not proposed. */
  told: boolean;
  /** What a notebook or mapping file asked for and was not given: column to policy. */
  asks: Record<string, PrivacyPolicy>;
  /** Which of its columns came in as more than their kind would, and by whom (a person: `--allow-raw`). */
  weakened: Record<string, Omit<Weakening, 'at'>>;
  /** What its money is in, where its columns state it. */
  currency: string | null;
  /** What it is likely in by the writing of its columns' names, where nothing states it. */
  written: string;
  /** Statements that make the table from the file itself; null when DuckDB cannot read it as it lies. */
  script: string[] | null;
}

export interface LoadOptions {
  data: readonly string[];
  map: MappingFile | null;
  expected: readonly ExpectedSource[];
  secret: string;
  /** Columns that come in as a notebook or mapping file asks, else as they are, whatever was detected. */
  allowRaw?: readonly string[];
  /** Names of files of which lines are left out as a notebook or mapping file asks. */
  allowLines?: readonly string[];
  /** Name under which the work database is attached to the import engine. */
  work: string;
  onReading?: (file: string) => void;
  onRead?: (source: LoadedSource) => void;
  /** A table that only completes others, which are named. */
  onServing?: (name: string, completes: readonly string[]) => void;
  /** A table that would count as sales beside sales. */
  onNoSale?: (name: string, what: BesideSales) => void;
  /** A table that is none of the entities. */
  onUnused?: (name: string) => void;
}

/**
 * Imports the files one after the other: staged in the import engine, mapped, and written into the work
 * database with their privacy policies applied; staging is dropped. Faults: those of files, import and mapping,
 * with the file's name among the values (`file`); `cli-map-unused`, `cli-map-column`, `cli-no-sources`.
 */
export async function loadSources(place: ImportPlace, options: LoadOptions): Promise<Result<LoadedSource[]>> {
  const { map, work } = options;
  const names = options.data.map((path) => basename(path));
  const stray = map?.sources.find((s) => !names.some((name) => isFileOf(s, name)));
  if (stray) return fail('cli-map-unused', { values: { file: stray.file } });
  const schema = await place.db.run(`CREATE SCHEMA IF NOT EXISTS ${work}.source`);
  if (!schema.ok) return schema;
  const found: { file: string; tables: Result<FoundTable[]> }[] = [];
  for (const path of options.data) found.push(await tablesIn(place, path, options));
  const read = found.flatMap(({ file, tables }, i) =>
    tables.ok && settingsFor(options, file, '').hints.names === undefined
      ? [{ i, name: file, readings: tables.value.filter((one) => !one.relation).map((one) => one.reading) }]
      : [],
  );
  for (const { i } of calledByCustomers(read))
    found[i] = await tablesIn(place, options.data[i]!, options, { names: 'column' });
  const all = found.flatMap(({ tables }) => (tables.ok ? tables.value : []));
  const lookups = await lookupsOf(place, all);
  if (!lookups.ok) return lookups;
  const loaded: LoadedSource[] = [];
  for (const { file, tables } of found) {
    options.onReading?.(file);
    if (!tables.ok) return about(file, tables);
    for (const table of tables.value) {
      const said = saidOf(map, file, table.reading);
      const served = said?.entity === undefined ? servedBy(lookups.value, table) : [];
      if (served.length > 0) {
        options.onServing?.(table.reading.name, served);
        continue;
      }
      const noSale = said?.entity === undefined ? noSaleOf(lookups.value, table) : undefined;
      if (noSale && !isExpected(noSale.is, table.reading, options.expected)) {
        options.onNoSale?.(table.reading.name, noSale);
        continue;
      }
      const settings = settingsFor(options, file, table.reading.part);
      const how = { ...options, settings, lookups: lookups.value, alike: personalAlike(all, table) };
      const source = await loadTable(place, table, said, how, loaded);
      if (!source.ok) return about(file, source);
      if (source.value === null) options.onUnused?.(table.reading.name);
      else {
        loaded.push(source.value);
        options.onRead?.(source.value);
      }
    }
  }
  return loaded.length > 0 ? ok(loaded) : fail('cli-no-sources');
}

/** The tables of a file that are not left out, as they are read. */
async function tablesIn(
  place: ImportPlace,
  path: string,
  options: LoadOptions,
  own: Partial<TextReading> = {},
): Promise<{ file: string; tables: Result<FoundTable[]> }> {
  const file = basename(path);
  const beside = options.data.map((other) => basename(other));
  const tables = await findTables(place, resolve(path), (part) => ({
    ...settingsFor(options, file, part).hints,
    ...own,
    beside,
  }));
  if (!tables.ok) return { file, tables };
  const read = tables.value.flatMap((table) => {
    const { part } = table.reading;
    if (mappingFor(options.map, file, part)?.entity === null) return [];
    return [{ ...table, reading: corrected(table.reading, settingsFor(options, file, part)) }];
  });
  return { file, tables: ok(read) };
}

async function loadTable(
  place: ImportPlace,
  table: FoundTable,
  said: SourceMapping | undefined,
  options: LoadOptions & { settings: Remembered; lookups: TableLookups; alike: ReadonlySet<string> },
  loaded: readonly LoadedSource[],
): Promise<Result<LoadedSource | null>> {
  const { settings, lookups } = options;
  const staged = await stageWith(place, table, lookups);
  if (!staged.ok) return staged;
  const { report, inPlace, reading, taken } = staged.value;
  const customer = customerBy(lookups, table);
  // What a big table's report says is of its first rows; whether a column is personal hangs on all of them.
  const profile = report.estimated ? await exactProfile(place.engine) : ok(report.profile);
  if (!profile.ok) return profile;
  const seen = { profile: profile.value, rows: report.rows };
  const least = leastOf(
    lookups,
    table,
    (other) => saidOf(options.map, other.file.name, other.reading)?.privacy ?? {},
  );
  const meaning = await meaningOf(place.engine, reading, seen, said, { ...options, customer, least });
  if (!meaning.ok) return meaning;
  const { entity, personal, privacy } = meaning.value;
  if (entity === null) return ok(null);
  // Two files of one name in two folders make two sources.
  const [name = ''] = uniqueNames(
    // A mapping file's name goes into file names and SQL as one that the program gave.
    [said?.name === undefined ? reading.name : sourceName(said.name)],
    loaded.map((source) => source.expected.name),
  );
  const kept = keptColumns(report.profile, privacy);
  const asked = mappedSource(
    { name, entity, mapping: meaning.value.mapping, attributes: meaning.value.attributes, privacy },
    kept.map((p) => ({ name: p.name, type: p.sqlType })),
  );
  const { mapping } = asked;
  const [problem] = mappingProblems([asked]);
  if (problem) return refused(problem);

  const beside = entity === 'orders' ? currencyBeside(reading.name, mapping, reading.columns) : null;
  const names = maskedNames({ entity, mapping, privacy });
  const select = await sourceSelect(place.engine, privacy, personal, options.secret, names, {});
  if (!select.ok) return select;
  const target = `${options.work}.source.${quoteName(name)}`;
  // The text of a made column would stand in it.
  const script =
    inPlace && !saysItsName(reading.columns)
      ? await sourceSelect(place.engine, privacy, personal, SCRIPT_PADS, names)
      : null;
  if (script && !script.ok) return script;
  const made = await place.db.run([
    `CREATE TABLE ${target} AS ${select.value.select}`,
    ...dropping(select.value.beside),
    ...tidy,
  ]);
  if (!made.ok) return made;
  const described = await place.db.run(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${target})`,
  );
  if (!described.ok) return described;
  const columns = rowObjects<{ name: string; type: string }>(described.value);
  return ok({
    expected: {
      ...defaultSource,
      name,
      system: said?.system ?? '',
      entity,
      columns: report.profile.map((p) => ({ name: p.name, type: p.sqlType })),
      mapping,
      ...(asked.attributes ? { attributes: { ...asked.attributes } } : {}),
      ...scalesFor(meaning.value, mapping),
      ...(beside ? { currency: beside } : {}),
      ...(taken.length > 0
        ? { lookups: taken.map(({ from, key, other, columns }) => ({ from, key, other, columns })) }
        : {}),
      privacy: Object.fromEntries(Object.entries(privacy).filter(([, policy]) => policy !== 'keep')),
      reading: readingSettings(
        { ...settings, hints: takenHints(settings.hints, reading.text) },
        reading.columns,
      ),
    },
    columns: columns
      .filter((c) => c.name !== '_row' && c.name !== '_copy')
      .map((c) => ({ ...c, ...asShare(reading.columns.find(({ name }) => name === c.name)) })),
    file: toldFile(table.file.name, reading),
    like: saysFile(reading.columns) ? `*${extname(table.file.name)}` : null,
    part: saysItsName(reading.columns) ? '' : reading.part,
    lookedUp: taken.map(({ file, key, found, missing }) => ({ file, key, found, missing })),
    read: report.rows,
    rejected: report.rejected,
    leftOut: reading.leftOut ?? { above: 0, below: 0 },
    notices: reading.notices.filter(({ code }) => code.endsWith('-asked')),
    seen: reading.notices.filter(({ code }) => TOLD.has(code)),
    scores: scoresBeside(entity, mapping, profile.value, report.rows),
    sums: sumsBeside(entity, mapping, profile.value, report.rows),
    rejects: report.rejects.map(({ line, reason }) => ({ line, reason })),
    conversions: report.conversions.map(({ column, failed }) => ({ column, failed })),
    asks: meaning.value.asks,
    weakened: meaning.value.weakened,
    told: said?.mapping !== undefined || Object.keys(meaning.value.confidence).length === 0,
    currency: currencyOf(mapping, reading.columns, profile.value) ?? beside,
    written: currencyByWriting(reading.columns),
    script: script && [
      ...script.value.setup,
      `CREATE OR REPLACE TABLE source.${quoteName(name)} AS ${script.value.select}`,
      ...tidy,
    ],
  });
}

const dropping = (tables: readonly string[]) => tables.map((table) => `DROP TABLE IF EXISTS ${table}`);
const tidy = dropping([STAGING, COPIES, REJECTS, `${REJECTS}_scan`]);

/** What a table means: as the mapping file says, else as the notebook expects, else as proposed. */
async function meaningOf(
  engine: Engine,
  reading: Reading,
  report: { profile: Parameters<typeof proposeMeaning>[1]; rows: number },
  said: SourceMapping | undefined,
  {
    expected,
    allowRaw = [],
    customer: named,
    least,
    alike,
  }: LoadOptions & {
    customer: string | null;
    least: Readonly<Record<string, PrivacyPolicy>>;
    alike: ReadonlySet<string>;
  },
): Promise<Result<Meaning & Pick<LoadedSource, 'weakened'>>> {
  const { profile, rows } = report;
  const names = profile.map((p) => p.name);
  const strange = [
    ...Object.values({ ...said?.attributes, ...said?.mapping }),
    ...Object.keys(said?.privacy ?? {}),
  ].find((column) => !names.includes(column));
  if (said && strange !== undefined)
    return fail('cli-map-column', { values: { file: said.file, column: strange } });
  const { mapping, attributes, privacy } = said ?? {};
  const outside = { mapping, attributes, privacy };
  const meant = proposeMeaning(reading.name, profile, rows, expected, said?.entity, outside);
  const proposed = mapping ? meant : withCustomer(meant, named, reading.columns);
  const customer = proposed.mapping['customer'];
  const steady =
    proposed.unsettled && customer
      ? await steadiness(engine, customer, Object.values(proposed.attributes))
      : ok({});
  if (!steady.ok) return steady;
  const meaning = settledMeaning(proposed, steady.value);
  // Whoever starts the program has said by name which columns come in as they are.
  const raw = names.filter((name) => allowRaw.includes(name));
  const allowed = raw.map((name) => [name, meaning.asks[name] ?? 'keep'] as const);
  const asks = Object.fromEntries(Object.entries(meaning.asks).filter(([name]) => !raw.includes(name)));
  const who = meaning.mapping['customer'] ?? '';
  const met: Record<string, PrivacyPolicy> =
    alike.has(who) && privacy?.[who] === undefined ? { ...least, [who]: 'pseudonymise' } : least;
  const policies = { ...noWeaker(meaning.privacy, met), ...Object.fromEntries(allowed) };
  const weakened = Object.fromEntries(
    names.flatMap((name) => {
      const found = weakeningOf({ ...meaning, privacy: policies }, name, '');
      return found ? [[name, { by: found.by, instead: found.instead }]] : [];
    }),
  );
  return ok({ ...meaning, asks, privacy: policies, weakened });
}

/** What a mapping file says of a table: what it says of sheets by whose names rows are told apart is of no other sheet. */
function saidOf(
  map: MappingFile | null,
  file: string,
  { part, columns }: Reading,
): SourceMapping | undefined {
  const said = mappingFor(map, file, part);
  if (!said || said.part !== undefined || said.reading?.names !== 'column') return said;
  const has = (name: string) => columns.some((column) => column.name === name);
  return saysItsName(columns) && Object.values(said.mapping ?? {}).every(has) ? said : undefined;
}

/** How a table is read: as the mapping file says, over what the notebook remembers for a file of this name. */
function settingsFor({ map, expected, allowLines }: LoadOptions, file: string, part: string): Remembered {
  const { hints, types, formats } = rememberedOf(namedSource(expected, file));
  const said = mappingFor(map, file, part);
  const asked = { ...hints, ...said?.reading };
  return {
    hints: allowLines?.includes(file) ? asked : askedHints(asked),
    types: { ...types, ...said?.types },
    formats: { ...formats, ...said?.formats },
  };
}

/** Says of which file a fault speaks. */
const about = <T>(file: string, result: Result<T>): Result<never> =>
  result.ok ? fail('import-failed') : refused({ ...result.fault, values: { file, ...result.fault.values } });

/** The scale of the answers, where it is not of five. */
function scalesFor({ scales }: Meaning, { csat }: Record<string, string>): Pick<ExpectedSource, 'scales'> {
  return csat !== undefined && scales[csat] ? { scales: { [csat]: scales[csat] } } : {};
}
