import { commonType } from '../engine/coerce.ts';
import { readingSettings } from '../files/remembered.ts';
import { unionColumns, unionName, uniqueNames } from '../files/union.ts';
import type { ExpectedSource } from '../notebook/document.ts';
import { policySql } from '../privacy/policy.ts';
import { ok, type Fault, type Result } from '../result.ts';
import { sumLedgers, type Digests, type ExistingSource, type SourceLedger } from './existing.ts';
import type { ImportItem } from './import-item.svelte.ts';
import type { ImportedTable, TakeRows } from './imported.ts';
import { streamOf } from './stream.ts';

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
 * and under the rows of the source that they are appended to. The import engines stay until the rows'
 * digests have been asked for.
 */
export async function confirmGroup(
  group: ImportItem[],
  name: string,
  secret: string,
  take: TakeRows,
): Promise<Result<ImportedTable>> {
  const [{ finish }, { compareRows, rowDigests }] = await Promise.all([
    import('../engine/importer.ts'),
    import('../engine/digest.ts'),
  ]);
  const [first] = group as [ImportItem];
  const base = first.choice === 'append' ? first.existing : null;
  const alone = group.length === 1 && base === null;
  const policyFor = (item: ImportItem) => (column: string) => {
    // What the first file's column is treated with holds for all.
    const own = first === item ? column : (first.columnLike(column) ?? column);
    return policySql(column, first.privacy[own] ?? 'keep', first.personal[own] ?? null, secret);
  };
  const columns =
    base?.columns ??
    unionColumns(
      group.map((item) => item.shapeUnder(first)),
      commonType,
    );
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
      const options = { signal: item.abort.signal, onPiece: push };
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
  const parts = group.map((item) => ({ file: item.file.name, ledger: ledgerOf(item) }));
  if (base) parts.unshift({ file: base.file, ledger: base.ledger });
  return ok({
    file: [...new Set(parts.map((part) => part.file))].join(', '),
    personal: { ...base?.personal, ...first.personal },
    expected: expectedOf(first, name, base),
    columns: columnsMade
      .filter((c) => c.name !== '_row' && c.name !== '_copy')
      .map((c) => ({ name: c.name, type: c.sqlType })),
    ledger: sumLedgers(parts),
    digests: alone ? NOT_YET : async () => ({ engine: version, pieces: known }),
  });
}

/** Stands for digests that are made once every table has been taken. */
export const NOT_YET = async (): Promise<null> => null;

/** Takes the import engine over: it goes when its rows' digests are made. */
export function lateDigests(item: ImportItem, key: string): () => Promise<Digests | null> {
  const engine = item.engine!;
  item.engine = null;
  let made: Promise<Digests | null> | null = null;
  const make = async () => {
    const { rowDigests } = await import('../engine/digest.ts');
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

function expectedOf(item: ImportItem, name: string, base: ExistingSource | null): ExpectedSource {
  // Appended rows are told by the names that the source's columns have.
  const own = (column: string) =>
    base?.columns.find((c) => c.name.toLowerCase() === column.toLowerCase())?.name ?? column;
  return {
    name,
    system: '',
    entity: item.entity!,
    columns: item.report!.profile.map((p) => ({ name: own(p.name), type: p.sqlType })),
    mapping: Object.fromEntries(Object.entries(item.mapping).map(([role, column]) => [role, own(column)])),
    privacy: Object.fromEntries(
      Object.entries(item.privacy).flatMap(([column, policy]) =>
        policy === 'keep' ? [] : [[own(column), policy]],
      ),
    ),
    reading: readingSettings(item),
  };
}
