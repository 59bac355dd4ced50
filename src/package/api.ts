import type { Result } from '../result.ts';
import type { Opener, SealedTo } from './age.ts';

/** What the worker of packages does; `seal` and `unseal` of `age.ts`, on a thread that may be held up and ended. */
export interface PackageWorker {
  seal(plain: Blob, to: SealedTo, onProgress: (share: number) => void): Promise<Result<Blob>>;
  unseal(file: Blob, opener: Opener, onProgress: (share: number) => void): Promise<Result<Blob>>;
}
