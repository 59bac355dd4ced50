import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  APP_MARKS,
  confirm,
  confirmable,
  dropFile,
  lookAround,
  moveWeight,
  openSample,
  runCell,
} from './app-page.ts';
import { launch, type Chromium } from './browser.ts';
import { buildPages } from './build.ts';
import { CONTROL_MARKS, dropOnControl, runOnControl } from './control-page.ts';
import { generate, uciFile, type DataFile } from './data.ts';
import { Figures } from './figures.ts';
import { HEADERS } from '../../src/offline/headers.ts';
import { openNative } from './native.ts';
import { reopening } from './reopening.ts';
import { printReport } from './report.ts';
import { serve } from './server.ts';
import { bareEntities, cellStatements, notebookStatements } from './sql.ts';
import { startup } from './startup.ts';

export interface BenchOptions {
  /** Millions of rows. */
  sizes: number[];
  runs: number;
  /** Leaves out what is not of the table of aims: the reference file. */
  quick: boolean;
  /** Where to write the figures as JSON, or null. */
  save: string | null;
}

/** Analyses that are run by themselves: the row, the template, and what feeds it. */
const ANALYSES = [
  { row: 'rfm', template: 'rfm', kind: 'orders' },
  { row: 'pareto', template: 'pareto', kind: 'orders' },
  { row: 'heatmap', template: 'activity-heatmap', kind: 'orders' },
  { row: 'sankey', template: 'path-sankey', kind: 'events' },
] as const;

/** Millions of rows that are kept and opened again, without and with a passphrase. */
const AGAIN = 1;

/** Weights that recency is moved to, one after the other; far apart, so that each changes the figure. */
const WEIGHTS = [0.6, 0.2, 0.75, 0.4, 0.9];
const weightParams = (recency: number) => ({
  weights: { r: recency, f: ((1 - recency) * 4) / 7, m: ((1 - recency) * 3) / 7 },
});

interface Bench {
  chromium: Chromium;
  app: string;
  control: string;
  folders: { app: string; control: string };
  figures: Figures;
}

/** Builds, generates, measures (app, bare page and native in turn, so that all meet the same weather) and prints. */
export async function bench({ sizes, runs, quick, save }: BenchOptions): Promise<void> {
  const temp = mkdtempSync(join(tmpdir(), 'cellar-bench-'));
  const closing: (() => unknown)[] = [() => rmSync(temp, { recursive: true, force: true })];
  try {
    say('building …');
    const folders = await buildPages(temp);
    const app = await serve(folders.app, HEADERS);
    const control = await serve(folders.control);
    const chromium = await launch();
    closing.unshift(app.close, control.close, chromium.close);
    const figures = new Figures();
    const it: Bench = { chromium, app: app.url, control: control.url, folders, figures };
    const uci = quick ? null : await uciFile(temp);
    for (const size of sizes) {
      say(`generating ${size} million orders and events …`);
      const files = await generate(temp, Math.round(size * 1e6));
      for (let run = 1; run <= runs; run++) {
        say(`${size} million, run ${run} of ${runs} …`);
        await onceControl(it, size, files);
        await onceApp(it, size, files, run);
        await onceNative(it, size, files);
        if (uci && size === sizes[0]) await onceUci(it, uci);
        if (size === sizes[0]) await onceSample(it);
        if (size === AGAIN) await onceAgain(it, files.orders);
      }
      for (const file of [files.orders, files.events]) rmSync(file.path);
    }
    printReport(figures, { sizes, runs, version: chromium.version });
    if (save) writeFileSync(save, JSON.stringify(figures, null, 1));
  } finally {
    for (const close of closing) await close();
  }
}

/** Confirmed at once, and by somebody who has read what the columns mean: the others do the same in both. */
const CONFIRMED = ['confirm', 'confirm-read'];

/** The row of a drop at once; of orders also that of somebody who has looked first: the others do the same in both. */
const IMPORTED = { orders: ['import', 'import-looked'], events: ['import-events'] } as const;

interface Files {
  orders: DataFile;
  events: DataFile;
}

async function onceApp({ chromium, app, folders, figures }: Bench, size: number, files: Files, run: number) {
  for (const kind of ['orders', 'events'] as const) {
    const visit = await chromium.open(`${app}?lang=en`, APP_MARKS);
    const { page } = visit;
    const start = await startup(visit, folders.app);
    for (const [row, value] of Object.entries(start)) figures.add(row, null, 'app', value);
    const dropped = await dropFile(page, files[kind]);
    const [row] = IMPORTED[kind];
    figures.addPhase(row, size, dropped.counted);
    figures.addPhase(`${row}-shown`, size, dropped.shown);
    if (kind === 'orders')
      figures.add('confirmable', size, 'app', dropped.shown.ms + (await confirmable(page)));
    const confirmed = await confirm(page);
    if (kind === 'orders') figures.addPhase('confirm', size, confirmed);
    const memory = chromium.memory();
    if (memory !== null && kind === 'orders') figures.add('memory', size, 'app', memory);
    for (const { row, template } of ANALYSES.filter((a) => a.kind === kind))
      figures.addPhase(row, size, await runCell(page, template));
    if (kind === 'orders')
      for (const weight of [0, 1, 2].map((i) => WEIGHTS[(i + run * 3) % WEIGHTS.length]!))
        figures.addPhase('weight', size, await moveWeight(page, weight));
    await visit.close();
  }
}

async function onceControl({ chromium, control, folders, figures }: Bench, size: number, files: Files) {
  for (const kind of ['orders', 'events'] as const) {
    const visit = await chromium.open(control, CONTROL_MARKS);
    const { page } = visit;
    const start = await startup(visit, folders.control);
    for (const [row, value] of Object.entries(start)) figures.add(row, null, 'control', value);
    const counted = await dropOnControl(page, files[kind]);
    for (const row of IMPORTED[kind]) figures.add(row, size, 'control', counted);
    const entities = await runOnControl(page, bareEntities(kind, 'source'));
    const all = kind === 'orders' ? entities + (await runOnControl(page, notebookStatements())) : 0;
    if (kind === 'orders') for (const row of CONFIRMED) figures.add(row, size, 'control', all);
    const memory = chromium.memory();
    if (memory !== null && kind === 'orders') figures.add('memory', size, 'control', memory);
    for (const { row, template } of ANALYSES.filter((a) => a.kind === kind))
      figures.add(row, size, 'control', await runOnControl(page, cellStatements(template)));
    if (kind === 'orders')
      for (const weight of WEIGHTS.slice(0, 3))
        figures.add(
          'weight',
          size,
          'control',
          await runOnControl(page, cellStatements('rfm', weightParams(weight))),
        );
    await visit.close();
  }
}

async function onceNative({ figures }: Bench, size: number, files: Files) {
  for (const kind of ['orders', 'events'] as const) {
    const native = await openNative();
    const counted = await native.importCsv(files[kind].path, 'source');
    for (const row of IMPORTED[kind]) figures.add(row, size, 'native', counted);
    const entities = await native.run(bareEntities(kind, 'source'));
    const all = kind === 'orders' ? entities + (await native.run(notebookStatements())) : 0;
    if (kind === 'orders') for (const row of CONFIRMED) figures.add(row, size, 'native', all);
    for (const { row, template } of ANALYSES.filter((a) => a.kind === kind))
      figures.add(row, size, 'native', await native.run(cellStatements(template)));
    if (kind === 'orders')
      for (const weight of WEIGHTS.slice(0, 3))
        figures.add('weight', size, 'native', await native.run(cellStatements('rfm', weightParams(weight))));
    native.close();
  }
}

async function onceSample({ chromium, app, folders, figures }: Bench) {
  for (const row of ['sample', 'sample-cold']) {
    const visit = await chromium.open(`${app}?lang=en`, APP_MARKS);
    await startup(visit, folders.app);
    if (row === 'sample') await lookAround(visit.page);
    const { there, finding, all } = await openSample(visit.page);
    figures.add(`${row}-there`, null, 'app', there);
    figures.add(`${row}-finding`, null, 'app', finding);
    figures.addPhase(row, null, all);
    await visit.close();
  }
}

async function onceAgain({ chromium, app, figures }: Bench, file: DataFile) {
  const { dropped, confirmed, plain, sealed } = await reopening(chromium, app, file);
  figures.addPhase('import-looked', AGAIN, dropped.counted);
  figures.addPhase('confirm-read', AGAIN, confirmed);
  figures.add('reopen', AGAIN, 'app', plain);
  figures.add('reopen-sealed', AGAIN, 'app', sealed);
}

async function onceUci({ chromium, app, control, folders, figures }: Bench, file: DataFile) {
  const bare = await chromium.open(control, CONTROL_MARKS);
  await startup(bare, folders.control);
  figures.add('uci', null, 'control', await dropOnControl(bare.page, file));
  await bare.close();
  const visit = await chromium.open(`${app}?lang=en`, APP_MARKS);
  await startup(visit, folders.app);
  figures.addPhase('uci', null, (await dropFile(visit.page, file)).counted);
  await visit.close();
  const native = await openNative();
  figures.add('uci', null, 'native', await native.importCsv(file.path, 'source'));
  native.close();
}

const say = (text: string): void => console.error(text);
