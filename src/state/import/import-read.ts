import type { Remote } from 'comlink';
import type { FilesWorker, Progress, Reading } from '../../files/api.ts';
import { whatIsTold } from '../../import/notices.ts';
import { joinedProgress } from '../../import/progress.ts';
import { gigabytes, hopeless, isPacked, planMemory, WORTH_TELLING } from '../../import/memory.ts';
import { recognise } from '../../import/recognise.ts';
import { corrected } from '../../import/remembered.ts';
import type { ExpectedSource } from '../../entity/source.ts';
import { fail, ok, type Result } from '../../result.ts';
import { engineService } from '../engine.svelte.ts';
import type { ImportItem } from './import-item.svelte.ts';

export interface ReadOptions {
  /** The notebook's sources, whose reading and meaning the file takes over where they fit. */
  expected: readonly ExpectedSource[];
  /** Not in an engine that other files share. */
  alone: boolean;
  /** What it is and means has been said already. */
  known: boolean;
  /** Hears of the further tables of a workbook or archive. */
  onMore: (readings: readonly Reading[]) => void;
  /** Hears when the engine that the item keeps is lost. */
  onLost: () => void;
}

/**
 * Reads a file with a files worker of its own and stages it in an import engine, which the item keeps: of its
 * own for a big one, small ones share theirs.
 */
export async function readItem(
  item: ImportItem,
  { expected, alone, known, onMore, onLost }: ReadOptions,
): Promise<Result<null>> {
  const { signal } = item.abort;
  const tooBig = /\.zip$/i.test(item.file.name) ? null : hopeless(item.file.size, deviceMemory());
  if (tooBig) return fail('import-too-big', { values: { needs: gigabytes(tooBig.needs) } });
  const { openFilesWorker } = await import('../../files/client.ts');
  const spawned = await openFilesWorker();
  if (!spawned.ok) return spawned;
  const files: Remote<FilesWorker> = spawned.value.worker;
  const stop = () => spawned.value.terminate();
  signal.addEventListener('abort', stop);
  try {
    const inspected = await recognise(
      // Asked once: what was corrected since then holds.
      item.reading ? [] : expected,
      item.file.name,
      item.part,
      (hints) => files.inspect(item.file, hints),
      item.hints,
    );
    if (!inspected.ok) return inspected;
    const { readings, remembered } = inspected.value;
    item.hints = { ...remembered.hints, ...item.hints };
    item.types = { ...remembered.types, ...item.types };
    item.formats = { ...remembered.formats, ...item.formats };
    const chosen = item.part === null ? readings[0] : readings.find((r) => r.part === item.part);
    if (!chosen) return fail('file-empty');
    if (item.part === null && readings.length > 1) onMore(readings.slice(1));
    const agreed = await agreeMemory(item, chosen);
    if (!agreed.ok) return agreed;
    const reading = corrected(chosen, item);
    item.reading = reading;
    const { proxy } = await import('comlink');
    const joined = joinedProgress(reading.kind);
    item.progress = { bytes: 0, totalBytes: item.file.size, rows: 0, share: 0 };
    const staged = await files.stage(
      item.file,
      reading,
      proxy((progress: Progress) => void (item.progress = joined('convert', progress))),
    );
    if (!staged.ok) return staged;
    const notices = whatIsTold(reading.notices, staged.value.notices);
    const columns = ('columns' in staged.value && staged.value.columns) || reading.columns;
    const whole = corrected({ ...reading, columns, notices }, item);
    item.reading = whole;
    const small = !alone && item.memory === null;
    const engine = await engineService.takeImportEngine(small, onLost);
    if (!engine.ok) return engine;
    item.engine = engine.value;
    const { stage } = await import('../../import/stage/importer.ts');
    const report = await stage(engine.value, staged.value, whole, {
      signal,
      onProgress: (progress) => void (item.progress = joined('stage', progress)),
    });
    if (!report.ok) return report;
    item.report = report.value;
    if (!known) item.propose(undefined, expected);
    void item.refine();
    return ok(null);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** What the browser says the machine has, in GB, where it says so. */
const deviceMemory = (): number | undefined =>
  (navigator as Navigator & { deviceMemory?: number }).deviceMemory;

/** Tells what a big import takes before it starts; asks where it may not fit, refuses where it cannot. */
async function agreeMemory(item: ImportItem, reading: Reading): Promise<Result<null>> {
  const { size } = item.file;
  const compressed = await isPacked(item.file);
  const plan = planMemory(size, reading.kind, compressed, deviceMemory());
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
