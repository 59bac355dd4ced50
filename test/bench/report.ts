import { cpus, loadavg, totalmem } from 'node:os';
import { growth, type Figures, type Side } from './figures.ts';
import { PEERS } from './peers.ts';

export interface ReportOptions {
  sizes: number[];
  runs: number;
  version: string;
}

interface Row {
  id: string;
  label: string;
  unit: 'ms' | 'KiB' | '' | 'MiB';
  sized: boolean;
}

const ROWS: readonly Row[] = [
  { id: 'script', label: 'script before first screen, gz', unit: 'KiB', sized: false },
  { id: 'scriptAll', label: 'script until engine ready, gz', unit: 'KiB', sized: false },
  { id: 'requestsReady', label: 'requests until engine ready', unit: '', sized: false },
  { id: 'requests', label: 'requests at first load', unit: '', sized: false },
  { id: 'usable', label: 'opened → usable', unit: 'ms', sized: false },
  { id: 'ready', label: 'opened → engine ready', unit: 'ms', sized: false },
  // Somebody has looked at the start page for five seconds; or clicks as soon as the engine is ready.
  { id: 'sample-there', label: 'sample, warm → notebook', unit: 'ms', sized: false },
  { id: 'sample-finding', label: 'sample, warm → first finding', unit: 'ms', sized: false },
  { id: 'sample', label: 'sample, warm → all cells done', unit: 'ms', sized: false },
  { id: 'sample-cold-there', label: 'sample, cold → notebook', unit: 'ms', sized: false },
  { id: 'sample-cold-finding', label: 'sample, cold → first finding', unit: 'ms', sized: false },
  { id: 'sample-cold', label: 'sample, cold → all cells done', unit: 'ms', sized: false },
  { id: 'uci', label: 'UCI CSV (47 MB) dropped → counted', unit: 'ms', sized: false },
  { id: 'import', label: 'orders CSV dropped → counted', unit: 'ms', sized: true },
  { id: 'import-looked', label: 'after a look, dropped → counted', unit: 'ms', sized: true },
  { id: 'import-events', label: 'events CSV dropped → counted', unit: 'ms', sized: true },
  { id: 'import-shown', label: 'orders CSV dropped → columns shown', unit: 'ms', sized: true },
  { id: 'import-events-shown', label: 'events CSV dropped → columns shown', unit: 'ms', sized: true },
  { id: 'confirmable', label: 'orders CSV dropped → confirmable', unit: 'ms', sized: true },
  { id: 'confirm', label: 'confirmed → all cells done', unit: 'ms', sized: true },
  { id: 'confirm-read', label: 'read 20 s, confirmed → all cells', unit: 'ms', sized: true },
  { id: 'rfm', label: 'RFM → chart', unit: 'ms', sized: true },
  { id: 'weight', label: 'RFM weight moved → chart', unit: 'ms', sized: true },
  { id: 'pareto', label: 'Pareto → chart', unit: 'ms', sized: true },
  { id: 'heatmap', label: 'weekday × hour → chart', unit: 'ms', sized: true },
  { id: 'sankey', label: 'path Sankey → chart', unit: 'ms', sized: true },
  { id: 'reopen', label: 'opened again → all cells done', unit: 'ms', sized: true },
  { id: 'reopen-sealed', label: 'the same under a passphrase', unit: 'ms', sized: true },
  { id: 'memory', label: 'page process after import', unit: 'MiB', sized: true },
];

const LEFT = 36;
const number = (value: number, digits = 0): string =>
  Number.isFinite(value)
    ? value.toFixed(value !== 0 && Math.abs(value) < 10 && digits === 0 ? 1 : digits)
    : '–';
const ratio = (value: number): string => (Number.isFinite(value) ? `${value.toFixed(2)} ×` : '–');
const line = (label: string, cells: readonly string[]): string =>
  label.padEnd(LEFT) + cells.map((cell) => cell.padStart(11)).join('');

/** Prints the tables: ratios first and foremost, then growth, the peers, and the main thread's long tasks. */
export function printReport(figures: Figures, { sizes, runs, version }: ReportOptions): void {
  const print = (text = '') => console.log(text);
  print(
    `Cellar against a bare duckdb-wasm 1.32.0 page and native DuckDB with one thread; Chromium ${version}.`,
  );
  print(
    `Medians of ${runs} interleaved runs, fresh profile each. Only ratios carry to another machine: times do not.`,
  );
  // The load of the last five minutes: of the bench itself about one and a half, the rest is others'.
  const [, load = 0] = loadavg();
  print(
    `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 1024 ** 3)} GB; load ${load.toFixed(1)}.`,
  );
  if (load > cpus().length + 1)
    print(
      `Other work kept this machine busy (load ${load.toFixed(1)}, ${cpus().length} cores): take even ratios with care.`,
    );
  print(
    'The bare page and native run the templates’ own SQL on the raw table: no cleaning, no row account, no privacy.',
  );
  for (const size of [null, ...sizes]) {
    print();
    print(
      line(size === null ? 'opening' : `${size} million rows`, [
        'app',
        'bare',
        'native',
        'app/bare',
        'app/native',
      ]),
    );
    for (const row of ROWS.filter((r) => r.sized === (size !== null))) {
      const [app, control, native] = sides(figures, row.id, size);
      const cells = [number(app), number(control), number(native), ratio(app / control), ratio(app / native)];
      if (Number.isFinite(app)) print(line(`${row.label}${row.unit ? `, ${row.unit}` : ''}`, cells));
    }
  }
  printSealed(figures, sizes);
  if (sizes.length > 1) printGrowth(figures, sizes);
  printPeers(figures);
  printLong(figures, sizes);
}

/** What a passphrase costs whoever opens a notebook again. */
function printSealed(figures: Figures, sizes: number[]): void {
  for (const size of sizes) {
    const [plain, sealed] = ['reopen', 'reopen-sealed'].map((row) => figures.of(row, size, 'app'));
    if (Number.isFinite(plain! + sealed!))
      console.log(
        `\nopened again under a passphrase, over without, ${size} million: ${ratio(sealed! / plain!)}`,
      );
  }
}

const sides = (figures: Figures, row: string, size: number | null): [number, number, number] =>
  (['app', 'control', 'native'] as Side[]).map((side) => figures.of(row, size, side)) as [
    number,
    number,
    number,
  ];

function printGrowth(figures: Figures, sizes: number[]): void {
  console.log();
  console.log(line(`growth exponent, ${sizes.join(' / ')} million`, ['app', 'bare', 'native']));
  for (const row of ROWS.filter((r) => r.sized)) {
    const cells = (['app', 'control', 'native'] as Side[]).map((side) => {
      const there = sizes.map((size) => [size, figures.of(row.id, size, side)] as const);
      return number(growth(there), 2);
    });
    if (cells[0] !== '–') console.log(line(row.label, cells));
  }
}

function printPeers(figures: Figures): void {
  console.log();
  console.log(line('best peer, over its own bare page', ['app', 'best peer', '', 'ahead']));
  for (const peer of PEERS) {
    const row = ROWS.find((r) => r.id === peer.row)!;
    const [app, control] = sides(figures, peer.row, peer.size ?? null);
    if (!Number.isFinite(app)) continue;
    const absolute = peer.compare === 'absolute';
    const ours = absolute ? app : app / control;
    const theirs = absolute ? peer.best : peer.best / peer.control;
    const shown = absolute ? number : ratio;
    console.log(line(row.label, [shown(ours), shown(theirs), peer.name, ours < theirs ? 'yes' : 'NO']));
  }
}

function printLong(figures: Figures, sizes: number[]): void {
  console.log();
  console.log(line('tasks over 50 ms on the app’s thread', ['count', 'longest ms']));
  for (const row of ROWS) {
    for (const size of row.sized ? sizes : [null]) {
      const long = figures.longOf(row.id, size);
      if (long)
        console.log(
          line(`${row.label}${size === null ? '' : `, ${size} M`}`.slice(0, LEFT - 1), [
            number(long.count),
            number(long.longest),
          ]),
        );
    }
  }
}
