import type { Page } from '@playwright/test';
import type { DataFile } from './data.ts';

declare global {
  interface Window {
    control: { run(statements: string[]): Promise<void> };
  }
}

export const CONTROL_MARKS = { usable: '[data-usable]', ready: '[data-engine="ready"]' };

/** Gives the bare page a file; milliseconds until its rows are counted on the page. */
export async function dropOnControl(page: Page, file: DataFile): Promise<number> {
  await page.evaluate(() => {
    const output = document.querySelector('output')!;
    output.textContent = '';
    window.probe.afterChange(() => output.textContent !== '');
  });
  await page.locator('input[type=file]').setInputFiles(file.path);
  const [start, end] = await page.evaluate(() => window.probe.changed!);
  const read = await page.locator('output').textContent();
  if (Number(read) !== file.rows)
    throw new Error(`control: ${file.name}: ${read} rows, ${file.rows} expected`);
  return end - start;
}

/** Runs statements on the bare page; milliseconds until the last one's rows stand in its table. */
export function runOnControl(page: Page, statements: string[]): Promise<number> {
  return page.evaluate(async (list) => {
    const start = performance.now();
    await window.control.run(list);
    return performance.now() - start;
  }, statements);
}
