import { cpus, loadavg } from 'node:os';
import type { EntityName } from '../../src/entity/catalogue.ts';
import type { Phase } from './app-page.ts';
import type { Took } from './native-cells.ts';

/** What was measured of one template. */
export interface TemplateFigures {
  id: string;
  /** From pressing run until the figure stands and the findings are there. */
  app: Took;
  native: Took;
  /** Processor time of the longest task on the page's main thread until all is quiet again, ms. */
  longest: number;
}

interface Circumstances {
  size: number;
  rows: Record<EntityName, number>;
  all: Phase;
  memory: number | null;
  version: string;
}

/** More than this many times native DuckDB is looked into. */
const LOOK_FROM = 4;
/** A task longer than this many milliseconds is felt. */
const LONG = 50;

/** Prints the table, slowest ratio first, and what stands out of it. */
export function printTemplates(figures: readonly TemplateFigures[], it: Circumstances): void {
  const print = (text = '') => console.log(text);
  const counts = Object.entries(it.rows).map(([entity, n]) => `${n.toLocaleString('en')} ${entity}`);
  print(
    `Every template in the page against the same statements on native DuckDB with one thread; Chromium ${it.version}.`,
  );
  print(`${counts.join(', ')}. Default parameters, least of the runs.`);
  print(
    'Ratios are of processor time, all threads of the page’s process: work of others on the machine does not show in it.',
  );
  const [, load = 0] = loadavg();
  print(
    `Load ${load.toFixed(1)} on ${cpus().length} cores: above that number the milliseconds by the clock are those of a busy machine.`,
  );
  print(
    `Cleaned and all cells run: ${(it.all.ms / 1000).toFixed(1)} s` +
      (it.memory === null ? '.' : `; page process ${it.memory.toFixed(0)} MiB.`),
  );
  print();
  const heads = ['app cpu ms', 'native cpu ms', 'ratio', 'app ms', 'native ms', 'longest task ms'];
  print(`${'template'.padEnd(22)}${heads.map((h) => h.padStart(17)).join('')}`);
  const ratio = ({ app, native }: TemplateFigures) => app.cpu / native.cpu;
  for (const figure of [...figures].sort((a, b) => ratio(b) - ratio(a))) {
    const { id, app, native, longest } = figure;
    const numbers = [app.cpu, native.cpu, app.ms, native.ms, longest].map((n) => n.toFixed(0));
    const cells = [...numbers.slice(0, 2), `${ratio(figure).toFixed(2)} ×`, ...numbers.slice(2)];
    const marks = [ratio(figure) > LOOK_FROM ? '> 4 ×' : '', longest > LONG ? 'long task' : ''].filter(
      Boolean,
    );
    print(`${id.padEnd(22)}${cells.map((c) => c.padStart(17)).join('')}  ${marks.join(', ')}`.trimEnd());
  }
}
