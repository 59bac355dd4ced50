import type { Rows } from '../../engine/api.ts';
import { csvBlob } from '../../report/csv.ts';
import { ok, type Result } from '../../result.ts';
import { fetchPage } from '../../run/execute.ts';
import { engineService } from '../../state/engine.svelte.ts';

const PAGE = 50_000;

/** The whole result of a cell as a CSV file, read page by page so that a big one is never in memory twice. */
export async function resultCsv(cell: string, count: number): Promise<Result<Blob>> {
  const engine = await engineService.notebook();
  if (!engine.ok) return engine;
  const pages: Rows[] = [];
  for (let offset = 0; offset === 0 || offset < count; offset += PAGE) {
    const page = await fetchPage(engine.value, cell, offset, PAGE, null);
    if (!page.ok) return page;
    pages.push(page.value);
  }
  return ok(await csvBlob(pages));
}
