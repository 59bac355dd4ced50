import type { ExpectedSource } from '../../entity/source.ts';
import type { Reading, TextReading } from '../../files/api.ts';
import { gigabytes, hopeless, isPacked, planMemory, WORTH_TELLING } from '../../import/memory.ts';
import type { MemoryPlan } from '../../import/memory.ts';
import { whatIsTold } from '../../import/notices.ts';
import { joinedProgress } from '../../import/progress.ts';
import { recognise } from '../../import/recognise.ts';
import { corrected } from '../../import/remembered.ts';
import type { StageReport } from '../../import/stage/importer.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { ImportItem } from './import-item.svelte.ts';
import type { Attempt } from './item-state.ts';
import type { Readers } from './readers.ts';
import type { FileReader, ImportTools } from './tools.ts';

export interface ReadOptions {
  /** The notebook's sources, whose reading the file takes over where they fit. */
  expected: readonly ExpectedSource[];
  readers: Readers;
  /** Not in an engine that other files share. */
  alone: boolean;
  /** Hears of the further tables of a workbook or archive. */
  onMore: (readings: readonly Reading[]) => void;
  /** Hears when the engine that the item keeps is lost. */
  onLost: () => void;
}

/**
 * Reads a file with one of the readers and stages it in an import engine, which the item keeps: of its own for
 * a big one, small ones share theirs. Tells `attempt` how far it has come, all but the end.
 */
export async function readItem(
  item: ImportItem,
  attempt: Attempt,
  tools: ImportTools,
  options: ReadOptions,
): Promise<Result<StageReport>> {
  const { readers } = options;
  const tooBig = /\.zip$/i.test(item.file.name) ? null : hopeless(item.file.size, tools.deviceMemory);
  if (tooBig) return refused(tooBig);
  const opened = await readers.open();
  if (!opened.ok) return opened;
  const reader = opened.value;
  const stop = () => reader.close();
  attempt.signal.addEventListener('abort', stop);
  let rests = false;
  try {
    if (attempt.signal.aborted) return fail('cancelled');
    const chosen = await look(item, reader, options, attempt.signal);
    if (!chosen.ok) return chosen;
    const agreed = await agreeMemory(item, chosen.value.found, attempt, tools);
    if (!agreed.ok) return agreed;
    const staged = await stageItem(item, attempt, tools, options, {
      reader,
      ...chosen.value,
      ...agreed.value,
    });
    // What reads other formats may keep what it has read.
    rests = staged.ok && chosen.value.found.kind === 'csv' && !attempt.signal.aborted;
    return staged;
  } finally {
    attempt.signal.removeEventListener('abort', stop);
    if (rests) readers.back(reader);
    else stop();
  }
}

/** Finds out what the file is; what the notebook remembers of it goes under what was corrected by hand. */
async function look(
  item: ImportItem,
  reader: FileReader,
  { expected, onMore }: ReadOptions,
  signal: AbortSignal,
): Promise<Result<Looked>> {
  const { hints, types, formats } = item.corrections;
  const under = new Map<readonly Reading[], Partial<TextReading>>();
  const glance = async (asked: Partial<TextReading>) => {
    const hints = { ...asked, beside: item.beside };
    const found = await reader.glance(item.file, hints);
    if (found.ok) under.set(found.value, hints);
    return found;
  };
  const inspected = await recognise(
    // Asked once: what was corrected since then holds.
    item.reading ? [] : expected,
    item.file.name,
    item.part,
    glance,
    hints,
  );
  // Another attempt may be under way, with other settings; of what is gone no further tables come.
  if (signal.aborted) return fail('cancelled');
  if (!inspected.ok) return inspected;
  const { readings, remembered } = inspected.value;
  item.correct(remembered.hints, remembered.types, remembered.formats);
  item.correct(hints, types, formats);
  const chosen = chosenOf(item, readings);
  if (!chosen) return fail('file-empty');
  if (item.part === null && item.reading === null && readings.length > 1) onMore(readings.slice(1));
  return ok({ found: chosen, hints: under.get(readings) ?? {} });
}

const chosenOf = ({ part }: ImportItem, readings: readonly Reading[]): Reading | undefined =>
  part === null ? readings[0] : readings.find((reading) => reading.part === part);

/** A table as it was found under settings. */
interface Looked {
  found: Reading;
  hints: Partial<TextReading>;
}

interface Agreed {
  /** As it is staged: with the types and formats that were chosen by hand. */
  reading: Reading;
  memory: MemoryPlan | null;
}

/** Tells what a big import takes before it starts; asks where it may not fit, refuses where it cannot. */
async function agreeMemory(
  item: ImportItem,
  found: Reading,
  { signal, tell }: Attempt,
  { deviceMemory }: ImportTools,
): Promise<Result<Agreed>> {
  const { size } = item.file;
  const memory = planMemory(size, found.kind, await isPacked(item.file), deviceMemory, found.spread);
  if (memory.verdict === 'refuse') return refused(memory);
  const { partly: _, ...reading } = corrected(found, item.corrections);
  const told = memory.needs >= WORTH_TELLING ? memory : null;
  if (memory.verdict === 'ask')
    await new Promise<void>((answer) => {
      signal.addEventListener('abort', () => answer(), { once: true });
      tell({ type: 'ask', reading, memory, answer });
      if (signal.aborted) answer();
    });
  if (signal.aborted) return fail('cancelled');
  tell({ type: 'stage', reading, memory: told, bytes: size });
  return ok({ reading, memory: told });
}

const refused = ({ needs }: MemoryPlan): Result<never> =>
  fail('import-too-big', { values: { needs: gigabytes(needs) } });

/**
 * Stages a table; anew where the whole file, which is looked through meanwhile, says that it is read otherwise.
 */
async function stageItem(
  item: ImportItem,
  attempt: Attempt,
  tools: ImportTools,
  options: ReadOptions,
  agreed: Agreed & Looked & { reader: FileReader },
): Promise<Result<StageReport>> {
  const { signal, tell } = attempt;
  const { alone, onLost } = options;
  const { reader, reading, memory, found, hints } = agreed;
  const joined = joinedProgress(reading.kind);
  const staged = await reader.stage(item.file, reading, (progress) =>
    tell({ type: 'reached', progress: joined('convert', progress) }),
  );
  if (!staged.ok) return staged;
  const looking = found.partly ? reader.inspect(item.file, hints) : null;
  /** What else the whole file says that it is, once it has been looked through; null where it is what was found. */
  const other = async (): Promise<Result<Reading | null>> => {
    const searched = await looking;
    if (!searched?.ok) return searched ?? ok(null);
    const chosen = chosenOf(item, searched.value);
    return ok(chosen && !alike(chosen, found) ? chosen : null);
  };
  const notices = whatIsTold(reading.notices, staged.value.notices);
  const columns = ('columns' in staged.value && staged.value.columns) || reading.columns;
  const whole = corrected({ ...reading, columns, notices }, item.corrections);
  tell({ type: 'read', reading: whole });
  const opened = await tools.openTable(!alone && memory === null, onLost);
  if (!opened.ok) return opened;
  if (signal.aborted) {
    opened.value.close();
    return fail('cancelled');
  }
  tell({ type: 'engine', table: opened.value });
  const report = await opened.value.stage(staged.value, whole, {
    signal,
    onProgress: (progress) => tell({ type: 'reached', progress: joined('stage', progress) }),
    // Of what is read anew another count follows.
    onCounted: async (counted) => {
      const another = await other();
      if (another.ok && !another.value) tell({ type: 'counted', counted });
    },
  });
  const another = await other();
  if (!another.ok) return another;
  if (!another.value) return report;
  const anew = { ...agreed, found: another.value, reading: corrected(another.value, item.corrections) };
  return stageItem(item, attempt, tools, options, anew);
}

const alike = (whole: Reading, { partly: _, ...found }: Reading): boolean =>
  JSON.stringify(whole) === JSON.stringify(found);
