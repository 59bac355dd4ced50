import { loadavg } from 'node:os';
import type { Page } from '@playwright/test';
import { rendererMemory } from '../bench/renderer-memory.ts';

/** On the browser's command line, so that its processes are told from another's. */
export const MARK = '--cellar-large';

declare global {
  interface Window {
    long: [number, number][];
  }
}

/** Runs in the page before its own scripts: notes tasks that held it up for more than 50 ms. */
export function noteLongTasks(): void {
  window.long = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.long.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });
}

export interface Phase {
  name: string;
  seconds: number;
  /** The page process at its largest, MiB. */
  memory: number | null;
  /** The longest task of the page's own thread, ms (0: none over 50). */
  longest: number;
}

/** Does one thing and notes how long it took, what the page process grew to and what held the page up. */
export async function measured(page: Page, name: string, work: () => Promise<void>): Promise<Phase> {
  let memory = rendererMemory(MARK);
  const timer = setInterval(() => {
    const now = rendererMemory(MARK);
    if (now !== null) memory = Math.max(memory ?? 0, now);
  }, 2_000);
  const from = await page.evaluate(() => performance.now());
  const start = performance.now();
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  const seconds = (performance.now() - start) / 1000;
  const longest = await page.evaluate(
    (since) => Math.max(0, ...window.long.filter(([at]) => at >= since).map(([, ms]) => ms)),
    from,
  );
  const phase = { name, seconds, memory, longest };
  console.log(
    `${name}: ${seconds.toFixed(1)} s, page process at most ${memory?.toFixed(0) ?? '?'} MiB, longest task ${longest.toFixed(0)} ms (load ${loadavg()[0]!.toFixed(1)})`,
  );
  return phase;
}
