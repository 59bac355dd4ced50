import type { Page } from '@playwright/test';
import type { DataFile } from './data.ts';

/** One measured phase: milliseconds, and the main thread's long tasks in it. */
export interface Phase {
  ms: number;
  longTasks: number;
  longest: number;
}

/** Selectors of the app's moments. */
export const APP_MARKS = {
  usable: 'button[data-action="open-sample"]:not([disabled])',
  ready: 'main[data-engine="ready"]',
};

/** What the main thread did between two moments. */
async function phase(page: Page, [start, end]: [number, number]): Promise<Phase> {
  // The observer hears of a task after its end.
  await page.waitForTimeout(300);
  const long = await page.evaluate(
    ([from, to]) => window.probe.long.filter(([at, ms]) => at + ms > from && at < to).map(([, ms]) => ms),
    [start, end] as const,
  );
  return { ms: end - start, longTasks: long.length, longest: Math.max(0, ...long) };
}

/** From the drop of a file until its records are counted on the page, and until its columns are shown there too. */
export interface Dropped {
  counted: Phase;
  shown: Phase;
}

/** Drops a file on the page. */
export async function dropFile(page: Page, file: DataFile): Promise<Dropped> {
  await page.evaluate(() =>
    window.probe.afterChange(
      () =>
        document.querySelector(
          'section[data-file][data-counted], section[data-file][data-state="failed"]',
        ) !== null,
    ),
  );
  await page.locator('input[data-testid="add-files"]').first().setInputFiles(file.path);
  const [start, counted, count, shown, read] = await page.evaluate(async () => {
    const [start, counted] = await window.probe.changed!;
    const section = document.querySelector<HTMLElement>('section[data-file]')!;
    const count = section.dataset['counted'];
    const shown = await window.probe.when(() => /ready|failed/.test(section.dataset['state']!));
    return [start, counted, count, shown, section.dataset['read']] as const;
  });
  if (Number(count) !== file.rows || Number(read) !== file.rows)
    throw new Error(`${file.name}: ${count} rows counted and ${read} read, ${file.rows} expected`);
  return { counted: await phase(page, [start, counted]), shown: await phase(page, [start, shown]) };
}

/** Milliseconds from now until the mapping may be confirmed: all rows have been looked through for what is personal. */
export const confirmable = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const start = performance.now();
    const end = await window.probe.when(
      () => document.querySelector('[data-action="confirm-mapping"]:not([disabled])') !== null,
    );
    return end - start;
  });

/** Confirms the mapping; until every cell that can run is done. */
export async function confirm(page: Page): Promise<Phase> {
  await confirmable(page);
  const span = await page.evaluate(async (): Promise<[number, number]> => {
    const start = performance.now();
    document.querySelector<HTMLElement>('[data-action="confirm-mapping"]')!.click();
    const end = await window.probe.when(() => {
      const cells = [...document.querySelectorAll<HTMLElement>('section[data-cell]')];
      return cells.length > 0 && cells.every((cell) => /done|needs-roles|error/.test(cell.dataset['state']!));
    });
    return [start, end];
  });
  const failed = await page.locator('section[data-cell][data-state="error"]').count();
  if (failed > 0) throw new Error(`${failed} cells failed`);
  await quiet(page);
  return phase(page, span);
}

/** How long somebody has looked at the start page before they click: milliseconds. */
const LOOKED = 5_000;

/** Somebody comes to the page and looks at it: what it does ahead for them it does now. */
export async function lookAround(page: Page): Promise<void> {
  await page.mouse.move(200, 200);
  await page.mouse.move(240, 220);
  await page.waitForTimeout(LOOKED);
}

/** Opens the sample; milliseconds until its notebook is there, until a cell says its first finding, and until all are done. */
export async function openSample(page: Page): Promise<{ there: number; finding: number; all: Phase }> {
  const { start, there, finding, end } = await page.evaluate(async () => {
    const cells = () => [...document.querySelectorAll<HTMLElement>('section[data-cell]')];
    const start = performance.now();
    document.querySelector<HTMLElement>('[data-action="open-sample"]')!.click();
    const there = await window.probe.when(() => cells().length > 0);
    const finding = await window.probe.when(
      () => document.querySelector('section[data-cell] .findings li') !== null,
    );
    const end = await window.probe.when(() =>
      cells().every((cell) => /done|needs-roles|error/.test(cell.dataset['state']!)),
    );
    return { start, there, finding, end };
  });
  await quiet(page);
  return { there: there - start, finding: finding - start, all: await phase(page, [start, end]) };
}

/** Runs the first cell of an analysis anew; until its new figure stands. */
export async function runCell(page: Page, template: string): Promise<Phase> {
  const span = await page.evaluate(async (id): Promise<[number, number]> => {
    const section = document.querySelector<HTMLElement>(`section[data-template="${id}"]`)!;
    const figure = section.querySelector('.figure')!;
    const old = figure.firstElementChild;
    let began = false;
    const start = performance.now();
    section.querySelector<HTMLElement>('[data-action="run-cell"]')!.click();
    const end = await window.probe.when(() => {
      began ||= section.dataset['state'] === 'running';
      return began && figure.firstElementChild !== old;
    });
    return [start, end];
  }, template);
  await quiet(page);
  return phase(page, span);
}

/** Runs every cell of a notebook that was inert; until all are done. */
export async function runAll(page: Page): Promise<Phase> {
  const span = await page.evaluate(async (): Promise<[number, number]> => {
    const start = performance.now();
    document.querySelector<HTMLElement>('[data-action="run-all"]')!.click();
    const end = await window.probe.when(() =>
      [...document.querySelectorAll<HTMLElement>('section[data-cell]')].every((cell) =>
        /done|needs-roles|error/.test(cell.dataset['state']!),
      ),
    );
    return [start, end];
  });
  await quiet(page);
  return phase(page, span);
}

/** Runs one cell anew; milliseconds until it is done and its new figure stands. */
export async function runToEnd(page: Page, name: string): Promise<number> {
  const [start, end, state] = await page.evaluate(async (cell): Promise<[number, number, string]> => {
    const section = document.querySelector<HTMLElement>(`section[data-cell="${cell}"]`)!;
    const figure = section.querySelector('.figure');
    const old = figure?.firstElementChild;
    let began = false;
    const from = performance.now();
    section.querySelector<HTMLElement>('[data-action="run-cell"]')!.click();
    const until = await window.probe.when(() => {
      const now = section.dataset['state']!;
      began ||= now === 'running';
      return began && (now === 'error' || (now === 'done' && (!figure || figure.firstElementChild !== old)));
    });
    return [from, until, section.dataset['state']!];
  }, name);
  if (state !== 'done') {
    const told = await page.locator(`section[data-cell="${name}"] [data-fault]`).allInnerTexts();
    throw new Error(`${name} failed: ${told.join(' ')}`);
  }
  return end - start;
}

/** Moves the first weight of the RFM cell; until a figure of other content stands. */
export async function moveWeight(page: Page, weight: number): Promise<Phase> {
  const span = await page.evaluate(async (value): Promise<[number, number]> => {
    const section = document.querySelector('section[data-cell="rfm"]')!;
    const figure = section.querySelector('.figure')!;
    const slider = section.querySelector<HTMLInputElement>('input[type="range"]')!;
    const before = figure.innerHTML;
    let last = figure.firstElementChild;
    const start = performance.now();
    slider.value = String(value);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    const end = await window.probe.when(() => {
      if (figure.firstElementChild === last) return false;
      last = figure.firstElementChild;
      return figure.innerHTML !== before;
    });
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    return [start, end];
  }, weight);
  await quiet(page);
  return phase(page, span);
}

/** Until no cell runs and what follows an edit (saving, the dictionary) has had its time. */
export async function quiet(page: Page): Promise<void> {
  await page.evaluate(() =>
    window.probe.when(() => document.querySelector('[data-state="running"], [data-state="queued"]') === null),
  );
  await page.waitForTimeout(1200);
}
