import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** How many elements there were of each kind after each task that changed the page. */
    drawing: Record<string, number[]>;
  }
}

/** Counts from now on, after each task, what it has drawn of some kinds: what one task adds is told together. */
export const watchDrawing = (page: Page, kinds: readonly string[]): Promise<void> =>
  page.evaluate((wanted) => {
    const counted = wanted.map((kind): [string, number[]] => [
      kind,
      [document.querySelectorAll(kind).length],
    ]);
    window.drawing = Object.fromEntries(counted);
    new MutationObserver(() => {
      for (const [kind, counts] of counted) counts.push(document.querySelectorAll(kind).length);
    }).observe(document, { subtree: true, childList: true });
  }, kinds);

/** How many of a kind the first task that drew any since then has drawn, and the most that one has. */
export async function drawn(page: Page, kind: string): Promise<{ first: number; most: number }> {
  const counts = await page.evaluate((of) => window.drawing[of]!, kind);
  const added = counts.slice(1).map((count, i) => count - counts[i]!);
  return { first: added.find((count) => count > 0) ?? 0, most: Math.max(...added) };
}
