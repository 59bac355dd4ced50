import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** Lets the engine have what was kept from it. */
    letRows?: () => void;
  }
}

/** Keeps the rows of a source from the engine until the returned function is called. */
export async function holdRows(page: Page, source: string): Promise<() => Promise<void>> {
  await page.evaluate((name) => {
    const post = Worker.prototype.postMessage;
    const held: (() => void)[] = [];
    Worker.prototype.postMessage = function (this: Worker, ...said: [unknown, never]) {
      const { path, argumentList } = said[0] as { path?: string[]; argumentList?: { value: unknown }[] };
      const rows = path?.join('.') === 'insertIpc' && argumentList?.[0]?.value === name;
      if (rows) held.push(() => post.apply(this, said));
      else post.apply(this, said);
    } as typeof post;
    window.letRows = () => {
      Worker.prototype.postMessage = post;
      for (const go of held.splice(0)) go();
    };
  }, source);
  return () => page.evaluate(() => window.letRows!());
}
