import { commonType } from '../../import/stage/coerce.ts';
import type { NamedBy } from '../../import/stage/finish.ts';
import { USUAL_CADENCE } from '../../entity/cadence.ts';
import { maskedNames } from '../../import/meaning/meaning.ts';
import { mappedSource, NAMES, type ExpectedSource } from '../../entity/source.ts';
import type { Progress } from '../../files/api.ts';
import { readingSettings } from '../../import/remembered.ts';
import { sameColumn, unionColumns, unionName, uniqueNames } from '../../import/union.ts';
import { defaultSource } from '../../notebook/defaults.ts';
import { policySql } from '../../privacy/policy.ts';
import { ok, type Fault, type Result } from '../../result.ts';
import { sumLedgers, type Digests, type ExistingSource, type SourceLedger } from './existing.ts';
import { columnsUnder, groupMapping, treatmentOf } from './import-group.ts';
import type { ImportItem } from './import-item.svelte.ts';
import type { ImportedTable, TakeRows } from './imported.ts';
import { streamOf } from '../stream.ts';

/** Tables with more rows are digested at once, so that their import engine need not stay beside the cells. */
const DIGEST_AT_ONCE = 1_000_000;

/** What each group will be called: as the source it belongs to, else by its files, none twice. */
export function groupNames(groups: ImportItem[][], existing: readonly ExistingSource[]): string[] {
  const wanted = groups.map((group) => {
    const [first] = group;
    if (first!.existing && first!.choice !== 'both') return first!.existing.name;
    const own = group.length > 1 ? unionName(group.map((item) => item.reading!.name)) : first!.reading!.name;
    return first!.existing ? own : (first!.known ?? own);
  });
  const taken = existing
    .map(({ name }) => name)
    .filter((name) => !groups.some(([first]) => first!.choice !== 'both' && first!.existing?.name === name));
  return uniqueNames(wanted, taken);
}

/**
 * Hands the rows of files that become one source to `take`, after the privacy policies: one under the other,
 * and under the rows of the source that they are appended to. `before` is what the notebook says of the source
 * so far; `onRows` hears how many of the files' rows are over. The import engines stay until the rows' digests
 * have been asked for.
 */
export async function confirmGroup(
  group: ImportItem[],
  { name, before }: { name: string; before: ExpectedSource | undefined },
  secret: string,
  take: TakeRows,
  onRows: (rows: number) => void,
): Promise<Result<ImportedTable>> {
  const [{ finish }, { compareRows, rowDigests }] = await Promise.all([
    import('../../import/stage/importer.ts'),
    import('../../import/stage/digest.ts'),
  ]);
  const [first] = group as [ImportItem];
  const base = first.choice === 'append' ? first.existing : null;
  const alone = group.length === 1 && base === null;
  const policyFor = (item: ImportItem) => (column: string) => {
    const { policy, kind } = treatmentOf(item, column, first);
    return policySql(column, policy, kind, secret);
  };
  const names = namedBy(first);
  const columns = base?.columns ?? [
    ...(names ? [{ name: NAMES, type: 'INTEGER' }] : []),
    ...unionColumns(
      group.map((item) => columnsUnder(item, first)),
      commonType,
    ),
  ];
  const known: Uint8Array[] = [];
  const { version } = first.engine!;
  let rows = 0;
  let columnsMade: { name: string; sqlType: string }[] = [];
  const failed: Fault[] = [];
  const pieces = streamOf<Uint8Array>(async (push) => {
    const orStop = <T>(result: Result<T>): T => {
      if (result.ok) return result.value;
      failed.push(result.fault);
      throw new Error(result.fault.code);
    };
    if (base) {
      for await (const piece of base.pieces()) await push(piece);
      rows = base.ledger.read;
      const digests = await base.digests();
      if (digests?.engine === version) known.push(...digests.pieces);
    }
    for (const item of group) {
      const engine = item.engine!;
      const done = rows - (base?.ledger.read ?? 0);
      const options = {
        signal: item.abort.signal,
        onPiece: push,
        names: names && namedBy(item, first),
        onProgress: (progress: Progress) => onRows(done + progress.rows),
      };
      if (alone) {
        columnsMade = orStop(await finish(engine, policyFor(item), options)).columns;
        return;
      }
      const compared = known.length > 0;
      if (compared) orStop(await compareRows(engine, known, secret));
      const onto = { rows, columns, compared };
      columnsMade = orStop(await finish(engine, policyFor(item), { ...options, onto })).columns;
      known.push(...orStop(await rowDigests(engine, secret)));
      rows += item.report!.rows;
    }
  });
  const taken = await take(name, pieces);
  if (failed[0]) return { ok: false, fault: failed[0] };
  if (!taken.ok) return taken;
  const made = columnsMade
    .filter((c) => c.name !== '_row' && c.name !== '_copy')
    .map((c) => ({ name: c.name, type: c.sqlType }));
  const parts = group.map((item) => ({ file: item.file.name, ledger: ledgerOf(item) }));
  if (base) parts.unshift({ file: base.file, ledger: base.ledger });
  return ok({
    file: [...new Set(parts.map((part) => part.file))].join(', '),
    personal: Object.assign({}, base?.personal, ...group.toReversed().map((item) => item.personal)),
    expected: expectedOf(group, name, base, before, made),
    columns: made,
    ledger: sumLedgers(parts),
    digests: alone ? NOT_YET : async () => ({ engine: version, pieces: known }),
  });
}

/** Whose names are to be counted before they are masked, in a file's own columns; null where none are. */
function namedBy(item: ImportItem, first: ImportItem = item): NamedBy | null {
  const names = maskedNames(first);
  const [id, named] = [names?.customer, names?.name].map((column) => column && item.columnLike(column));
  return id && named ? { customer: id, name: named } : null;
}

/** Stands for digests that are made once every table has been taken. */
export const NOT_YET = async (): Promise<null> => null;

/** Takes the import engine over: it goes when its rows' digests are made. */
export function lateDigests(item: ImportItem, key: string): () => Promise<Digests | null> {
  const engine = item.engine!;
  item.engine = null;
  let made: Promise<Digests | null> | null = null;
  const make = async () => {
    const { rowDigests } = await import('../../import/stage/digest.ts');
    const pieces = await rowDigests(engine, key);
    engine.terminate();
    return pieces.ok ? { engine: engine.version, pieces: pieces.value } : null;
  };
  if (item.report!.rows > DIGEST_AT_ONCE) made = make();
  return () => (made ??= make());
}

function ledgerOf(item: ImportItem): SourceLedger {
  const { rows, rejected, rejects, conversions } = item.report!;
  return {
    read: rows,
    rejected,
    rejects: rejects.map(({ line, reason }) => ({ line, reason })),
    conversions: conversions.map(({ column, failed }) => ({ column, failed })),
    bytes: item.file.size,
  };
}

/** ISO date of an instant on this machine's calendar. */
const day = (ms: number): string => {
  const at = new Date(ms);
  return new Date(ms - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

function expectedOf(
  group: readonly ImportItem[],
  name: string,
  base: ExistingSource | null,
  before: ExpectedSource | undefined,
  made: readonly { name: string; type: string }[],
): ExpectedSource {
  const [first] = group as [ImportItem];
  // Appended rows are told by the names that the source's columns have.
  const own = (column: string) => base?.columns.find((c) => sameColumn(c.name, column))?.name ?? column;
  const columns = group.flatMap((item) => item.reading!.columns.map((c) => ({ item, name: c.name })));
  // Each once, as in the first file that has it.
  const once = columns.filter(({ name }, i) => columns.findIndex((c) => sameColumn(c.name, name)) === i);
  const mapping = Object.fromEntries(
    Object.entries(groupMapping(group)).map(([role, column]) => [role, own(column)]),
  );
  const privacy = Object.fromEntries(
    once.flatMap(({ item, name }) => {
      const { policy } = treatmentOf(item, name, first);
      return policy === 'keep' ? [] : [[own(name), policy]];
    }),
  );
  const entity = first.entity!;
  return {
    ...defaultSource,
    ...before,
    name,
    updated: day(Math.max(...group.map((item) => item.file.lastModified))),
    cadence: before?.cadence || USUAL_CADENCE[entity],
    entity,
    columns: once.map(({ item, name }) => ({ name: own(name), type: item.stagedType(name) })),
    mapping: mappedSource({ name, entity, mapping, privacy }, made).mapping,
    privacy,
    reading: readingSettings(first),
  };
}
