import type { ResultField, Rows } from '../engine/api.ts';
import { csvBlob } from '../export/csv.ts';
import { attempt, fail, need, ok, Stop, type Result } from '../result.ts';
import type { NotebookEngine } from './engines.ts';

/** Rows drawn and written at once: few enough that the page answers meanwhile. */
const PAGE = 10_000;

export type ExportKind = 'csv' | 'xlsx' | 'parquet';

/** A table of the notebook engine that can leave as a file. */
export interface ExportedTable {
  /** The file's name without its ending. */
  name: string;
  /** The sheet's name in a workbook. */
  sheet: string;
  count: number;
  fields: ResultField[];
  /** What stands behind FROM, for the formats that the engine's own types go into. */
  from: string;
  page(engine: NotebookEngine, offset: number, limit: number, signal: AbortSignal): Promise<Result<Rows>>;
  /** Whether the table is still the one that was asked for: a file is of one run, never of two. */
  current(): boolean;
}

/** What there is to tell of a written file besides that it is there. */
export interface Written {
  blob: Blob;
  /** Texts cut at a cell's end, and sheets, of a workbook. */
  cut: number;
  sheets: number;
}

/** Writes tables to files, page by page, so that a big one is never in memory twice, the page answers, and it can be stopped. */
export class Exporting {
  /** How many rows are written, of how many; null when nothing is. Parquet is written in one go: 0 until it is done. */
  progress = $state.raw<{ name: string; done: number; of: number } | null>(null);
  #abort: AbortController | null = null;
  #connect: () => Promise<Result<NotebookEngine>>;

  constructor(connect: () => Promise<Result<NotebookEngine>>) {
    this.#connect = connect;
  }

  /** Faults: those of the query, `cancelled`, `parquet-unwritable`, `result-changed`, `export-failed`. */
  async write(table: ExportedTable, as: ExportKind): Promise<Result<Written>> {
    this.cancel();
    const abort = (this.#abort = new AbortController());
    this.progress = { name: `${table.name}.${as}`, done: 0, of: table.count };
    const written = await attempt(async () => {
      const engine = await this.#connect();
      return engine.ok ? this.#written(engine.value, table, as, abort.signal) : engine;
    }, 'export-failed');
    if (this.#abort === abort) this.progress = null;
    // Also while the last of it was being put together: whoever stopped it wants no file.
    return abort.signal.aborted ? fail('cancelled') : written;
  }

  cancel(): void {
    this.#abort?.abort();
  }

  async #written(
    engine: NotebookEngine,
    table: ExportedTable,
    as: ExportKind,
    signal: AbortSignal,
  ): Promise<Result<Written>> {
    if (as === 'parquet') {
      const { parquetBlob } = await import('../export/parquet.ts');
      const blob = await parquetBlob(engine, table.from, table.fields, signal);
      if (!table.current()) return fail('result-changed');
      return blob.ok ? ok({ blob: blob.value, cut: 0, sheets: 0 }) : blob;
    }
    const pages = this.#pages(engine, table, signal);
    if (as === 'csv') return ok({ blob: await csvBlob(pages), cut: 0, sheets: 0 });
    const { xlsxFile } = await import('../export/xlsx.ts');
    return ok(await xlsxFile(pages, { sheet: table.sheet }));
  }

  async *#pages(engine: NotebookEngine, table: ExportedTable, signal: AbortSignal): AsyncGenerator<Rows> {
    for (let offset = 0; offset === 0 || offset < table.count; offset += PAGE) {
      const page = await table.page(engine, offset, PAGE, signal);
      if (signal.aborted) throw new Stop({ code: 'cancelled' });
      if (!table.current()) throw new Stop({ code: 'result-changed' });
      yield need(page);
      if (this.progress && !signal.aborted)
        this.progress = { ...this.progress, done: Math.min(table.count, offset + PAGE) };
    }
  }
}
