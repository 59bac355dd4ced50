import { expect, type Page } from '@playwright/test';

/** What a reading showed while it went: each change of the bar, and of the memory's sentence. */
export interface Watched {
  /** Milliseconds, bytes, rows and place of the bar (0..100), in order. */
  steps: [number, number, number, number][];
  /** Whether memory had been spoken of when the bar first moved. */
  memoryFirst: boolean;
  memory: string | null;
}

declare global {
  interface Window {
    watched: Watched;
  }
}

/** Notes each change of the reading's bar from here on; to be called on the page that files are dropped on. */
export const watchReading = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watched: Watched = { steps: [], memoryFirst: false, memory: null };
    window.watched = watched;
    new MutationObserver(() => {
      const memory = document.querySelector('[data-memory]');
      if (memory) watched.memory = memory.textContent.replace(/\s+/g, ' ').trim();
      const bar = document.querySelector<HTMLProgressElement>('progress[data-bytes]');
      if (!bar) return;
      if (watched.steps.length === 0) watched.memoryFirst = memory !== null;
      const step = [Number(bar.dataset['bytes']), Number(bar.dataset['rows']), bar.value] as const;
      const last = watched.steps.at(-1);
      if (step.some((value, i) => value !== last?.[i + 1])) watched.steps.push([performance.now(), ...step]);
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });

/** Expects the bar to have moved on steadily: never back, and `least` times or more in bytes and in rows. */
export function expectSteady({ steps }: Watched, least: number): void {
  for (const column of [1, 2] as const)
    expect(
      new Set(steps.map((step) => step[column]).filter((value) => value > 0)).size,
    ).toBeGreaterThanOrEqual(least);
  for (const column of [2, 3] as const) {
    const shown = steps.map((step) => step[column]);
    expect(shown).toEqual(shown.toSorted((a, b) => a - b));
  }
}
