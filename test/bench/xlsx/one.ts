/** One reader over files, in a process of its own: `node one.mjs <reader> time <file>` or `… cells <file> …`. Answers in JSON. */
import { readFileSync } from 'node:fs';
import { READERS } from './readers.ts';

const [name = '', mode, ...paths] = process.argv.slice(2);

export interface Timed {
  ms: number;
  /** The process at its largest, MiB; null where the system does not tell. */
  mib: number | null;
  rows: number;
  /** Characters of all cells, so that readers which read the same can be seen to. */
  characters: number;
}

/** Rows of each file as the reader told them, or why it could not. */
export type Told = ({ rows: [number, (string | null)[]][] } | { error: string })[];

const read = await READERS[name]!();
if (mode === 'time') {
  let [rows, characters] = [0, 0];
  const start = performance.now();
  await read(paths[0]!, (_, cells) => {
    rows += 1;
    for (const cell of cells) characters += cell?.length ?? 0;
  });
  const ms = performance.now() - start;
  answer({ ms, mib: peak(), rows, characters } satisfies Timed);
} else {
  const told: Told = [];
  for (const path of paths) {
    const rows: [number, (string | null)[]][] = [];
    try {
      await read(path, (row, cells) => void rows.push([row, Array.from(cells, (cell) => cell ?? null)]));
      told.push({ rows });
    } catch (error) {
      told.push({ error: error instanceof Error ? error.message : String(error) });
    }
  }
  answer(told);
}

function answer(value: unknown): void {
  process.stdout.write(JSON.stringify(value), () => process.exit(0));
}

function peak(): number | null {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024;
  } catch {
    return null;
  }
}
