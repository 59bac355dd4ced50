/** The least page that has a database: one worker, a file input, a count and a table of the last rows. */
import { tableFromIPC } from 'apache-arrow';

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
interface Answer {
  id: number;
  value?: unknown;
  error?: string;
}
const answers = new Map<number, (answer: Answer) => void>();
let last = 0;

worker.onmessage = ({ data }: MessageEvent<Answer>) => {
  answers.get(data.id)?.(data);
  answers.delete(data.id);
};

function ask<T>(op: string, ...args: unknown[]): Promise<T> {
  const id = ++last;
  worker.postMessage({ id, op, args });
  return new Promise((resolve, reject) =>
    answers.set(id, ({ value, error }) =>
      error === undefined ? resolve(value as T) : reject(new Error(error)),
    ),
  );
}

/** Runs statements in order and shows the rows of the last. */
async function run(statements: string[]): Promise<void> {
  const rows = tableFromIPC(await ask<Uint8Array>('run', statements));
  const body = document.createElement('tbody');
  for (const row of rows.toArray().slice(0, 200)) {
    const line = body.insertRow();
    for (const value of Object.values(row.toJSON())) line.insertCell().textContent = String(value);
  }
  document.querySelector('table')!.replaceChildren(body);
}

const input = document.querySelector('input')!;
input.onchange = async () => {
  document.querySelector('output')!.textContent = String(await ask<number>('importCsv', input.files![0]));
};
Object.assign(window, { control: { run } });
document.body.dataset['usable'] = '';
void ask('boot').then(() => (document.body.dataset['engine'] = 'ready'));
