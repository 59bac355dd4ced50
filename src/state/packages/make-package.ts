import type { Contents } from '../../egress/departure.ts';
import type { Lang } from '../../i18n/text.ts';
import type { Notebook } from '../../notebook/document.ts';
import { writeNotebook } from '../../notebook/file.ts';
import { replaceFound, type ScrubFinding } from '../../notebook/scrub.ts';
import type { SealedTo, Watch } from '../../package/age.ts';
import { sealAside } from '../../package/client.ts';
import { packParts, type PackagePart } from '../../package/parts.ts';
import { fail, ok, type Result } from '../../result.ts';
import { gatedResult } from '../../disclosure/gated-result.ts';
import { writeCsv } from '../../export/csv.ts';
import { parquetBlob } from '../../export/parquet.ts';
import { reportCharts, toldCells } from '../../report/charts.ts';
import { gatherReport } from '../../report/gather.ts';
import { reportHtml } from '../../report/html.ts';
import { withReplaced } from '../../report/looked-through.ts';
import { reportMarkdown } from '../../report/markdown.ts';
import { quoteName } from '../../sql/quote.ts';
import type { NotebookEngine } from '../engines.ts';
import type { NotebookSession } from '../session.svelte.ts';

export interface PackageWish {
  /** As it is given away: looked through, and without what stays here. */
  notebook: Notebook;
  /** What of the names in it was replaced, to be replaced in all else too. */
  replaced: readonly ScrubFinding[];
  lang: Lang;
  /** The treated source tables go along, row by row. */
  withSources: boolean;
  to: SealedTo;
  /** Where charts are drawn. */
  document: Document;
  /** ISO date and time. */
  at: string;
}

export interface MadePackage {
  blob: Blob;
  contents: Contents;
  /** Result tables that the disclosure gate keeps back, by their cells. */
  left: string[];
}

type Session = Pick<NotebookSession, 'engines' | 'sources' | 'notebook' | 'facts' | 'runs' | 'disclosure'>;

/** Share of the work that putting together is; the rest is sealing. */
const GATHERING = 0.5;

/**
 * A sealed package of the open notebook: method, report and result tables through the disclosure gate, by choice the
 * treated source tables. Faults: `disclosure-unready`, `result-changed` when what it is made of changed meanwhile, those of the engine, of packing and of sealing, `cancelled`.
 */
export async function makePackage(
  session: Session,
  wish: PackageWish,
  watch: Watch = {},
): Promise<Result<MadePackage>> {
  if ('keys' in wish.to ? wish.to.keys.length === 0 : wish.to.passphrase === '')
    return fail('recipient-none');
  // Before it is asked what may leave: an engine that has to be started takes longer than a run.
  const engine = await session.engines.notebook();
  const disclosure = await session.disclosure();
  if (!disclosure) return fail('disclosure-unready');
  if (!engine.ok) return engine;
  // It is of one run, one set of sources and one rule of what may leave: the one that was just found out.
  const { notebook, facts } = session;
  const cells = notebook.cells.filter(({ name }) => session.runs.view(name).state === 'done');
  const outputs = cells.map(({ name }) => session.runs.view(name).output);
  const tables = session.sources.list;
  const isCurrent = () =>
    session.notebook.disclosure === notebook.disclosure &&
    session.sources.list.length === tables.length &&
    session.sources.list.every(({ id }, i) => id === tables[i]!.id) &&
    cells.every(({ name }, i) => {
      const { output, state } = session.runs.view(name);
      return output === outputs[i] && state === 'done';
    });
  const steps = cells.length + (wish.withSources ? tables.length : 0) + 1;
  let done = 0;
  const step = () => watch.onProgress?.((GATHERING * ++done) / steps);
  const parts: PackagePart[] = [];
  const left: string[] = [];
  let smallest = disclosure.smallest;
  let rows = 0;
  for (const { name } of cells) {
    if (watch.signal?.aborted) return fail('cancelled');
    step();
    if (!session.runs.view(name).output) continue;
    const table = await gatedResult(
      engine.value,
      name,
      disclosure,
      watch.signal ? { signal: watch.signal } : {},
    );
    if (!table.ok) {
      if (!table.fault.code.startsWith('disclosure-')) return table;
      left.push(name);
      continue;
    }
    smallest = least(smallest, table.value.smallest);
    rows += table.value.rows.count;
    parts.push({ name: `results/${name}.csv`, body: writeCsv(table.value.rows).join('') });
  }
  const cell = wish.notebook.cells.find(({ template }) => template === 'report') ?? { text: {} };
  const { replaced } = wish;
  const told = named(facts.notebook, wish.notebook);
  const gathered = gatherReport({ ...facts, notebook: told, disclosure }, cell, wish.lang, wish.at);
  const report = withReplaced(gathered, replaced);
  const figures = reportCharts(told, toldCells(report), disclosure, wish.lang, wish.document);
  parts.push(
    { name: 'report.html', body: reportHtml(report, { figures }) },
    { name: 'report.md', body: reportMarkdown(report) },
  );
  step();
  if (wish.withSources) {
    const written = await sourceParts(engine.value, tables, replaced, watch, step);
    if (!written.ok) return written;
    parts.push(...written.value);
    rows = tables.reduce((sum, { ledger }) => sum + ledger.read, rows);
    smallest = 1;
  }
  if (watch.signal?.aborted) return fail('cancelled');
  if (!isCurrent()) return fail('result-changed');
  const packed = await packParts(writeNotebook(wish.notebook), parts);
  if (!packed.ok) return packed;
  const sealed = await sealAside(packed.value, wish.to, {
    ...watch,
    onProgress: (share) => watch.onProgress?.(GATHERING + (1 - GATHERING) * share),
  });
  if (!sealed.ok) return sealed;
  if (!isCurrent()) return fail('result-changed');
  return ok({ blob: sealed.value, contents: { what: 'package', rows, smallestGroup: smallest }, left });
}

/** The notebook that ran, in the words in which it is given away: what was replaced in them may not have come to rest. */
function named(ran: Notebook, { title, goal, cells }: Notebook): Notebook {
  const titles = new Map(cells.map((cell) => [cell.name, cell.title]));
  const own = ran.cells.map((cell) => ({ ...cell, title: titles.get(cell.name) ?? cell.title }));
  return { ...ran, title, goal, cells: own };
}

async function sourceParts(
  engine: NotebookEngine,
  sources: Session['sources']['list'],
  replaced: PackageWish['replaced'],
  { signal }: Watch,
  step: () => void,
): Promise<Result<PackagePart[]>> {
  const parts: PackagePart[] = [];
  for (const { name, columns } of sources) {
    if (signal?.aborted) return fail('cancelled');
    const fields = columns.map((column) => ({
      name: column.name,
      type: 'text' as const,
      sqlType: column.type,
    }));
    const blob = await parquetBlob(engine, `source.${quoteName(name)}`, fields, signal);
    if (!blob.ok) return blob;
    parts.push({
      name: `sources/${replaceFound(name, replaced).replace(/[/\\]/g, '_')}.parquet`,
      body: blob.value,
    });
    step();
  }
  return ok(parts);
}

const least = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
