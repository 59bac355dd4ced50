import * as Comlink from 'comlink';
import { keepWorker, spawnWorker } from '../worker.ts';
import { fail, messageOf, type FaultCode, type Result } from '../result.ts';
import { seal, unseal, type Opener, type SealedTo, type Watch } from './age.ts';
import type { PackageWorker } from './api.ts';
import workerUrl from '../../workers/package.ts?worker&url';

/** Fetches the worker's text ahead; whether it is here. */
export const keepPackageWorker = (): Promise<boolean> => keepWorker(workerUrl);

type Job = (
  face: Comlink.Remote<PackageWorker>,
  onProgress: (share: number) => void,
) => Promise<Result<Blob>>;

/**
 * `seal` of `age.ts` in a worker of its own: deriving a key from a passphrase takes seconds and cannot be divided.
 * The worker ends with the work, and so do the keys in it. Where there are no workers it is done here.
 */
export const sealAside = (plain: Blob, to: SealedTo, watch: Watch = {}): Promise<Result<Blob>> =>
  typeof Worker === 'undefined'
    ? seal(plain, to, watch)
    : aside((face, told) => face.seal(plain, bare(to), told), watch, 'package-unwritable');

/** Without what a page's state wraps around its lists, which cannot be handed to a worker. */
const bare = (to: SealedTo): SealedTo => ('keys' in to ? { keys: [...to.keys] } : to);

/** `unseal` of `age.ts` in such a worker. */
export const unsealAside = (file: Blob, opener: Opener, watch: Watch = {}): Promise<Result<Blob>> =>
  typeof Worker === 'undefined'
    ? unseal(file, opener, watch)
    : aside((face, told) => face.unseal(file, opener, told), watch, 'package-damaged');

/** Faults: those of the job, `cancelled`, `engine-missing`; the given one when the worker ends without an answer. */
async function aside(job: Job, { signal, onProgress }: Watch, code: FaultCode): Promise<Result<Blob>> {
  if (signal?.aborted) return fail('cancelled');
  const spawned = await spawnWorker(workerUrl, 'cellar-package');
  if (!spawned.ok) return spawned;
  const { value: thread } = spawned;
  const done = await new Promise<Result<Blob>>((resolve) => {
    const lost = (detail: string) => resolve(fail(code, { detail }));
    if (signal?.aborted) return resolve(fail('cancelled'));
    signal?.addEventListener('abort', () => resolve(fail('cancelled')), { once: true });
    thread.addEventListener('error', (event) => lost(event.message || 'worker error'));
    job(
      Comlink.wrap<PackageWorker>(thread),
      Comlink.proxy((share: number) => onProgress?.(share)),
    ).then(resolve, (error: unknown) => lost(messageOf(error)));
  });
  thread.terminate();
  return done;
}
