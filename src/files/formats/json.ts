import type { Progress, ReadColumn, Reading, Staged, StagedText, TextReading } from '../api.ts';
import { byteOrderMark, guessEncoding } from '../encoding.ts';
import { listOf, nameColumns } from '../headers.ts';
import { inFile } from '../made.ts';
import { sniffColumns } from '../types.ts';
import { withSmallestUnit } from '../units.ts';
import { fail, ok, type Fault, type Result } from '../../result.ts';
import { CsvPieces, OWN_DIALECT, rowProgress } from './csv-pieces.ts';
import { JsonCutter, parseElement, type JsonElement } from './json-elements.ts';
import { rowsBesideNames, tableIn, withHeader } from './json-tables.ts';

/** Text looked at before import; keys that first appear past it are found while staging. */
const BUDGET = 8 * 1024 * 1024;
const SAMPLE = 2000;
const PREVIEW = 50;
const MAX_COLUMNS = 2000;

type Kind = 'json' | 'ndjson';

/** Columns are the union of the records' keys; nested objects are flattened with dots, lists kept as JSON text. */
export async function inspectJson(
  blob: Blob,
  kind: Kind,
  name: string,
  part = '',
): Promise<Result<Reading[]>> {
  const samples = new Map<string, (string | null)[]>();
  const beyond = new Set<string>();
  const first: Map<string, string | null>[] = [];
  let firstBroken: JsonElement | null = null;
  const outcome = await eachRecord(blob, kind, BUDGET, (record, element) => {
    if (record === null) {
      firstBroken ??= element;
      return;
    }
    for (const [key, value] of record) if (!sampled(samples, key, value, MAX_COLUMNS)) beyond.add(key);
    if (first.length < PREVIEW) first.push(record);
  });
  if (!outcome.ok) return outcome;
  if (samples.size === 0) return firstBroken ? invalid(firstBroken) : fail('file-empty');
  const columns = columnsOf(samples);
  const { notices } = nameColumns([...samples.keys()], samples.size);
  if (beyond.size > 0)
    notices.push({ code: 'keys-many', values: { count: beyond.size, limit: MAX_COLUMNS } });
  const preview = first.map((record) => columns.map((column) => record.get(column.original) ?? null));
  const text: TextReading = { ...OWN_DIALECT, headerLine: 0, skipTail: 0, decimal: '.' };
  return ok([{ name, kind, part, text, columns, preview, notices }]);
}

/**
 * The records as text for the import engine; a record that is not JSON is rejected with its line. Keys that
 * the looking at the file's head has missed become further columns, for which the file is read once more.
 */
export async function stageJson(
  blob: Blob,
  reading: Reading,
  onProgress?: (progress: Progress) => void,
): Promise<Result<Staged>> {
  const known = inFile(reading.columns);
  const first = await writeRecords(blob, reading, known, onProgress);
  if (!first.ok) return first;
  const { late, beyond } = first.value;
  const many: Fault[] =
    beyond > 0 ? [{ code: 'keys-many', values: { count: beyond, limit: MAX_COLUMNS } }] : [];
  if (late.size === 0) return ok(first.value.staged(many));
  const added = columnsOf(late, reading.columns);
  const again = await writeRecords(blob, reading, [...known, ...added], onProgress);
  if (!again.ok) return again;
  const made = reading.columns.filter((column) => column.made);
  const names = added.map((column) => column.name);
  const notices: Fault[] = [{ code: 'keys-late', values: listOf(names) }, ...many];
  return ok({ ...again.value.staged(notices), columns: [...known, ...added, ...made] });
}

interface Written {
  staged: (notices: Fault[]) => StagedText;
  /** Keys that have no column, with some of their values. */
  late: Samples;
  /** How many keys there is no room for. */
  beyond: number;
}

async function writeRecords(
  blob: Blob,
  reading: Reading,
  columns: readonly ReadColumn[],
  onProgress?: (progress: Progress) => void,
): Promise<Result<Written>> {
  const keys = columns.map((column) => column.original);
  const known = new Set(keys);
  const late: Samples = new Map();
  const beyond = new Set<string>();
  const pieces = new CsvPieces(keys.length, 0, 0);
  const report = rowProgress(blob.size, onProgress);
  const outcome = await eachRecord(blob, reading.kind as Kind, Infinity, (record, element, bytes) => {
    if (record === null) pieces.bad(element.text, element.line);
    else {
      for (const [key, value] of record) {
        if (!known.has(key) && !sampled(late, key, value, MAX_COLUMNS - keys.length)) beyond.add(key);
      }
      pieces.row(
        keys.map((key) => record.get(key)),
        element.line,
      );
    }
    report(pieces.rows, bytes);
  });
  if (!outcome.ok) return outcome;
  return ok({ staged: (notices) => pieces.staged(reading.text!, notices), late, beyond: beyond.size });
}

/** Some of the values of each key, in the order in which the keys appeared. */
type Samples = Map<string, (string | null)[]>;

/** Notes a value of a key; false when there is no room for another key. */
function sampled(samples: Samples, key: string, value: string | null, room: number): boolean {
  const values = samples.get(key);
  if (values && values.length < SAMPLE) values.push(value);
  else if (!values && samples.size >= room) return false;
  else if (!values) samples.set(key, [value]);
  return true;
}

/** Columns of sampled keys, named so that they are unique among those there are already. */
function columnsOf(samples: Samples, before: readonly ReadColumn[] = []): ReadColumn[] {
  const originals = [...before.map((column) => column.original), ...samples.keys()];
  const { headers } = nameColumns(withSmallestUnit(originals, samples), originals.length);
  return headers.slice(before.length).map((header, i) => {
    const original = originals[before.length + i]!;
    const values = samples.get(original)!.map((value) => [value]);
    return { ...sniffColumns([header], values, false)[0]!, original };
  });
}

const invalid = (element: JsonElement): Result<never> =>
  fail('json-broken', { line: element.line, detail: element.text.slice(0, 80) });

type OnRecord = (record: Map<string, string | null> | null, element: JsonElement, bytes: number) => void;

/**
 * Streams the records of a JSON text. A single object that wraps a list (`{"data": [ … ]}`) stands for
 * that list; a single object without one is one record.
 */
async function eachRecord(blob: Blob, kind: Kind, budget: number, onRecord: OnRecord): Promise<Result<null>> {
  const head = new Uint8Array(await blob.slice(0, 4096).arrayBuffer());
  const { encoding } = byteOrderMark(head) ?? guessEncoding([head]);
  const decoder = new TextDecoder(encoding);
  const cutter = new JsonCutter(kind === 'ndjson');
  const reader = blob.slice(0, Math.min(blob.size, budget)).stream().getReader();
  let bytes = 0;
  let count = 0;
  let held: JsonElement | null = null;
  const named = withHeader<JsonElement>((value, element) => onRecord(flatten(value), element, bytes));
  const tell = (element: JsonElement) => {
    const parsed = parseElement(element.text);
    if (parsed) named.take(parsed.value, element);
    else onRecord(null, element, bytes);
  };
  const take = (element: JsonElement) => {
    count += 1;
    // The first top-level value of JSON is held back: if no second follows it may be a wrapper.
    if (kind === 'json' && cutter.shape === 'values' && count === 1) held = element;
    else {
      if (held) tell(held);
      held = null;
      tell(element);
    }
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.length;
    for (const element of cutter.push(decoder.decode(value, { stream: true }))) take(element);
  }
  // Looked at in part: what was cut off is no fault.
  if (blob.size > budget) {
    if (held) tell(held);
    named.end();
    return ok(null);
  }
  const rest = cutter.end();
  if (rest && kind === 'ndjson') take(rest);
  else if (rest || (cutter.shape === 'array' && !cutter.closed)) {
    return rest ? fail('file-incomplete-at', { line: rest.line }) : fail('file-incomplete');
  }
  named.end();
  if (held) unwrap(held, onRecord, bytes);
  return ok(null);
}

function unwrap(element: JsonElement, onRecord: OnRecord, bytes: number): void {
  const parsed = parseElement(element.text);
  if (!parsed) return onRecord(null, element, bytes);
  const { value } = parsed;
  const list = rowsBesideNames(value) ?? listIn(value) ?? tableIn(value) ?? [value];
  const named = withHeader<JsonElement>((item, from) => onRecord(flatten(item), from, bytes));
  for (const item of list) named.take(item, element);
  named.end();
}

/** The longest list of objects among an object's own values, looked for two levels deep. */
function listIn(value: unknown, depth = 2): unknown[] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === 0) return null;
  let best: unknown[] | null = null;
  for (const inner of Object.values(value)) {
    const list = Array.isArray(inner)
      ? inner.some((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
        ? inner
        : null
      : listIn(inner, depth - 1);
    if (list && list.length > (best?.length ?? 0)) best = list;
  }
  return best;
}

/** One record as text cells by key: `{a: {b: 1}}` is `a.b`; what is no object goes under `value`, a list by place. */
function flatten(value: unknown): Map<string, string | null> {
  const cells = new Map<string, string | null>();
  const put = (key: string, inner: unknown, depth: number) => {
    if (inner === null || inner === undefined) cells.set(key, null);
    else if (Array.isArray(inner)) cells.set(key, JSON.stringify(inner));
    else if (typeof inner === 'object') {
      const entries = Object.entries(inner);
      if (depth > 8 || entries.length === 0)
        cells.set(key, entries.length === 0 ? null : JSON.stringify(inner));
      else for (const [name, deep] of entries) put(key === '' ? name : `${key}.${name}`, deep, depth + 1);
    } else cells.set(key, String(inner as string | number | boolean));
  };
  if (Array.isArray(value)) value.forEach((inner, i) => put(`column_${i + 1}`, inner, 1));
  else if (typeof value === 'object' && value !== null) put('', value, 0);
  else put('value', value, 0);
  cells.delete('');
  return cells;
}
