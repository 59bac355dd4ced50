import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { retailXlsx } from '../../large/make.ts';
import { writeRawWorkbook } from '../../tools/workbook.ts';
import { median } from '../figures.ts';
import { FEATURES, rightCells } from './features.ts';
import type { Timed, Told } from './one.ts';

const OURS = 'Cellar';
const NAMES = [OURS, '@e965/xlsx', 'hucre', 'read-excel-file'] as const;

interface Compared {
  file: string;
  rows: number;
  /** By reader; null where it failed. */
  readers: Record<string, { ms: number; mib: number | null; rows: number } | null>;
}

const run = promisify(execFile);

/**
 * Our reader of XLSX against others on the same files, each reading in a process of its own: time and memory over
 * a process that reads nothing, and cells right of all. Every reader hands over each row's cells as text.
 */
export async function benchXlsx({ sizes, runs }: { sizes: readonly number[]; runs: number }): Promise<void> {
  const temp = mkdtempSync(join(tmpdir(), 'cellar-xlsx-'));
  try {
    await compare(temp, sizes, runs);
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

const say = (text: string): void => console.error(text);

async function compare(temp: string, sizes: readonly number[], runs: number): Promise<void> {
  const one = await bundle(temp);
  const ask = async <T>(reader: string, mode: string, paths: string[]): Promise<T> => {
    const { stdout } = await run(
      process.execPath,
      ['--max-old-space-size=8192', one, reader, mode, ...paths],
      {
        maxBuffer: 64 * 1024 ** 2,
      },
    );
    return JSON.parse(stdout) as T;
  };
  const compared: Compared[] = [];
  let empty = 0;
  for (const size of sizes)
    for (const strings of ['shared', 'inline'] as const) {
      say(`workbook of ${size} rows, ${strings} strings …`);
      const file = await retailXlsx(temp, `retail_${size}_${strings}.xlsx`, size, { strings });
      empty ||= (await ask<Timed>('none', 'time', [file.path])).mib ?? 0;
      const readers: Compared['readers'] = {};
      for (const name of NAMES) {
        const timed: Timed[] = [];
        try {
          for (let i = 0; i < runs; i++) timed.push(await ask<Timed>(name, 'time', [file.path]));
        } catch (error) {
          say(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
        }
        readers[name] = timed.length
          ? {
              ms: median(timed.map((t) => t.ms)),
              mib: timed[0]!.mib === null ? null : median(timed.map((t) => t.mib! - empty)),
              rows: timed[0]!.rows,
            }
          : null;
      }
      compared.push({ file: `${size} rows, ${strings} strings`, rows: file.rows, readers });
      rmSync(file.path);
    }
  const paths = FEATURES.map((_, i) => join(temp, `feature_${i}.xlsx`));
  for (const [i, { workbook }] of FEATURES.entries()) await writeRawWorkbook(paths[i]!, workbook);
  const told = new Map<string, Told>();
  for (const name of NAMES) told.set(name, await ask<Told>(name, 'cells', paths));
  print(compared, told);
}

async function bundle(temp: string): Promise<string> {
  const outDir = join(temp, 'xlsx');
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('one.ts', import.meta.url)),
      outDir,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'one.mjs' } },
    },
  });
  return join(outDir, 'one.mjs');
}

const line = (label: string, cells: readonly string[]) =>
  label.padEnd(40) + cells.map((cell) => cell.padStart(17)).join('');
const ratio = (value: number) => (Number.isFinite(value) ? `${value.toFixed(2)} ×` : '–');

function print(compared: readonly Compared[], told: ReadonlyMap<string, Told>): void {
  console.log();
  console.log(
    'XLSX readers on the same files, a process each (Node); over ours: above 1 is slower, or larger.',
  );
  console.log(line('time', NAMES));
  for (const { file, rows, readers } of compared)
    console.log(
      line(
        file,
        NAMES.map((name) => {
          const it = readers[name];
          if (!it) return 'failed';
          // One row more than the data: the header's.
          return it.rows === rows + 1 ? ratio(it.ms / readers[OURS]!.ms) : `${it.rows - 1} rows!`;
        }),
      ),
    );
  console.log();
  console.log(line('memory at its largest', NAMES));
  for (const { file, readers } of compared)
    console.log(
      line(
        file,
        NAMES.map((name) => ratio((readers[name]?.mib ?? NaN) / (readers[OURS]?.mib ?? NaN))),
      ),
    );
  console.log();
  console.log(line('cells right', NAMES));
  const sums = NAMES.map(() => ({ right: 0, of: 0 }));
  for (const [i, feature] of FEATURES.entries())
    console.log(
      line(
        feature.name,
        NAMES.map((name, r) => {
          const answer = told.get(name)![i]!;
          const { right, of } = rightCells(feature, new Map('rows' in answer ? answer.rows : []));
          const failed = 'error' in answer;
          sums[r]!.right += failed ? 0 : right;
          sums[r]!.of += of;
          return failed ? 'refused' : `${right} of ${of}`;
        }),
      ),
    );
  console.log(
    line(
      'all',
      sums.map(({ right, of }) => `${right} of ${of}`),
    ),
  );
  const right = NAMES.filter((_, r) => sums[r]!.right === sums[r]!.of);
  const total = (name: string) =>
    compared.reduce((sum, { readers }) => sum + (readers[name]?.ms ?? Infinity), 0);
  const quickest = right.toSorted((a, b) => total(a) - total(b))[0];
  console.log(`Quickest of those that read every cell right: ${quickest ?? 'none'}.`);
}
