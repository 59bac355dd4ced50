import type { ResultField, Rows } from '../../engine/api.ts';
import type { Engine } from '../../engine/client.ts';
import { csvBlob } from '../../report/csv.ts';
import type { XlsxFile } from '../../report/xlsx.ts';
import { ok, type Fault, type Result } from '../../result.ts';
import { fetchPage } from '../../run/execute.ts';
import { engineService } from '../../state/engine.svelte.ts';

const PAGE = 50_000;

/** Stops the pages of an export; the fault is handed to whoever asked for it. */
class Broken extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** A cell's rows page by page, so that a big result is never in memory twice. Throws `Broken`. */
async function* pagesOf(engine: Engine, cell: string, count: number): AsyncGenerator<Rows> {
  for (let offset = 0; offset === 0 || offset < count; offset += PAGE) {
    const page = await fetchPage(engine, cell, offset, PAGE, null);
    if (!page.ok) throw new Broken(page.fault);
    yield page.value;
  }
}

async function exported<T>(
  cell: string,
  count: number,
  write: (pages: AsyncIterable<Rows>) => Promise<T>,
): Promise<Result<T>> {
  const engine = await engineService.notebook();
  if (!engine.ok) return engine;
  try {
    return ok(await write(pagesOf(engine.value, cell, count)));
  } catch (error) {
    if (error instanceof Broken) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** The whole result of a cell as a CSV file. */
export const resultCsv = (cell: string, count: number): Promise<Result<Blob>> =>
  exported(cell, count, (pages) => csvBlob(pages));

/** The whole result of a cell as a workbook with typed columns. */
export async function resultXlsx(cell: string, count: number): Promise<Result<XlsxFile>> {
  const { xlsxFile } = await import('../../report/xlsx.ts');
  return exported(cell, count, (pages) => xlsxFile(pages, { sheet: cell }));
}

/** The whole result of a cell as Parquet. */
export async function resultParquet(cell: string, fields: ResultField[]): Promise<Result<Blob>> {
  const [engine, { parquetBlob }] = await Promise.all([
    engineService.notebook(),
    import('../../report/parquet.ts'),
  ]);
  return engine.ok ? parquetBlob(engine.value, cell, fields) : engine;
}
