import { attempt, ok, type Fault, type Result } from '../result.ts';

/**
 * A storage error as a fault: `storage-full`, `storage-newer` (written by a later Cellar),
 * `storage-unavailable` (private mode, forbidden), `storage-blocked` (another tab does not let go), `storage-locked`, `storage-deleted` (what it belongs to is gone), `storage-overtaken` (another tab has stored something newer), `storage-damaged` {name} (a sealed value that
 * does not open) or `storage-failed`, with the browser's words.
 */
export function storageFault(error: unknown): Fault {
  const { name, message } =
    error instanceof Error || error instanceof DOMException ? error : new Error(String(error));
  const detail = `${name}: ${message}`;
  if (name === 'Damaged') return { code: 'storage-damaged', values: { name: message }, detail };
  if (name === 'Deleted') return { code: 'storage-deleted' };
  if (name === 'Overtaken') return { code: 'storage-overtaken' };
  if (name === 'Locked') return { code: 'storage-locked' };
  if (name === 'Blocked') return { code: 'storage-blocked' };
  if (name === 'QuotaExceededError') return { code: 'storage-full', detail };
  if (name === 'VersionError') return { code: 'storage-newer', detail };
  if (['SecurityError', 'InvalidStateError', 'NotAllowedError', 'ReferenceError'].includes(name)) {
    return { code: 'storage-unavailable', detail };
  }
  return { code: 'storage-failed', detail };
}

/** The outcome of storage work, its errors as faults. */
export const inStorage = <T>(work: () => Promise<T>): Promise<Result<T>> =>
  attempt(async () => ok(await work()), storageFault);
