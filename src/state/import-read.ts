import type { Remote } from 'comlink';
import type { FilesWorker, Progress, Reading } from '../files/api.ts';
import { gigabytes, planMemory, WORTH_TELLING } from '../files/memory.ts';
import { corrected, knownReading } from '../files/remembered.ts';
import type { ExpectedSource } from '../notebook/document.ts';
import { fail, ok, type Fault, type Result } from '../result.ts';
import { engineService } from './engine.svelte.ts';
import type { ImportItem } from './import-item.svelte.ts';

/**
 * Reads a file with a files worker of its own and stages it in an import engine of its own, which the item
 * keeps. `expected`: the notebook's sources, whose reading and meaning it takes over where they fit;
 * `onMore` hears of the further tables of a workbook or archive.
 */
export async function readItem(
  item: ImportItem,
  expected: readonly ExpectedSource[],
  onMore: (readings: readonly Reading[]) => void,
): Promise<Result<null>> {
  const { signal } = item.abort;
  const { openFilesWorker } = await import('../files/client.ts');
  const spawned = await openFilesWorker();
  if (!spawned.ok) return spawned;
  const files: Remote<FilesWorker> = spawned.value.worker;
  const stop = () => spawned.value.terminate();
  signal.addEventListener('abort', stop);
  try {
    const known = knownReading(expected, item.file.name);
    item.hints = { ...known.hints, ...item.hints };
    item.types = { ...known.types, ...item.types };
    item.formats = { ...known.formats, ...item.formats };
    const inspected = await files.inspect(item.file, item.hints);
    if (!inspected.ok) return inspected;
    const readings = inspected.value;
    const chosen = item.part === null ? readings[0] : readings.find((r) => r.part === item.part);
    if (!chosen) return fail('file-empty');
    if (item.part === null && readings.length > 1) onMore(readings.slice(1));
    const agreed = await agreeMemory(item, chosen);
    if (!agreed.ok) return agreed;
    const reading = corrected(chosen, item);
    item.reading = reading;
    const { proxy } = await import('comlink');
    const staged = await files.stage(
      item.file,
      reading,
      proxy((progress: Progress) => void (item.progress = progress)),
    );
    if (!staged.ok) return staged;
    item.reading = { ...reading, notices: told([...reading.notices, ...(staged.value.notices ?? [])]) };
    const engine = await engineService.takeImportEngine();
    if (!engine.ok) return engine;
    item.engine = engine.value;
    const { stage } = await import('../engine/importer.ts');
    const report = await stage(engine.value, staged.value, reading, {
      signal,
      onProgress: (progress) => void (item.progress = progress),
    });
    if (!report.ok) return report;
    item.report = report.value;
    item.propose(undefined, expected);
    void item.refine();
    return ok(null);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** Tells what a big import takes before it starts; asks where it may not fit, refuses where it cannot. */
async function agreeMemory(item: ImportItem, reading: Reading): Promise<Result<null>> {
  const { size } = item.file;
  const device = (navigator as Navigator & { deviceMemory?: number }).deviceMemory;
  const packed = reading.part !== '' || /\.(gz|zip)$/i.test(item.file.name);
  const plan = planMemory(size, reading.kind, packed, device);
  item.memory = plan.needs >= WORTH_TELLING ? plan : null;
  if (plan.verdict === 'refuse') return fail('import-too-big', { values: { needs: gigabytes(plan.needs) } });
  if (plan.verdict === 'fine') return ok(null);
  const { signal } = item.abort;
  await new Promise<void>((go) => {
    item.agree = go;
    signal.addEventListener('abort', () => go(), { once: true });
  });
  item.agree = null;
  return signal.aborted ? fail('cancelled') : ok(null);
}

/** Each thing once: what the whole file shows may have been seen in its head. */
const told = (notices: readonly Fault[]): Fault[] =>
  notices.filter((notice, i) => notices.findIndex((other) => other.code === notice.code) === i);
