import type { SampleFile } from '../../import/known-file.ts';
import { maskedNames, type Meaning } from '../../import/meaning/meaning.ts';
import type { ColumnPolicy, Finished, FinishOptions } from '../../import/stage/finish.ts';
import { policySql } from '../../privacy/policy.ts';
import { attempt, fail, ok, Stop, type Result } from '../../result.ts';
import type { ImportTools, RawTable } from './tools.ts';

/**
 * The rows of a file of the page itself. Treated as its meaning says they are there, and go on as they came; whatever
 * else is asked of them is asked of an engine that is opened for it, with the rows as they were read.
 */
export function shippedTable(file: SampleFile, tools: ImportTools): RawTable {
  const { reading, report } = file.known;
  let opened: Promise<Result<RawTable>> | null = null;
  let closed = false;
  /** Once it is lost, the next who asks has another. */
  const lost = () => (opened = null);
  const raw = (): Promise<Result<RawTable>> => (opened ??= open());

  async function open(): Promise<Result<RawTable>> {
    if (closed) return fail('cancelled');
    const engine = await tools.openTable(true, lost);
    if (!engine.ok) return engine;
    const staged = await attempt(async () => {
      const [treated, hidden] = [await bytesOf(file.treated()), await bytesOf(file.hidden())];
      const { profile } = report;
      return engine.value.stage({ form: 'shipped', treated, hidden }, reading, { profile });
    }, 'import-failed');
    if (staged.ok && !closed) return engine;
    engine.value.close();
    return staged.ok ? fail('cancelled') : staged;
  }

  async function ask<T>(question: (table: RawTable) => Promise<Result<T>>): Promise<Result<T>> {
    const table = await raw();
    return table.ok ? question(table.value) : table;
  }

  return {
    async version() {
      const table = await raw();
      return table.ok ? table.value.version() : '';
    },
    stage: (...how) => ask((table) => table.stage(...how)),
    profile: async () => ok(report.profile),
    histograms: (...of) => ask((table) => table.histograms(...of)),
    readings: (...of) => ask((table) => table.readings(...of)),
    steady: (...of) => ask((table) => table.steady(...of)),
    judge: (...by) => ask((table) => table.judge(...by)),
    aside: (...by) => ask((table) => table.aside(...by)),
    digests: (...under) => ask((table) => table.digests(...under)),
    compare: (...with_) => ask((table) => table.compare(...with_)),
    lost: (...under) => ask((table) => table.lost(...under)),
    keys: (...of) => ask((table) => table.keys(...of)),
    match: (...with_) => ask((table) => table.match(...with_)),
    meet: (...with_) => ask((table) => table.meet(...with_)),
    counts: (...of) => ask((table) => table.counts(...of)),
    lookup: (...of) => ask((table) => table.lookup(...of)),
    complete: (...with_) => ask((table) => table.complete(...with_)),
    values: (...of) => ask((table) => table.values(...of)),
    finish: (policy, options) =>
      isTreated(file, policy, options)
        ? attempt(async () => ok(await handOver(file, options)), 'import-failed')
        : ask((table) => table.finish(policy, options)),
    close() {
      closed = true;
      void opened?.then((table) => table.ok && table.value.close());
    },
  };
}

/** Whether the rows that came are what a policy would make of the raw ones. */
function isTreated({ known }: SampleFile, policy: ColumnPolicy, { onto, names }: FinishOptions): boolean {
  const { reading, meaning } = known;
  return (
    !onto &&
    JSON.stringify(names ?? null) === JSON.stringify(maskedNames(meaning)) &&
    reading.columns.every(({ name }) => policy(name) === treatedSql(name, meaning))
  );
}

/** How a column of it was treated; undefined where that depends on who asks. */
function treatedSql(column: string, { privacy, personal }: Meaning): string | null | undefined {
  const policy = privacy[column] ?? 'drop';
  return policy === 'pseudonymise' ? undefined : policySql(column, policy, personal[column] ?? null, '');
}

async function handOver(file: SampleFile, options: FinishOptions): Promise<Finished> {
  const done = { ipc: [] as Uint8Array[], rows: 0, columns: file.known.columns };
  let read = 0;
  for await (const { bytes, rows } of file.treated()) {
    if (options.signal?.aborted) throw new Stop({ code: 'cancelled' });
    done.rows += rows;
    options.onProgress?.({ bytes: (read += bytes.length), totalBytes: 0, rows: done.rows });
    if (options.onPiece) await options.onPiece(bytes, rows);
    else done.ipc.push(bytes);
  }
  return done;
}

async function bytesOf(pieces: AsyncIterable<{ bytes: Uint8Array }>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const { bytes } of pieces) all.push(bytes);
  return all;
}
