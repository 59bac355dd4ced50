import { chmod, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Lang } from '../i18n/text.ts';
import { seenStatuses, seenStatusesSql, type SeenStatus } from '../entity/seen-statuses.ts';
import { mappedSource, presentRoles } from '../entity/source.ts';
import { rowObjects } from '../engine/rows.ts';
import { mainCurrency } from '../entity/rules/currencies.ts';
import { NO_CURRENCY } from '../i18n/format.ts';
import { isStatusRole } from '../values/status-columns.ts';
import type { Notebook } from '../notebook/document.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import { disclose, type Disclosure } from '../disclosure/disclose.ts';
import { writeCsv } from '../export/csv.ts';
import { gatedResult } from '../disclosure/gated-result.ts';
import { gatherReport } from '../report/gather.ts';
import { standsInReport, withReplaced } from '../report/looked-through.ts';
import { scrub } from '../notebook/scrub.ts';
import { figuresOf } from '../report/figures.ts';
import { backgroundOf } from '../report/background.ts';
import { reportCharts, toldCells } from '../report/charts.ts';
import { reportHtml } from '../report/html.ts';
import { runScript } from '../report/run-script.ts';
import { reportMarkdown } from '../report/markdown.ts';
import { faultFrom, ok, refused, type Result } from '../result.ts';
import { EntityData, type Prepared, type VersionedSource } from '../run/data.ts';
import { compareRuns } from '../run/compare.ts';
import { recordRun, type RunRecord } from '../run/record.ts';
import { groupByDeeds, wideCells } from '../run/wide-cells.ts';
import { reconcile, resultCells } from '../run/reconcile.ts';
import { NativeDatabase } from '../engine/native/native.ts';
import { scriptPieces } from '../run/script-pieces.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import { runCells, type RanCell } from './cells.ts';
import { openImportEngine } from './import-engine.ts';
import {
  findingsFile,
  json,
  ledgerFile,
  mappingFile,
  writeTable,
  writeText,
  type RunFacts,
} from './outputs.ts';
import { readRun } from './past-run.ts';
import { openScratch } from './scratch.ts';
import { sourceTables } from './script.ts';
import { loadSources, type LoadedSource, type LoadOptions } from './sources.ts';

export interface RunOptions extends Pick<
  LoadOptions,
  | 'data'
  | 'map'
  | 'secret'
  | 'allowRaw'
  | 'allowLines'
  | 'onReading'
  | 'onRead'
  | 'onServing'
  | 'onNoSale'
  | 'onUnused'
> {
  notebook: Notebook;
  out: string;
  lang: Lang;
  /** When it is; the run's date is its UTC day. */
  now: Date;
  /** Name and version of the program, for the report. */
  program: string;
  threads?: number | null;
  memory?: string | null;
  temp?: string | null;
  /** ISO 4217; null takes what the files state. */
  currency?: string | null;
  onCleaning?: () => void;
  /** What cleaning came to: its account, and what each status was taken for. */
  onCleaned?: (notebook: Notebook, prepared: Prepared, statuses: readonly SeenStatus[]) => void;
  onCell?: Parameters<typeof runCells>[3];
}

/** What a run came to; everything else is in the output folder. */
export interface RunSummary {
  sources: LoadedSource[];
  prepared: Prepared;
  cells: RanCell[];
}

const WORK = 'work';

/**
 * Maps, imports, cleans and runs a notebook on native DuckDB and writes the output folder. Files are imported
 * by one database and the notebook runs in another, which has never seen what the privacy policies took
 * away and can read nothing but its own tables. Both spill to a folder of their own, removed however the process
 * ends (`openScratch`); what is written is for its owner's eyes only.
 */
export async function runNotebook(options: RunOptions): Promise<Result<RunSummary>> {
  const { out } = options;
  let scratch: Awaited<ReturnType<typeof openScratch>>;
  try {
    await mkdir(out, { recursive: true, mode: 0o700 });
    scratch = await openScratch(options.temp ?? tmpdir());
  } catch (error) {
    return refused(faultFrom(error, 'cli-file-unwritable', { path: out }));
  }
  try {
    return await runIn(scratch.path, options);
  } finally {
    await scratch.close();
  }
}

async function runIn(temp: string, options: RunOptions): Promise<Result<RunSummary>> {
  const { notebook } = options;
  const machine = {
    spill: join(temp, 'spill'),
    ...(options.threads ? { threads: options.threads } : {}),
    ...(options.memory ? { memory: options.memory } : {}),
  };
  const work = join(temp, 'work.duckdb');
  const loaded = await importAll(temp, work, machine, options);
  if (!loaded.ok) return loaded;
  const opened = await NativeDatabase.open({ ...machine, path: work });
  if (!opened.ok) return opened;
  const db = opened.value;
  try {
    const locked = await db.lock();
    if (!locked.ok) return locked;
    options.onCleaning?.();
    const sources = loaded.value;
    const known = {
      ...notebook,
      // Files that nobody has looked at in money yet say what it is.
      currency:
        options.currency ?? (notebook.sources.length > 0 ? null : currencyIn(sources)) ?? notebook.currency,
      cleaning: cleaningOf(notebook, options.map),
      sources: withSources(notebook, sources),
    };
    const today = options.now.toISOString().slice(0, 10);
    const mapped = sources.map(({ expected, columns, read }): VersionedSource => ({
      ...mappedSource(expected, columns),
      version: `${expected.name} ${read}`,
    }));
    const prepare = () =>
      new EntityData().prepare(db, { notebook: known, sources: mapped, restored: [], today });
    const prepared = await prepare();
    if (!prepared.ok) return prepared;
    if (options.onCleaned) options.onCleaned(known, prepared.value, await statusesIn(db, mapped));
    const cells = await runCells(db, known, prepared.value, { ...options.onCell, remake: prepare });
    const columns = (name: string) =>
      cells.find((c) => c.planned.name === name && c.state === 'done')?.output?.fields.map((f) => f.name);
    const results = resultCells(known.cells, templatesOf(known), columns, everyoneIn(cells));
    const reconciliation = await reconcile(db, results, prepared.value);
    if (!reconciliation.ok) return reconciliation;
    const facts: RunFacts = {
      notebook: known,
      sources,
      prepared: prepared.value,
      cells,
      reconciliation: reconciliation.value,
      lang: options.lang,
      generatedAt: options.now.toISOString(),
    };
    const written = await writeAll(db, facts, mapped, options);
    return written.ok ? ok({ sources, prepared: prepared.value, cells }) : written;
  } finally {
    await db.close();
  }
}

/** Which cells look at all customers whatever the goal's group. */
const everyoneIn =
  (cells: readonly RanCell[]) =>
  (name: string): boolean =>
    cells.some(({ planned }) => planned.name === name && planned.everyone);

async function importAll(
  temp: string,
  work: string,
  machine: { spill: string; threads?: number; memory?: string },
  options: RunOptions,
): Promise<Result<LoadedSource[]>> {
  const opened = await NativeDatabase.open(machine);
  if (!opened.ok) return opened;
  const db = opened.value;
  try {
    const attached = await db.run(`ATTACH ${quoteText(work)} AS ${WORK}`);
    if (!attached.ok) return attached;
    const folder = join(temp, 'in/');
    await mkdir(folder);
    const engine = await openImportEngine(db, folder);
    if (!engine.ok) return engine;
    const place = { db, engine: engine.value, folder };
    const loaded = await loadSources(place, { ...options, expected: options.notebook.sources, work: WORK });
    if (!loaded.ok) return loaded;
    for (const source of loaded.value.filter((s) => s.script === null)) {
      const path = copyPath(options.out, source);
      await mkdir(join(options.out, 'sources'), { recursive: true, mode: 0o700 });
      const copied = await db.run(
        `COPY (FROM ${WORK}.source.${quoteName(source.expected.name)} ORDER BY _row) TO ${quoteText(path)} (FORMAT parquet)`,
      );
      if (!copied.ok) return copied;
      await chmod(path, 0o600);
    }
    const detached = await db.run(`DETACH ${WORK}`);
    return detached.ok ? loaded : detached;
  } finally {
    await db.close();
  }
}

const copyPath = (out: string, source: LoadedSource): string =>
  resolve(out, 'sources', `${source.expected.name}.parquet`);

/** The currency of the orders, of which cleaning keeps the one of most rows; without any, what other money is in, or looks to be. */
function currencyIn(sources: readonly LoadedSource[]): string {
  const stated = sources.flatMap(({ currency, read, expected: { entity } }) =>
    currency === null ? [] : [{ currency, rows: read, entity }],
  );
  const orders = stated.filter(({ entity }) => entity === 'orders');
  const written = sources.map(({ written }) => written).find((currency) => currency !== NO_CURRENCY);
  return mainCurrency(orders.length > 0 ? orders : stated) ?? written ?? NO_CURRENCY;
}

/** How the notebook cleans, and over it what the mapping file says. */
const cleaningOf = ({ cleaning }: Notebook, map: RunOptions['map']): Notebook['cleaning'] => {
  const said = map?.cleaning ?? [];
  return [...cleaning.filter(({ rule }) => !said.some((one) => one.rule === rule)), ...said];
};

async function statusesIn(db: NativeDatabase, sources: readonly VersionedSource[]): Promise<SeenStatus[]> {
  if (!presentRoles('orders', sources).some(isStatusRole)) return [];
  const found = await db.run(seenStatusesSql());
  return found.ok ? seenStatuses(rowObjects(found.value)) : [];
}

/** The notebook's expected sources with those of this run in their place. */
const withSources = (notebook: Notebook, sources: readonly LoadedSource[]): Notebook['sources'] => [
  ...notebook.sources.filter((old) => !sources.some((s) => s.expected.name === old.name)),
  ...sources.map((s) => s.expected),
];

async function writeAll(
  db: NativeDatabase,
  facts: RunFacts,
  mapped: readonly VersionedSource[],
  options: RunOptions,
): Promise<Result<null>> {
  const { out, lang, program } = options;
  const { notebook, sources, prepared, cells, generatedAt } = facts;
  const pieces = await scriptPieces(
    db,
    notebook,
    cells.flatMap(({ planned, state }) => (state === 'done' ? [planned] : [])),
  );
  if (!pieces.ok) return pieces;
  const outputs = new Map(cells.flatMap((c) => (c.output ? [[c.planned.name, c.output]] : [])));
  const figures = figuresOf({
    notebook,
    prepared,
    template: templatesOf(notebook),
    output: (name) => outputs.get(name),
  });
  const before = await readRun(out);
  if (!before.ok) return before;
  const disclosed = await disclose(db, {
    notebook,
    template: templatesOf(notebook),
    given: prepared.given,
    output: (name) => outputs.get(name),
    ledger: prepared.ledger,
    everyone: everyoneIn(cells),
  });
  if (!disclosed.ok) return disclosed;
  const background = await backgroundOf(db, {
    notebook,
    template: templatesOf(notebook),
    given: prepared.given,
    output: (name) => outputs.get(name),
    everyone: everyoneIn(cells),
    columns: prepared.columns,
    disclosure: disclosed.value,
  });
  const written = await writeTables(db, facts, disclosed.value, out);
  if (!written.ok) return written;
  const run: RunRecord = {
    ...recordRun({ notebook, prepared, ran: new Set(outputs.keys()), figures, at: generatedAt }),
    customers: disclosed.value.sketch,
  };
  const planned = cells.map((cell) => cell.planned);
  const gathered = gatherReport(
    {
      notebook,
      prepared,
      template: templatesOf(notebook),
      findings: (name) => cells.find((c) => c.planned.name === name)?.output?.findings,
      rejected: (name) => sources.find((s) => s.expected.name === name)?.rejected ?? 0,
      reconciliation: facts.reconciliation,
      disclosure: disclosed.value,
      background,
      comparison: before.value && compareRuns(before.value, run),
      wide: wideCells(planned, notebook.goal.group),
      byDeeds: groupByDeeds(planned, notebook.goal.group),
      unrun: new Map(
        cells.flatMap(({ planned, state }) =>
          state === 'skipped' || state === 'failed' ? [[planned.name, planned.missing]] : [],
        ),
      ),
      versions: { program, engine: db.version },
    },
    notebook.cells.find((c) => c.template === 'report') ?? { text: {} },
    lang,
    generatedAt,
  );
  // What files are called and what somebody wrote leave as from the page, where nobody takes a mark off.
  const named = { ...notebook, sources: sources.map(({ expected }) => expected) };
  const report = withReplaced(
    gathered,
    scrub(named).filter((found) => standsInReport(named, found)),
  );
  const told = toldCells(report);
  const charts =
    told.length > 0 ? reportCharts(notebook, told, disclosed.value, lang, await blankPage()) : [];
  const script = runScript({
    notebook,
    sources: mapped,
    tables: sourceTables(
      sources.map((source) => ({
        name: source.expected.name,
        file: source.file,
        script: source.script,
        copy: source.script === null ? copyPath(out, source) : null,
        pseudonyms: Object.values(source.expected.privacy).includes('pseudonymise'),
      })),
    ),
    given: prepared.given,
    today: generatedAt.slice(0, 10),
    cells: pieces.value,
    notes: [`${program}, ${generatedAt}`],
  });
  for (const [name, text] of [
    ['findings.json', json(findingsFile(facts, disclosed.value))],
    ['ledger.json', json(ledgerFile(facts))],
    ['mapping.json', json(mappingFile(sources, notebook.cleaning))],
    ['report.html', reportHtml(report, { figures: charts })],
    ['report.md', reportMarkdown(report)],
    ['run.json', json(run)],
    ['notebook.sql', script],
  ] as const) {
    const written = await writeText(out, name, text);
    if (!written.ok) return written;
  }
  return ok(null);
}

/** A page to draw on, loaded when there is something to draw: it takes longer than the rest of the program. */
async function blankPage(): Promise<Document> {
  const { Window } = await import('happy-dom');
  return new Window().document as unknown as Document;
}

/**
 * Result tables as CSV, with the tables beside them; where the notebook's disclosure rules hold for tables too, only
 * rows of groups that may leave, and neither lists of customers nor what does not say how many stand behind a row.
 */
async function writeTables(
  db: NativeDatabase,
  { notebook, cells }: RunFacts,
  disclosure: Disclosure,
  out: string,
): Promise<Result<null>> {
  for (const cell of cells.filter((c) => c.state === 'done')) {
    const { name, compiled } = cell.planned;
    if (notebook.disclosure.tables) {
      const gated = await gatedResult(db, name, disclosure);
      if (!gated.ok && !gated.fault.code.startsWith('disclosure-')) return gated;
      if (!gated.ok) continue;
      const written = await writeText(out, `${name}.csv`, writeCsv(gated.value.rows).join(''));
      if (!written.ok) return written;
      continue;
    }
    const written = await writeTable(db, name, `SELECT * FROM ${quoteName(name)}`, out);
    if (!written.ok) return written;
    for (const side of compiled?.tables ?? []) {
      const beside = await writeTable(db, `${name}.${side.name}`, side.sql, out);
      if (!beside.ok) return beside;
    }
  }
  return ok(null);
}
