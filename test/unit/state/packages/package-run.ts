import type { Rows } from '../../../../src/engine/api.ts';
import type { Disclosure } from '../../../../src/disclosure/disclose.ts';
import { setTitle } from '../../../../src/notebook/edit.ts';
import { ok } from '../../../../src/result.ts';
import { freshView, type CellView } from '../../../../src/state/cell-view.svelte.ts';
import { factsOf } from '../../../../src/state/report.ts';
import type { makePackage } from '../../../../src/state/packages/make-package.ts';
import { document, table } from '../../chart/support.ts';
import { passing } from '../../support/disclosure.ts';
import { FakeEngines, notebookOf } from '../support.ts';

type Session = Parameters<typeof makePackage>[0];
export type Wish = Parameters<typeof makePackage>[1];

/** Sums of a region with the customers behind them. */
export const byRegion = (customers: number[]): Rows =>
  table({
    region: customers.map((_, i) => `region ${i}`),
    customers,
    amount: customers.map((n) => n * 100),
  });

/** An open notebook whose two cells have run: `regions` may leave, `people` has a row per customer. */
export function packageRun() {
  const engines = new FakeEngines();
  const people = table({ customer: ['C1', 'C2'], amount: [1, 2] });
  engines.engine.answer(/FROM "people"/, ok(people));
  engines.engine.answer(/FROM "regions"/, ok(byRegion([20, 30])));
  const views = new Map<string, CellView>();
  const done = (name: string, { fields, count }: Rows) =>
    views.set(name, {
      ...freshView,
      state: 'done',
      version: '1',
      output: { count, fields, chart: null, findings: null, left: [] },
    });
  done('regions', byRegion([20, 30]));
  done('people', people);
  const run = {
    engines,
    views,
    notebook: setTitle(notebookOf({ regions: 'SELECT 1', people: 'SELECT 2' }), 'Spring'),
    sources: { list: [] as { id: string; name: string }[] },
    found: passing() as Disclosure | null,
    done,
  };
  const runs = { view: (name: string) => views.get(name) ?? freshView };
  const session = {
    engines,
    runs,
    get notebook() {
      return run.notebook;
    },
    get sources() {
      return run.sources;
    },
    get facts() {
      const nothing = { reconciliation: null, comparison: null, disclosed: null, background: null };
      return factsOf({
        ...nothing,
        notebook: run.notebook,
        prepared: null,
        runs,
        sources: { list: [] },
        engineVersion: '1',
      });
    },
    disclosure: async () => run.found,
  } as unknown as Session;
  const wish = (more: Partial<Wish> = {}): Wish => ({
    notebook: run.notebook,
    lang: 'en',
    replaced: [],
    withSources: false,
    to: { passphrase: 'correct horse battery', work: 4 },
    document,
    at: '2024-04-01T12:00:00Z',
    ...more,
  });
  return { run, session, wish };
}
