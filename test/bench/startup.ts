import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Visit } from './browser.ts';

export interface Startup {
  /** Milliseconds from opening to the mark. */
  usable: number;
  ready: number;
  /** Compressed script asked for before the page was usable, KiB. */
  script: number;
  /** Compressed script asked for until the engine was ready (its worker included), KiB. */
  scriptAll: number;
  /** Requests until the engine was ready. */
  requestsReady: number;
  /** Requests until one second later: what is fetched ahead while the page is idle counts too. */
  requests: number;
}

const packed = new Map<string, number>();

function gzipKiB(file: string): number {
  const known = packed.get(file) ?? gzipSync(readFileSync(file)).length / 1024;
  packed.set(file, known);
  return known;
}

/** Waits for the marks `usable` and `ready` and says what it took to get there. */
export async function startup({ page, requests }: Visit, folder: string): Promise<Startup> {
  // Not waitForFunction: it evaluates text in the page, which the app's policy forbids.
  await page.evaluate(() => window.probe.marked);
  await page.waitForTimeout(1000);
  const { usable, ready, origin } = await page.evaluate(() => ({
    usable: window.probe.marks['usable']!,
    ready: window.probe.marks['ready']!,
    origin: performance.timeOrigin,
  }));
  const all = requests();
  const scripts = (until: number) => {
    const paths = new Set(
      all.filter((r) => r.path.endsWith('.js') && r.at - origin <= until).map((r) => r.path),
    );
    return [...paths].reduce((sum, path) => sum + gzipKiB(join(folder, path)), 0);
  };
  return {
    usable,
    ready,
    script: scripts(usable),
    scriptAll: scripts(ready),
    requestsReady: all.filter((r) => r.at - origin <= ready).length,
    requests: all.length,
  };
}
