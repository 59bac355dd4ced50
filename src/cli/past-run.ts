import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRunRecord, type RunRecord } from '../run/record.ts';
import { fail, faultFrom, ok, refused, type Result } from '../result.ts';

/**
 * The figures of the run that was written into this folder before, or null when there was none. Fault:
 * `cli-run-unreadable` {path}, so that a `run.json` of something else is not written over.
 */
export async function readRun(folder: string): Promise<Result<RunRecord | null>> {
  const path = join(folder, 'run.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return ok(null);
  }
  try {
    const run = readRunRecord(JSON.parse(text));
    return run ? ok(run) : fail('cli-run-unreadable', { values: { path } });
  } catch (error) {
    return refused(faultFrom(error, 'cli-run-unreadable', { path }));
  }
}
