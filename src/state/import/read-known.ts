import type { StagedText } from '../../files/api.ts';
import type { KnownFile } from '../../import/known-file.ts';
import type { StageReport } from '../../import/stage/importer.ts';
import { fail, type Result } from '../../result.ts';
import type { Attempt, ImportItem } from './import-item.svelte.ts';
import type { ImportTools } from './tools.ts';

/**
 * Stages a gzipped file of which all is known: nothing is looked for in it, and no reader is started for it.
 * `onLost` hears when the engine that the item keeps is lost. Fault `file-damaged` when it is another file.
 */
export async function readKnown(
  { file }: ImportItem,
  { reading, bytes, staged, profile }: KnownFile,
  { signal, tell }: Attempt,
  tools: ImportTools,
  onLost: () => void,
): Promise<Result<StageReport>> {
  const engine = tools.openTable(true, onLost);
  const text = await unpacked(file);
  const opened = await engine;
  if (!opened.ok) return opened;
  if (text?.size !== bytes || signal.aborted) {
    opened.value.close();
    return fail(signal.aborted ? 'cancelled' : 'file-damaged');
  }
  tell({ type: 'stage', reading, memory: null, bytes });
  tell({ type: 'engine', table: opened.value });
  const whole: StagedText = { ...staged, blob: text };
  return opened.value.stage(whole, reading, { signal, profile });
}

async function unpacked(file: File): Promise<Blob | null> {
  try {
    return await new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).blob();
  } catch {
    return null;
  }
}
