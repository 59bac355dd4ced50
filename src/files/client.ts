import * as Comlink from 'comlink';
import parquetWasm from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { keepWorker, spawnWorker } from '../worker.ts';
import { fail, faultFrom, ok, refused, type Result } from '../result.ts';
import type { FilesWorker } from './api.ts';
import workerUrl from '../../workers/files.ts?worker&url';

export interface OpenFilesWorker {
  /**
   * Answers whatever becomes of the worker: `cancelled` when it is ended, `file-unreadable` when it dies by itself.
   * Callbacks and what is given away are marked with Comlink's `proxy` and `transfer`.
   */
  worker: Pick<FilesWorker, 'inspect' | 'glance' | 'stage' | 'writeParquet'>;
  /** Kills the worker and whatever it is reading. */
  terminate(): void;
}

let wasm: Promise<Blob> | null = null;

/** The Parquet decoder's module, fetched once for the page; tried afresh after a failure. Rejects with the reason. */
function parquetModule(): Promise<Blob> {
  wasm ??= fetch(new URL(parquetWasm, document.baseURI).href).then(async (response) => {
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.blob();
  });
  wasm.catch(() => (wasm = null));
  return wasm;
}

/** Fetches ahead what files workers are made of, so that they start when the page fetches nothing any more; whether it is here. */
export async function keepFilesWorker(): Promise<boolean> {
  const [worker, module] = await Promise.all([
    keepWorker(workerUrl),
    parquetModule().then(
      () => true,
      () => false,
    ),
  ]);
  return worker && module;
}

let spare: Promise<Result<OpenFilesWorker>> | null = null;

/** Starts a worker ahead of the next file, so that a drop need not wait for its script. */
export function warmFilesWorker(): void {
  if (spare) return;
  const starting = (spare = start());
  // One that could not be started is tried afresh by whoever needs it.
  void starting.then(({ ok }) => {
    if (!ok && spare === starting) spare = null;
  });
}

/** A files worker for one file; its owner terminates it when the file is read. Fault `engine-missing`. */
export function openFilesWorker(): Promise<Result<OpenFilesWorker>> {
  const worker = spare ?? start();
  spare = null;
  return worker;
}

async function start(): Promise<Result<OpenFilesWorker>> {
  const spawned = await spawnWorker(workerUrl, 'cellar-files');
  if (!spawned.ok) return spawned;
  const { value: thread } = spawned;
  let end: (why: Result<never>) => void = () => {};
  const ended = new Promise<Result<never>>((resolve) => (end = resolve));
  const terminate = () => {
    thread.terminate();
    end(fail('cancelled'));
  };
  const lost = (detail: string) => end(fail('file-unreadable', { detail }));
  thread.addEventListener('error', ({ message }) => lost(message));
  thread.addEventListener('messageerror', () => lost('unreadable message'));
  // A worker that has gone never answers.
  const answered = <T>(answer: Promise<Result<T>>): Promise<Result<T>> =>
    Promise.race([answer.catch((error: unknown) => refused(faultFrom(error, 'file-unreadable'))), ended]);
  const face = Comlink.wrap<FilesWorker>(thread);
  const ready = await answered(face.setup(Comlink.proxy(parquetModule)).then(ok));
  if (!ready.ok) {
    terminate();
    return ready;
  }
  const worker: OpenFilesWorker['worker'] = {
    inspect: (file, hints) => answered(face.inspect(file, hints)),
    glance: (file, hints) => answered(face.glance(file, hints)),
    stage: (file, reading, onProgress) => answered(face.stage(file, reading, onProgress)),
    writeParquet: (ipc) => answered(face.writeParquet(ipc)),
  };
  return ok({ worker, terminate });
}
