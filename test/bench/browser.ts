import { readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { findChromium } from '../tools/chromium.mjs';
import { installProbe } from './probe.ts';
import { largestRenderer, rendererMemory } from './renderer-memory.ts';

/** One visit of a fresh profile. */
export interface Visit {
  page: Page;
  /** Every request so far: path, and the epoch milliseconds at which it began. */
  requests: () => { path: string; at: number }[];
  close(): Promise<void>;
}

export interface Chromium {
  open(url: string, marks: Record<string, string>): Promise<Visit>;
  /** Memory of the largest page process, MiB; null where the system does not tell. */
  memory(): number | null;
  /** Processor time that the page's process (all its threads) has used, ms; null where the system does not tell. */
  processorTime(): number | null;
  /** Does something and says how long the main thread's longest task meanwhile kept the processor, ms. */
  watchTasks<T>(page: Page, work: () => Promise<T>): Promise<{ value: T; longest: number }>;
  version: string;
  close(): Promise<void>;
}

export async function launch(): Promise<Chromium> {
  const mark = `--cellar-bench=${process.pid}`;
  const executablePath = findChromium();
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser: Browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [mark, '--disable-background-networking', '--disable-component-update', ...root],
  });
  return {
    version: browser.version(),
    memory: () => rendererMemory(mark),
    processorTime: () => {
      const found = largestRenderer(mark);
      return found && processorTimeOf(found.pid);
    },
    async watchTasks(page, work) {
      await browser.startTracing(page, { categories: ['-*', 'toplevel'] });
      const value = await work();
      return { value, longest: longestTask(await browser.stopTracing()) };
    },
    close: () => browser.close(),
    async open(url, marks) {
      const context: BrowserContext = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        locale: 'en-GB',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(600_000);
      await page.addInitScript(installProbe, marks);
      const seen: import('@playwright/test').Request[] = [];
      context.on('request', (request) => {
        if (request.url().startsWith('http')) seen.push(request);
      });
      page.on('pageerror', (error) => console.error('page:', error.message));
      await page.goto(url, { waitUntil: 'commit' });
      return {
        page,
        requests: () => seen.map((r) => ({ path: new URL(r.url()).pathname, at: r.timing().startTime })),
        close: () => context.close(),
      };
    },
  };
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Processor time of the thread, microseconds. */
  tdur?: number;
  args: { name?: string };
}

/** Processor time of the longest task on a page's main thread: other work on the machine does not show in it. */
function longestTask(trace: Buffer): number {
  const { traceEvents: events } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const mains = new Set(
    events.filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain').map(thread),
  );
  const tasks = events.filter((e) => e.name === 'ThreadControllerImpl::RunTask' && mains.has(thread(e)));
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur), 0) / 1000;
}

/** User and system time of a process, those of its ended threads included; a tick is 10 ms. */
function processorTimeOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
