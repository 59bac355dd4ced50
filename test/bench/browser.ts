import { readdirSync, readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { findChromium } from '../tools/chromium.mjs';
import { installProbe } from './probe.ts';

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
    memory: () => largestRenderer(mark),
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

/** Resident memory of the largest renderer below the browser that carries `mark`, from /proc. */
function largestRenderer(mark: string): number | null {
  try {
    const all = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const status = readFileSync(`/proc/${pid}/status`, 'utf8');
          const number = (field: string) =>
            Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
          return [
            {
              pid: Number(pid),
              parent: number('PPid'),
              kib: number('VmRSS'),
              line: readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
            },
          ];
        } catch {
          return []; // ended meanwhile
        }
      });
    const parents = new Map(all.map((p) => [p.pid, p]));
    const isOurs = (pid: number): boolean => {
      const it = parents.get(pid);
      if (!it) return false;
      return (it.line.includes(mark) && !it.line.includes('--type=')) || isOurs(it.parent);
    };
    const sizes = all.filter((p) => p.line.includes('--type=renderer') && isOurs(p.parent)).map((p) => p.kib);
    return sizes.length ? Math.max(...sizes) / 1024 : null;
  } catch {
    return null;
  }
}
