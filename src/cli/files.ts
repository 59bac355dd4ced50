import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { attempt, faultFrom, ok, type Result } from '../result.ts';

/** A file of this machine as the files worker's modules take it: read piece by piece, never as a whole. */
export async function openFile(path: string): Promise<Result<File>> {
  return attempt(
    async () => {
      const blob = await openAsBlob(path);
      await blob.slice(0, 1).arrayBuffer(); // a folder opens, but cannot be read
      return ok(Object.defineProperty(blob, 'name', { value: basename(path) }) as File);
    },
    (error) => faultFrom(error, 'cli-file-unreadable', { path }),
  );
}
