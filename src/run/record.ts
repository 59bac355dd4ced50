import { readFormat, type Format } from '../i18n/formats.ts';
import type { EntityName } from '../entity/catalogue.ts';
import type { Text } from '../i18n/text.ts';
import type { Notebook } from '../notebook/document.ts';
import { namedGroup } from '../notebook/segments.ts';
import type { Prepared } from './data.ts';
import { versionOf } from './version.ts';

/** One number of a run, to be held against the next run's. */
export interface Figure {
  /** The same for the same number of the same cell in any run. */
  id: string;
  /** Cell it comes from; '' for the row account. */
  cell: string;
  label: Text;
  value: number;
  format: Format;
  /** It is a score, as NPS is, and moves by points. */
  points?: true;
  /** Customers that it is about, where that is known: small groups are not spoken of in a report. */
  customers?: number;
}

/**
 * What is kept of a run. It speaks of data, so it stays in the workspace and out of the notebook; no row of
 * the data is in it.
 */
export interface RunRecord {
  format: 'cellar-run';
  version: 1;
  /** ISO instant. */
  at: string;
  currency: string;
  scope: { asOf: string; start: string; end: string; group: string };
  sources: { entity: EntityName; source: string; read: number; kept: number }[];
  /** Digest of the cleaning rules as set. */
  cleaning: string;
  /** Each analysis with its template's version and a digest of its parameters and own SQL. */
  cells: { name: string; template: string; version: number; settings: string }[];
  figures: Figure[];
  /** Digests of what customers did, by bucket: how many changed till the next run. Absent before it is made. */
  customers?: string[];
}

/** Runs kept of a notebook. */
export const RUNS_KEPT = 12;

export interface RecordInput {
  notebook: Notebook;
  prepared: Pick<Prepared, 'given' | 'sourceLedger'>;
  /** Cells that have a result. */
  ran: ReadonlySet<string>;
  figures: readonly Figure[];
  at: string;
}

export function recordRun({ notebook, prepared, ran, figures, at }: RecordInput): RunRecord {
  const { given, sourceLedger } = prepared;
  return {
    format: 'cellar-run',
    version: 1,
    at,
    currency: notebook.currency,
    scope: {
      asOf: given.asOf,
      start: given.periodStart,
      end: given.periodEnd,
      group: JSON.stringify(namedGroup(notebook)),
    },
    sources: sourceLedger.map(({ entity, source, read, kept }) => ({ entity, source, read, kept })),
    cleaning: versionOf([JSON.stringify(notebook.cleaning)]),
    cells: notebook.cells
      .filter(({ name }) => ran.has(name))
      .map(({ name, template, templateVersion, params, sql }) => ({
        name,
        template,
        version: templateVersion,
        settings: versionOf([JSON.stringify(Object.entries(params).sort()), sql ?? '']),
      })),
    figures: [...figures],
  };
}

/** Records with this run as the last; a run that found what the last one found takes its place, so that opening a notebook twice is no new run. */
export function withRun(records: readonly RunRecord[], run: RunRecord): RunRecord[] {
  const last = records.at(-1);
  const before = last && sameFindings(last, run) ? records.slice(0, -1) : records;
  return [...before, run].slice(-RUNS_KEPT);
}

const sameFindings = (a: RunRecord, b: RunRecord): boolean =>
  JSON.stringify({ ...a, at: '', customers: [] }) === JSON.stringify({ ...b, at: '', customers: [] });

/** A record from storage or a file, without figures of formats that are none; null where it is none itself. */
export function readRunRecord(value: unknown): RunRecord | null {
  if (!isRunRecord(value)) return null;
  return { ...value, figures: value.figures.filter(({ format }) => readFormat(format) !== null) };
}

function isRunRecord(value: unknown): value is RunRecord {
  const run = value as Partial<RunRecord> | null;
  return (
    typeof run === 'object' &&
    run !== null &&
    run.format === 'cellar-run' &&
    run.version === 1 &&
    typeof run.at === 'string' &&
    typeof run.scope === 'object' &&
    [run.sources, run.cells, run.figures, run.customers ?? []].every(Array.isArray) &&
    run.figures!.every((figure) => typeof figure?.id === 'string')
  );
}
