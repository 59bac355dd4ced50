import { localDay } from '../../i18n/day.ts';
import { commonType } from '../../import/stage/coerce.ts';
import { USUAL_CADENCE } from '../../entity/cadence.ts';
import type { Weakenings } from '../../import/meaning/weakening.ts';
import { isWeaker } from '../../privacy/kinds.ts';
import {
  mappedSource,
  NAMES,
  type ColumnFacts,
  type ExpectedSource,
  type TableColumn,
} from '../../entity/source.ts';
import type { Progress } from '../../files/api.ts';
import { isShare } from '../../files/numbers.ts';
import { readingSettings } from '../../import/remembered.ts';
import { columnAt, sameColumn, unionColumns, unionName, uniqueNames } from '../../import/union.ts';
import { defaultSource } from '../../notebook/defaults.ts';
import { fail, need, ok, type Result } from '../../result.ts';
import { NOTHING_RAW, sumLedgers, type ExistingSource, type SourceLedger } from './existing.ts';
import {
  currencyOfGroup,
  columnsUnder,
  groupAttributes,
  groupMapping,
  namedBy,
  treatmentOf,
  treatmentsOf,
} from './import-group.ts';
import type { ImportItem } from './import-item.svelte.ts';
import { toldAs, type Ready } from './item-state.ts';
import type { ImportedTable, TakeRows } from './imported.ts';
import { NOT_YET } from './late-look.ts';
import { lookedFor } from './looked-for.ts';
import { rowsOfFiles, type RowsAhead, type TreatedRows } from './ready-rows.ts';
import { streamOf } from '../stream.ts';
import { belonging } from './standing.ts';
import { policyOf } from '../../import/stage/treatments.ts';

/**
 * What each group will be called: as the source it belongs to, as the one of the notebook's `expected` that it means
 * the same as where its columns are others, else by its files, none twice.
 */
export function groupNames(
  groups: ImportItem[][],
  existing: readonly ExistingSource[],
  expected: readonly ExpectedSource[],
): string[] {
  const meant = meantSources(
    groups.map(([first]) => first!),
    expected.filter(({ name }) => existing.every((source) => source.name !== name)),
  );
  const wanted = groups.map((group, i) => {
    const [first] = group as [ImportItem];
    const belongs = belonging(first.standing);
    if (belongs && belongs.choice !== 'both') return belongs.source.name;
    const names = group.map((item) => item.reading?.name ?? item.name);
    const own = group.length > 1 ? unionName(names) : names[0]!;
    return belongs ? own : (first.known ?? meant[i] ?? own);
  });
  const changed = groups.flatMap(([first]) => {
    const belongs = belonging(first!.standing);
    return belongs && belongs.choice !== 'both' ? [belongs.source.name] : [];
  });
  const taken = existing.map(({ name }) => name).filter((name) => !changed.includes(name));
  return uniqueNames(wanted, taken);
}

/**
 * The source that a notebook waits for and that a file, whatever its columns are called, means the same as: of the
 * same entity, with no role that the file lacks. Only where neither could be another's.
 */
function meantSources(files: readonly ImportItem[], waiting: readonly ExpectedSource[]): (string | null)[] {
  const free = waiting.filter(({ name }) => files.every(({ known }) => known !== name));
  const means = (file: ImportItem, source: ExpectedSource) =>
    file.known === null &&
    file.entity === source.entity &&
    Object.keys(source.mapping).every((role) => Object.hasOwn(file.mapping, role));
  return files.map((file) => {
    const [source, other] = free.filter((one) => means(file, one));
    if (!source || other || files.some((one) => one !== file && means(one, source))) return null;
    return source.name;
  });
}

/** Who hears of a confirmation on its way, and where rows are that were made ready for it. */
export interface Confirming {
  onRows?: (rows: number) => void;
  whole?: (table: ImportedTable) => void;
  ahead?: RowsAhead | null;
}

/**
 * Takes the rows of all groups, each under its name, as `confirmGroup` does: those of files one after the other, as
 * they were read; `atOnce` side by side. `before` is what the notebook says of a source so far.
 */
export async function confirmGroups(
  groups: { group: ImportItem[]; name: string; before: ExpectedSource | undefined }[],
  secret: string,
  take: TakeRows,
  atOnce: boolean,
  { onRows = () => {}, whole = () => {}, ahead = null }: Confirming,
): Promise<Result<ImportedTable[]>> {
  // Given up before: a notebook of nothing is nobody's wish.
  if (groups.length === 0) return fail('cancelled');
  const over = groups.map(() => 0);
  const overOf = (i: number, rows: number) => {
    over[i] = rows;
    onRows(over.reduce((sum, n) => sum + n, 0));
  };
  const takeGroup = async ({ group, ...as }: (typeof groups)[number], i: number) => {
    const confirmed = await confirmGroup(group, as, secret, take, (rows) => overOf(i, rows), ahead);
    if (confirmed.ok) {
      whole(confirmed.value);
      overOf(i, rowsOf(group));
    }
    return confirmed;
  };
  const tables: ImportedTable[] = [];
  const coming = atOnce ? groups.map(takeGroup) : null;
  await Promise.all(coming ?? []);
  for (const [i, group] of groups.entries()) {
    const confirmed = await (coming?.[i] ?? takeGroup(group, i));
    if (!confirmed.ok) return confirmed;
    tables.push(confirmed.value);
  }
  return ok(tables);
}

/**
 * Hands the rows of files that become one source to `take`, after the privacy policies: one under the other,
 * and under the rows of the source that they are appended to. `before` is what the notebook says of the source
 * so far; `onRows` hears how many of the files' rows are over. The import engines stay until the rows' digests
 * have been asked for. Rows that `ahead` has are not made again.
 */
async function confirmGroup(
  group: ImportItem[],
  { name, before }: { name: string; before: ExpectedSource | undefined },
  secret: string,
  take: TakeRows,
  onRows: (rows: number) => void,
  ahead: RowsAhead | null,
): Promise<Result<ImportedTable>> {
  const members = readyMembers(group);
  // One of them is being read anew: its engine was lost since.
  if (!members) return fail('engine-crashed');
  const [first] = group as [ImportItem];
  const belongs = belonging(first.standing);
  const base = belongs?.choice === 'append' ? belongs.source : null;
  const alone = group.length === 1 && base === null;
  const policyFor = (item: ImportItem) => policyOf(treatmentsOf(item, first), secret);
  const tables = members.map(({ table }) => table);
  const of = base ? null : rowsOfFiles(group, tables, name, secret);
  const ready = (of && ahead?.find(of)) ?? null;
  const making = ahead?.making;
  const names = namedBy(first);
  const columns = base?.columns ?? [
    ...(names ? [{ name: NAMES, type: 'INTEGER' }] : []),
    ...unionColumns(
      group.map((item) => columnsUnder(item, first)),
      commonType,
    ),
  ];
  const made: TreatedRows = ready ?? {
    columns: [],
    parted: base ? [base.columns] : [],
    ...{ known: [], treatments: {}, filters: [], whole: true },
  };
  const version = () => tables[0]!.version();
  let rows = 0;
  const treated = streamOf<Uint8Array>(async (push) => {
    if (base) {
      for await (const piece of base.pieces()) await push(piece);
      rows = base.ledger.read;
      const before = (await base.raw?.()) ?? NOTHING_RAW;
      made.filters.push(...before.filters);
      made.whole = before.whole;
      const digests = await base.digests();
      if (digests && digests.engine === (await version())) {
        made.known.push(...digests.pieces);
        made.treatments = digests.treatments;
      }
    }
    for (const { item, table, report } of members) {
      const done = rows - (base?.ledger.read ?? 0);
      const options = {
        signal: making ? AbortSignal.any([item.signal, making.signal]) : item.signal,
        onPiece: push,
        names: names && namedBy(item, first),
        onProgress: (progress: Progress) => onRows(done + progress.rows),
        beside: making !== undefined,
      };
      // What is being made ready is left where another is wanted by now.
      const goOn = async () => need(making?.signal.aborted ? fail('cancelled') : ok(null));
      if (alone) {
        made.columns = need(await table.finish(policyFor(item), options)).columns;
        made.parted.push(made.columns);
        return;
      }
      const compared = made.known.length > 0;
      made.treatments = treatmentsOf(item, first, made.treatments);
      const policy = policyOf(made.treatments, secret);
      if (compared) need(await table.compare(made.known, secret, policy));
      await goOn();
      const onto = { rows, columns, compared };
      made.columns = need(await table.finish(policyFor(item), { ...options, onto })).columns;
      made.parted.push(made.columns);
      made.known.push(...need(await table.digests(secret, policy)));
      await goOn();
      const values = await table.values(lookedFor(item, first), goOn);
      await goOn();
      if (values.ok) made.filters.push(values.value);
      else made.whole = false;
      rows += report.rows;
    }
  });
  const pieces = ready ? bytesOf(ready.pieces) : treated;
  const taken = await take(name, pieces, first.entity, ready);
  if (!taken.ok) return taken;
  if (of) making?.keep(of, made);
  /** Whether all of a column's numbers are written as percentages, in whatever file they stand. */
  const shared = (name: string) =>
    (base?.columns.find((c) => c.name === name)?.share ?? true) &&
    group.every(({ reading }) => isShare(reading?.columns[columnAt(reading.columns, name)]));
  const tableColumns = made.columns
    .filter((c) => c.name !== '_row' && c.name !== '_copy')
    .map(({ name, sqlType }): TableColumn => {
      const facts = made.parted.map((columns) => columns.find((c) => c.name === name) ?? {});
      return { name, type: sqlType, ...together(facts), ...(shared(name) ? { share: true } : {}) };
    });
  const parts = members.map(({ item, report }) => ({
    file: toldAs(item),
    ledger: ledgerOf(item, report),
  }));
  if (base) parts.unshift({ file: base.file, ledger: base.ledger });
  return ok({
    file: [...new Set(parts.map((part) => part.file))].join(', '),
    personal: Object.assign({}, base?.personal, ...group.toReversed().map((item) => item.personal)),
    weakened: weakenedBy(group, belongs?.source ?? null),
    expected: expectedOf(group, name, base, before, tableColumns),
    columns: tableColumns,
    ledger: sumLedgers(parts),
    digests: alone
      ? NOT_YET
      : async () => ({
          engine: await version(),
          pieces: made.known,
          treatments: made.treatments,
        }),
    raw: async () => (alone ? NOTHING_RAW : { filters: made.filters, whole: made.whole }),
  });
}

async function* bytesOf(pieces: readonly Blob[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield new Uint8Array(await piece.arrayBuffer());
}

/** What is known of all rows is what is known of those of each part; a value may stand in two of them. */
const together = (parts: readonly ColumnFacts[]): ColumnFacts => ({
  ...(parts.every(({ trimmed }) => trimmed) ? { trimmed: true } : {}),
  ...(parts.every(({ unsigned }) => unsigned) ? { unsigned: true } : {}),
  ...(parts.length === 1 && parts[0]!.unique ? { unique: true } : {}),
});

/** A group's files with what they are ready with; null when one of them is not. */
function readyMembers(group: readonly ImportItem[]): ({ item: ImportItem } & Ready)[] | null {
  const members = group.flatMap((item) => (item.state.name === 'ready' ? [{ item, ...item.state }] : []));
  return members.length === group.length ? members : null;
}

const ledgerOf = (
  { bytes, reading, own }: ImportItem,
  { rows, rejected, rejects, conversions }: Ready['report'],
): SourceLedger => ({
  ...(reading?.leftOut ? { leftOut: reading.leftOut } : {}),
  ...(own && own.taken.length > 0
    ? { lookedUp: own.taken.map(({ file, key, found }) => ({ file, key, found, missing: rows - found })) }
    : {}),
  read: rows,
  rejected,
  rejects: rejects.map(({ line, reason }) => ({ line, reason })),
  conversions: conversions.map(({ column, failed }) => ({ column, failed })),
  bytes,
});

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
  const columns = group.flatMap((item) => (item.reading?.columns ?? []).map(({ name }) => ({ item, name })));
  // Each once, as in the first file that has it.
  const once = columns.filter(({ name }, i) => columns.findIndex((c) => sameColumn(c.name, name)) === i);
  const owned = (roles: Record<string, string>) =>
    Object.fromEntries(Object.entries(roles).map(([role, column]) => [role, own(column)]));
  const mapping = owned(groupMapping(group));
  const privacy = Object.fromEntries(
    once.flatMap(({ item, name }) => {
      const { policy } = treatmentOf(item, name, first);
      return policy === 'keep' ? [] : [[own(name), policy]];
    }),
  );
  const entity = first.entity!;
  const meant = mappedSource(
    { name, entity, mapping, attributes: owned(groupAttributes(group)), privacy },
    made,
  );
  const { attributes: _, lookups: __, ...kept } = before ?? {};
  const lookups = first.lookups;
  const beside = currencyOfGroup(group);
  return {
    ...defaultSource,
    ...kept,
    name,
    updated: localDay(Math.max(...group.map((item) => item.file.lastModified))),
    cadence: before?.cadence || USUAL_CADENCE[entity],
    entity,
    columns: once.map(({ item, name }) => ({ name: own(name), type: item.stagedType(name) })),
    mapping: meant.mapping,
    ...(meant.attributes ? { attributes: { ...meant.attributes } } : {}),
    privacy,
    ...scalesOf(first, own),
    ...(beside ? { currency: beside } : {}),
    ...(lookups.length > 0 ? { lookups } : {}),
    reading: readingSettings(first.corrections, first.reading?.columns ?? []),
  };
}

/**
 * Which columns come in as more than their kind would, and by whom. What somebody had allowed of the source that they
 * belong to, and is as it was, keeps who and when.
 */
function weakenedBy(group: readonly ImportItem[], source: ExistingSource | null): Weakenings {
  const [first] = group as [ImportItem];
  const at = new Date().toISOString();
  const found = group.toReversed().flatMap((item) =>
    (item.reading?.columns ?? []).flatMap((column) => {
      const like = item === first ? column.name : first.columnLike(column.name);
      const now = like === null ? item.weakening(column.name, at) : first.weakening(like, at);
      if (!now) return [];
      const name = source?.columns.find((c) => sameColumn(c.name, column.name))?.name ?? column.name;
      const before = source?.treated?.[name];
      const { policy } = treatmentOf(item, column.name, first);
      const held = before !== undefined && !isWeaker(policy, before) ? source?.weakened?.[name] : undefined;
      return [[name, held ?? now] as const];
    }),
  );
  // Rows that are there already stay as they came in.
  const kept = belonging(first.standing)?.choice === 'append' ? source?.weakened : undefined;
  return { ...kept, ...Object.fromEntries(found) };
}

/** The scales of a file's answers, under the names that its columns have in the source; nothing where there are none. */
function scalesOf(item: ImportItem, own: (column: string) => string): Pick<ExpectedSource, 'scales'> {
  const scales = Object.entries(item.scales).map(([column, scale]) => [own(column), scale] as const);
  return scales.length > 0 ? { scales: Object.fromEntries(scales) } : {};
}

export const rowsOf = (items: readonly ImportItem[]): number =>
  items.reduce((sum, item) => sum + (item.report?.rows ?? 0), 0);
