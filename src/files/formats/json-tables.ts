import { isValue } from '../layout.ts';

/** A record of a JSON text: an object as a rule. */
export type JsonRecord = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** Names of columns, as objects that wrap their rows give them: texts, or objects with a name. */
function namesIn(value: unknown): string[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const names = value.map((item) =>
    isObject(item) ? (item['name'] ?? item['title'] ?? item['field']) : item,
  );
  return names.every((name) => typeof name === 'string' && name !== '') ? (names as string[]) : null;
}

const isRows = (value: unknown): value is unknown[][] =>
  Array.isArray(value) && value.length > 0 && value.every((row) => Array.isArray(row) && row.every(isScalar));

const named = (names: readonly string[], row: readonly unknown[]): JsonRecord =>
  Object.fromEntries(names.map((name, i) => [name, row[i] ?? null]));

/** The rows of an object that has the names of its columns beside them (`columns` and `data`, as data frames are split) or in the first of them. */
export function rowsBesideNames(value: unknown, depth = 2): unknown[] | null {
  if (!isObject(value) || depth === 0) return null;
  const inner = Object.values(value);
  const rows = inner.find(isRows);
  if (!rows) return inner.map((one) => rowsBesideNames(one, depth - 1)).find(Boolean) ?? null;
  const wide = rows[0]!.length;
  const names = inner.map(namesIn).find((list) => list?.length === wide && new Set(list).size === wide);
  if (names) return rows.map((row) => named(names, row));
  return isHeader(rows[0], rows[1]) ? rows : null;
}

/** The records of an object that has one list of values for each column, or one object for each column or row; else null. */
export const tableIn = (value: unknown): unknown[] | null =>
  isObject(value) ? (byColumn(value) ?? byKey(value)) : null;

/** `{"id": [1, 2], "amount": [3, 4]}`, and the same with the places of the rows as keys, as data frames are written. */
function byColumn(value: JsonRecord): JsonRecord[] | null {
  const columns = Object.entries(value);
  if (columns.length < 2) return null;
  const lists = columns.map(([, list]) =>
    Array.isArray(list) ? list : isObject(list) ? placed(list) : null,
  );
  const length = lists[0]?.length ?? 0;
  if (length < 2 || !lists.every((list) => list?.length === length && list.every(isScalar))) return null;
  const names = columns.map(([name]) => name);
  // Objects by place, whose own keys are places: the rows of a list that was written as an object.
  if (names.every((name, i) => name === String(i))) return null;
  return Array.from({ length }, (_, i) =>
    named(
      names,
      lists.map((list) => list![i]),
    ),
  );
}

/** The values of an object whose keys are 0, 1, 2 and so on. */
const placed = (value: JsonRecord): unknown[] | null =>
  Object.keys(value).every((key, i) => key === String(i)) ? Object.values(value) : null;

/** Objects that have most of their keys in common, each under a key of its own, which becomes a column where it tells them apart. */
function byKey(value: JsonRecord): JsonRecord[] | null {
  const entries = Object.entries(value);
  if (entries.length < 3 || !entries.every(([, record]) => isObject(record))) return null;
  const records = entries as [string, JsonRecord][];
  const counts = new Map<string, number>();
  for (const [, record] of records)
    for (const key of Object.keys(record)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const common = [...counts.values()].filter((n) => n >= 0.8 * records.length).length;
  if (common < 2 || common < 0.5 * counts.size) return null;
  if (placed(value)) return records.map(([, record]) => record);
  return records.map(([key, record]) => ('key' in record ? record : { key, ...record }));
}

/** Whether the first of two lists of values names the columns of the second and of all that follow. */
function isHeader(first: unknown, second: unknown): first is string[] {
  if (!Array.isArray(first) || !Array.isArray(second) || second.length > first.length) return false;
  const names = first.filter(
    (cell) => typeof cell === 'string' && cell.trim() !== '' && !isValue(cell.trim()),
  );
  return (
    names.length === first.length &&
    names.length > 1 &&
    new Set(names).size === names.length &&
    second.some((cell) => typeof cell === 'number' || (typeof cell === 'string' && isValue(cell.trim())))
  );
}

/** Hands lists of values on as records by the names in the first of them, where it has names; all else as it is. */
export function withHeader<T>(tell: (value: unknown, from: T) => void): {
  take: (value: unknown, from: T) => void;
  end: () => void;
} {
  let names: string[] | null = null;
  let first: { value: unknown; from: T } | null = null;
  let begun = false;
  const end = () => {
    if (first) tell(first.value, first.from);
    first = null;
  };
  const take = (value: unknown, from: T) => {
    if (!begun && Array.isArray(value)) first = { value, from };
    else if (first && isHeader(first.value, value)) {
      names = first.value;
      first = null;
      tell(named(names, value as unknown[]), from);
    } else {
      end();
      tell(names && Array.isArray(value) ? named(names, value) : value, from);
    }
    begun = true;
  };
  return { take, end };
}
