import * as Comlink from 'comlink';
import parquetWasm from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { keepWorker, spawnWorker } from '../worker.ts';
import { ok, type Result } from '../result.ts';
import type { FilesWorker } from './api.ts';
import workerUrl from '../../workers/files.ts?worker&url';

export interface OpenFilesWorker {
  worker: Comlink.Remote<FilesWorker>;
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
  spare ??= start();
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
  const worker = Comlink.wrap<FilesWorker>(spawned.value);
  await worker.setup(Comlink.proxy(parquetModule));
  return ok({ worker, terminate: () => spawned.value.terminate() });
}
