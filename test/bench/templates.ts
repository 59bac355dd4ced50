import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { EntityName } from '../../src/entity/catalogue.ts';
import { writeNotebook } from '../../src/notebook/file.ts';
import { APP_MARKS, quiet, runAll, runToEnd } from './app-page.ts';
import { HEADERS } from '../../src/offline/headers.ts';
import { launch } from './browser.ts';
import { buildApp } from './build.ts';
import { companyRows, COMPANY_ROLES, generateCompany } from './company.ts';
import type { DataFile } from './data.ts';
import { least, runNatively, type Took } from './native-cells.ts';
import { serve } from './server.ts';
import { printTemplates, type TemplateFigures } from './template-report.ts';
import { cellName, measuredTemplates, templateNotebook } from './template-notebook.ts';

export interface TemplateBenchOptions {
  /** Millions of orders; five times as many events. */
  size: number;
  /** Millions of customers. */
  customers: number;
  runs: number;
  /** Ids of the templates measured; all when empty. */
  only: string[];
  /** Where to write the figures as JSON, or null. */
  save: string | null;
}

/** Every template with its default parameters: in the page, and with the same statements on native DuckDB. */
export async function benchTemplates({
  size,
  customers,
  runs,
  only,
  save,
}: TemplateBenchOptions): Promise<void> {
  const rows = companyRows(size, customers);
  const temp = mkdtempSync(join(tmpdir(), 'cellar-bench-'));
  const closing: (() => unknown)[] = [() => rmSync(temp, { recursive: true, force: true })];
  try {
    say('building …');
    const app = await serve(await buildApp(temp), HEADERS);
    const chromium = await launch();
    closing.unshift(app.close, chromium.close);
    say(`generating a company of ${size} million orders …`);
    const files = await generateCompany(temp, rows);
    const notebook = templateNotebook(only);
    const path = join(temp, 'templates.cellar.json');
    writeFileSync(path, writeNotebook(notebook));

    say('in the page …');
    const visit = await chromium.open(`${app.url}?lang=en`, APP_MARKS);
    await openCompany(visit.page, path, files);
    const all = await runAll(visit.page);
    say(`all cells, with cleaning: ${(all.ms / 1000).toFixed(1)} s`);
    const figures: TemplateFigures[] = [];
    for (const { id } of measuredTemplates(only)) {
      const took: Took[] = [];
      let longest = 0;
      for (let run = 0; run < runs; run++) {
        const before = chromium.processorTime() ?? NaN;
        const { value, longest: task } = await chromium.watchTasks(visit.page, async () => {
          const ms = await runToEnd(visit.page, cellName(id));
          const cpu = (chromium.processorTime() ?? NaN) - before;
          await quiet(visit.page);
          return { ms, cpu };
        });
        took.push(value);
        longest = Math.max(longest, task);
      }
      figures.push({ id, app: least(took), longest, native: { ms: NaN, cpu: NaN } });
      say(told(id, least(took)));
    }
    const memory = chromium.memory();
    await visit.close();

    say('on native DuckDB …');
    const native = await runNatively(notebook, files, {
      spill: join(temp, 'spill'),
      runs,
      onCell: (name, took) => say(told(name, took)),
    });
    for (const figure of figures) figure.native = native.get(cellName(figure.id))!;
    printTemplates(figures, { size, rows, all, memory, version: chromium.version });
    if (save) writeFileSync(save, JSON.stringify({ size, all, memory, figures }, null, 1));
  } finally {
    for (const close of closing) await close();
  }
}

/** Opens the notebook and gives it the four files, whose columns must be taken for what they are. */
async function openCompany(page: Page, notebook: string, files: Record<EntityName, DataFile>): Promise<void> {
  await page.locator('main[data-engine="ready"]').waitFor();
  await page.locator('input[data-testid="open-notebook-file"]').setInputFiles(notebook);
  await page.locator('section[data-cell]').first().waitFor();
  const paths = Object.values(files).map((file) => file.path);
  await page.locator('input[data-testid="add-files"]').first().setInputFiles(paths);
  for (const [entity, { name, rows }] of Object.entries(files)) {
    const file = page.locator(`section[data-file="${name}"]`);
    await file.and(page.locator('[data-state="ready"]')).waitFor();
    if (Number(await file.getAttribute('data-read')) !== rows) throw new Error(`${name}: rows lost`);
    const taken = await file
      .locator('[data-column]')
      .evaluateAll((columns) =>
        columns.map((c) => [c.getAttribute('data-role'), c.getAttribute('data-column')]),
      );
    for (const [role, column] of Object.entries(COMPANY_ROLES[entity as EntityName]))
      if (!taken.some(([r, c]) => r === `${entity}.${role}` && c === column))
        throw new Error(`${name}: ${column} is not taken for ${entity}.${role}`);
  }
  await page.locator('[data-action="confirm-mapping"]').click();
  await page.getByTestId('inert').waitFor();
}

const told = (name: string, { ms, cpu }: Took) =>
  `${name}: ${ms.toFixed(0)} ms, processor ${cpu.toFixed(0)} ms`;
const say = (text: string): void => console.error(text);
