import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Scope {
  /** What is looked at; the whole page when absent. */
  within?: string;
  /** These rules alone. */
  rules?: string[];
}

/** What axe finds wrong with a page as it stands: rule, element, why. */
export async function violations(page: Page, { within, rules }: Scope = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  const options: RunOptions = {
    resultTypes: ['violations'],
    runOnly: rules ? { type: 'rule', values: rules } : { type: 'tag', values: STANDARD },
  };
  return page.evaluate(
    async ({ within, options }) => {
      const { axe } = window as unknown as {
        axe: { run(context: unknown, options: RunOptions): Promise<AxeResults> };
      };
      // What a size decides (a frame that scrolls takes the focus) is known once the page has been drawn, and what
      // that changes is drawn in turn: nothing has changed for three frames.
      await new Promise<void>((resting) => {
        let left = 3;
        const changes = new MutationObserver(() => (left = 3));
        changes.observe(document, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
        const frame = () => {
          if (left-- > 0) return requestAnimationFrame(frame);
          changes.disconnect();
          return resting();
        };
        frame();
      });
      const found = await axe.run(within ?? document, options);
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
      );
    },
    { within, options },
  );
}
